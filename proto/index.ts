// The frames of GUI-MCP as a TypeScript union, over the generated codec of gui_mcp.proto (the only definition of the
// wire). Decoded bytes are views into the input buffer: copy what outlives the message handler.
import { farhand } from '#wire';

const wire = farhand.gui_mcp.v1.Frame;

/** Version in `Hello` and `Welcome`. */
export const PROTOCOL_VERSION = 2;

export interface Hello {
  protocol: number;
  bridgeId: string;
  software: string;
  resumeToken: string;
}

export interface Welcome {
  protocol: number;
  resumeToken: string;
  maxFrameBytes: number;
  pingIntervalMs: number;
  resumed: boolean;
  parkMs: number;
  notResumedBecause: string;
}

export interface Rpc {
  /** UTF-8 JSON-RPC message. */
  json: Uint8Array;
  blobIds: number[];
}

export interface Blob {
  id: number;
  mimeType: string;
  data: Uint8Array;
}

export interface Bye {
  code: string;
  message: string;
}

export type FrameBody =
  | { kind: 'hello'; hello: Hello }
  | { kind: 'welcome'; welcome: Welcome }
  | { kind: 'rpc'; rpc: Rpc }
  | { kind: 'blob'; blob: Blob }
  | { kind: 'ack' }
  | { kind: 'ping'; timeMs: number }
  | { kind: 'pong'; timeMs: number }
  | { kind: 'bye'; bye: Bye };

export interface Frame {
  /** 0 on all kinds but rpc and blob. */
  seq: number;
  ack: number;
  body: FrameBody;
}

/** The bytes are not a frame of this protocol. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** One frame as bytes, ready for one binary WebSocket message. */
export function encodeFrame(frame: Frame): Uint8Array {
  return wire.encode({ seq: frame.seq, ack: frame.ack, ...wireBody(frame.body) }).finish();
}

/** Reads one frame; throws `FrameError` when the bytes are damaged or hold no body. */
export function decodeFrame(bytes: Uint8Array): Frame {
  let message: farhand.gui_mcp.v1.Frame;
  try {
    message = wire.decode(bytes);
  } catch (cause) {
    throw new FrameError(`The ${bytes.length} bytes received are not a GUI-MCP frame`, { cause });
  }
  const body = readBody(message);
  if (body === undefined) throw new FrameError('A GUI-MCP frame without a body was received');
  return { seq: toCount(message.seq), ack: toCount(message.ack), body };
}

/** A uint64 field: the codec decodes it into a Long, whose decimal text is exact up to 2^53. */
function toCount(field: unknown): number {
  return Number(String(field ?? 0));
}

function wireBody(body: FrameBody): farhand.gui_mcp.v1.Frame.$Properties {
  switch (body.kind) {
    case 'hello':
      return { hello: body.hello };
    case 'welcome':
      return { welcome: body.welcome };
    case 'rpc':
      return { rpc: body.rpc };
    case 'blob':
      return { blob: body.blob };
    case 'ack':
      return { ackOnly: {} };
    case 'ping':
      return { ping: { timeMs: body.timeMs } };
    case 'pong':
      return { pong: { timeMs: body.timeMs } };
    case 'bye':
      return { bye: body.bye };
  }
}

function readBody(message: farhand.gui_mcp.v1.Frame): FrameBody | undefined {
  // Members of a oneof have no defaults of their own; members of the nested messages do.
  if (message.hello) return { kind: 'hello', hello: message.hello as Hello };
  if (message.welcome) return { kind: 'welcome', welcome: message.welcome as Welcome };
  if (message.rpc) return { kind: 'rpc', rpc: message.rpc as Rpc };
  if (message.blob) return { kind: 'blob', blob: message.blob as Blob };
  if (message.ackOnly) return { kind: 'ack' };
  if (message.ping) return { kind: 'ping', timeMs: toCount(message.ping.timeMs) };
  if (message.pong) return { kind: 'pong', timeMs: toCount(message.pong.timeMs) };
  if (message.bye) return { kind: 'bye', bye: message.bye as Bye };
  return undefined;
}
