// One WebSocket between a bridge and the cloud as a stream of frames: sequence numbers, acknowledgements, heartbeat,
// byte counts and limits. Knows nothing of MCP. Both ends use it unchanged; permessage-deflate must stay off.
import { decodeFrame, encodeFrame, type Frame, type FrameBody } from '@farhand/proto';
import type { RawData, WebSocket } from 'ws';
import { type ErrorCode, FarhandError, isErrorCode } from '../errors.js';

export interface LinkLimits {
  /** Larger frames end the link. Defaults to 8 MiB. */
  readonly maxFrameBytes: number;
  /** Defaults to 15 s. */
  readonly pingIntervalMs: number;
  /** Silence after which the other side counts as gone. Defaults to 45 s. */
  readonly deadAfterMs: number;
}

export const defaultLinkLimits: LinkLimits = {
  maxFrameBytes: 8 * 1024 * 1024,
  pingIntervalMs: 15_000,
  deadAfterMs: 45_000,
};

/** Received sequenced frames after which a bare acknowledgement is sent when nothing else carries it. */
const ackEveryFrames = 16;

/** Frames kept while nobody receives; a well-behaved side sends one or two before its welcome is taken in. */
const mostUnreadFrames = 32;

/**
 * Callbacks must be set before the first frame can arrive, that is in the same turn as the constructor. While `onFrame`
 * is unset later (between the handshake and the transport), frames wait for the next receiver: the first message often
 * comes in the same packet as the welcome. `onClose` fires exactly once, whoever closed; after it nothing is sent or received.
 */
export class FrameLink {
  onClose: ((reason: FarhandError | undefined) => void) | undefined;
  bytesSent = 0;
  bytesReceived = 0;
  readonly #socket: WebSocket;
  readonly #limits: LinkLimits;
  readonly #heartbeat: NodeJS.Timeout;
  #sentSeq = 0;
  #receivedSeq = 0;
  #unacknowledged = 0;
  #lastHeardMs = performance.now();
  #closed = false;
  #onFrame: ((body: FrameBody) => void) | undefined;
  #unread: FrameBody[] = [];

  constructor(socket: WebSocket, limits: LinkLimits = defaultLinkLimits) {
    this.#socket = socket;
    this.#limits = limits;
    socket.binaryType = 'nodebuffer';
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('close', () => this.#finish(new FarhandError('LINK_LOST', 'The link to the other side was closed')));
    socket.on('error', (cause) =>
      this.#finish(new FarhandError('LINK_LOST', `The link broke: ${cause.message}`, { cause })),
    );
    this.#heartbeat = setInterval(() => this.#beat(), limits.pingIntervalMs);
    this.#heartbeat.unref();
  }

  get onFrame(): ((body: FrameBody) => void) | undefined {
    return this.#onFrame;
  }

  set onFrame(receiver: ((body: FrameBody) => void) | undefined) {
    this.#onFrame = receiver;
    while (this.#onFrame && this.#unread.length > 0) this.#onFrame(this.#unread.shift() as FrameBody);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Queues one frame. Throws LINK_LOST when the link has ended and INPUT_INVALID when the frame is over the limit. */
  send(body: FrameBody): void {
    if (this.#closed) throw new FarhandError('LINK_LOST', 'The link to the other side is closed');
    const sequenced = isSequenced(body);
    const frame: Frame = { seq: sequenced ? this.#sentSeq + 1 : 0, ack: this.#receivedSeq, body };
    const bytes = encodeFrame(frame);
    if (bytes.length > this.#limits.maxFrameBytes) {
      const limit = this.#limits.maxFrameBytes;
      throw new FarhandError(
        'INPUT_INVALID',
        `A message of ${bytes.length} bytes is over the link's limit of ${limit}`,
      );
    }
    if (sequenced) this.#sentSeq++;
    this.#unacknowledged = 0;
    this.bytesSent += bytes.length;
    this.#socket.send(bytes);
  }

  /** Says goodbye (with a code of the error table when something is wrong) and ends the link; further calls do nothing. */
  close(code?: ErrorCode, message = ''): void {
    if (this.#closed) return;
    try {
      this.send({ kind: 'bye', bye: { code: code ?? '', message } });
    } catch {
      // The socket is already gone; finishing below is all that is left.
    }
    this.#finish(code === undefined ? undefined : new FarhandError(code, message));
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#closed) return;
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    this.bytesReceived += bytes.length;
    this.#lastHeardMs = performance.now();
    try {
      if (!isBinary) throw new Error('A text message was received; GUI-MCP frames are binary');
      if (bytes.length > this.#limits.maxFrameBytes)
        throw new Error(`A frame of ${bytes.length} bytes is over the limit`);
      this.#accept(decodeFrame(bytes));
    } catch (cause) {
      this.close('LINK_REFUSED', cause instanceof Error ? cause.message : String(cause));
    }
  }

  #accept(frame: Frame): void {
    const { body, seq } = frame;
    if (isSequenced(body)) {
      if (seq !== this.#receivedSeq + 1) throw new Error(`Frame ${seq} came where ${this.#receivedSeq + 1} was due`);
      this.#receivedSeq = seq;
      this.#unacknowledged++;
    }
    switch (body.kind) {
      case 'ack':
      case 'pong':
        return;
      case 'ping':
        this.send({ kind: 'pong', timeMs: body.timeMs });
        return;
      case 'bye':
        this.#finish(byeReason(body.bye.code, body.bye.message));
        return;
      default:
        this.#deliver(body);
    }
    if (this.#unacknowledged >= ackEveryFrames && !this.#closed) this.send({ kind: 'ack' });
  }

  #deliver(body: FrameBody): void {
    if (this.#onFrame) {
      this.#onFrame(body);
      return;
    }
    if (this.#unread.length >= mostUnreadFrames) throw new Error(`More than ${mostUnreadFrames} frames came unread`);
    this.#unread.push(body);
  }

  #beat(): void {
    const silentMs = performance.now() - this.#lastHeardMs;
    if (silentMs > this.#limits.deadAfterMs) {
      this.#finish(
        new FarhandError('LINK_LOST', `Nothing was heard from the other side for ${Math.round(silentMs / 1000)} s`),
      );
      this.#socket.terminate();
      return;
    }
    this.send({ kind: 'ping', timeMs: Math.round(performance.now()) });
  }

  #finish(reason: FarhandError | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#heartbeat);
    this.#socket.close();
    this.onClose?.(reason);
  }
}

function isSequenced(body: FrameBody): boolean {
  return body.kind === 'hello' || body.kind === 'welcome' || body.kind === 'rpc' || body.kind === 'blob';
}

function byeReason(code: string, message: string): FarhandError | undefined {
  if (code === '') return undefined;
  return new FarhandError(isErrorCode(code) ? code : 'LINK_REFUSED', message || 'The other side ended the link');
}
