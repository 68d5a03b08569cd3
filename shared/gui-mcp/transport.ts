// The MCP SDK's transport over a FrameLink: one JSON-RPC message is one Rpc frame, its images are Blob frames before
// it. The same class serves both ends; MCP roles are the reverse of WebSocket roles (the bridge dials, and serves).
import type { FrameBody, Rpc } from '@farhand/proto';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import { liftImages, restoreImages } from './blobs.js';
import type { FrameLink } from './link.js';

/**
 * Takes the link over: its callbacks belong to the transport from `start` on. `close` ends the link; `onclose` fires
 * exactly once, whoever closed. It names no `sessionId`: an MCP client would take that for a session to resume and
 * skip the negotiation of the protocol version.
 */
export class GuiMcpTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport['onmessage'];
  readonly #link: FrameLink;
  readonly #received = new Map<number, Uint8Array>();
  #nextBlobId = 1;
  #ended = false;

  constructor(link: FrameLink) {
    this.#link = link;
  }

  async start(): Promise<void> {
    this.#link.onFrame = (body) => this.#receive(body);
    this.#link.onClose = (reason) => {
      if (reason) this.onerror?.(reason);
      this.#end();
    };
    if (this.#link.closed) this.#end();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const lifted = liftImages(message, this.#nextBlobId);
    this.#nextBlobId += lifted.blobs.length;
    for (const blob of lifted.blobs) this.#link.send({ kind: 'blob', blob });
    const json = new TextEncoder().encode(JSON.stringify(lifted.message));
    this.#link.send({ kind: 'rpc', rpc: { json, blobIds: lifted.blobs.map(({ id }) => id) } });
  }

  async close(): Promise<void> {
    this.#link.close();
    this.#end();
  }

  #receive(body: FrameBody): void {
    if (body.kind === 'blob') this.#received.set(body.blob.id, body.blob.data);
    else if (body.kind === 'rpc') this.#deliver(body.rpc);
    else this.onerror?.(new Error(`A ${body.kind} frame came after the handshake`));
  }

  #deliver(rpc: Rpc): void {
    try {
      const message = JSON.parse(new TextDecoder().decode(rpc.json)) as JSONRPCMessage;
      const whole = restoreImages(message, this.#received);
      for (const id of rpc.blobIds) this.#received.delete(id);
      this.onmessage?.(whole);
    } catch (error) {
      this.onerror?.(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#received.clear();
    this.onclose?.();
  }
}
