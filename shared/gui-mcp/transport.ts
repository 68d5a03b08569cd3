// The MCP SDK's transport over a FrameLink: one JSON-RPC message is one Rpc frame, its images are Blob frames before
// it. The same class serves both ends; MCP roles are the reverse of WebSocket roles (the bridge dials, and serves).
import type { Rpc } from '@farhand/proto';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import { FarhandError } from '../errors.js';
import { blobOf, liftImages, referToImages, restoreImages } from './blobs.js';
import type { FrameLink, Message } from './link.js';

/** JSON-RPC's code for a failure of the server itself. */
const internalError = -32_603;

/**
 * Takes the link over: its callbacks belong to the transport from `start` until `release`. `close` ends the link;
 * `onclose` fires exactly once, whoever closed. `send` waits while the link is full. It names no `sessionId`: an MCP
 * client would take that for a session to resume and skip the negotiation of the protocol version.
 */
export class GuiMcpTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport['onmessage'];
  readonly #link: FrameLink;
  readonly #keepsImages: boolean;
  readonly #received = new Map<number, Uint8Array>();
  /** Of messages that were handed on without them. */
  readonly #images = new Map<number, Uint8Array>();
  #nextBlobId = 1;
  #ended = false;

  /** `keepsImages`: large images come without their data, which `takeImage` gives as the bytes that they were sent as. */
  constructor(link: FrameLink, { keepsImages = false }: { readonly keepsImages?: boolean } = {}) {
    this.#link = link;
    this.#keepsImages = keepsImages;
  }

  async start(): Promise<void> {
    this.#link.onMessage = (message) => this.#receive(message);
    this.#link.onClose = (reason) => {
      if (reason) this.onerror?.(reason);
      this.#end();
    };
    if (this.#link.closed) this.#end();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    try {
      await this.#send(message);
    } catch (error) {
      // Whoever asked must not wait for ever for an answer that is too large to be sent.
      if (this.#link.closed || !('result' in message) || !(error instanceof FarhandError)) throw error;
      const answer = { code: internalError, message: error.message, data: error.toBody() };
      await this.#send({ jsonrpc: '2.0', id: message.id, error: answer });
    }
  }

  /** The data of an image of a message that was received. Once: then it is forgotten here. */
  takeImage(part: { readonly data: string; readonly _meta?: Record<string, unknown> | undefined }): Uint8Array {
    const id = blobOf(part);
    if (id === undefined) return Buffer.from(part.data, 'base64');
    const bytes = this.#images.get(id);
    if (!bytes) throw new Error(`The image ${id} was taken before, or never came`);
    this.#images.delete(id);
    return bytes;
  }

  async close(): Promise<void> {
    this.#link.close();
    this.#end();
  }

  /** Gives the link back as it is; from then on this transport does nothing more. */
  release(): void {
    this.#ended = true;
    this.#link.onMessage = undefined;
    this.#link.onClose = undefined;
    this.#images.clear();
  }

  #send(message: JSONRPCMessage): Promise<void> {
    const lifted = liftImages(message, this.#nextBlobId);
    this.#nextBlobId += lifted.blobs.length;
    const json = new TextEncoder().encode(JSON.stringify(lifted.message));
    const blobs = lifted.blobs.map((blob): Message => ({ kind: 'blob', blob }));
    return this.#link.send(...blobs, { kind: 'rpc', rpc: { json, blobIds: lifted.blobs.map(({ id }) => id) } });
  }

  #receive(message: Message): void {
    if (message.kind === 'blob') this.#received.set(message.blob.id, message.blob.data);
    else this.#deliver(message.rpc);
  }

  #deliver(rpc: Rpc): void {
    try {
      const message = JSON.parse(new TextDecoder().decode(rpc.json)) as JSONRPCMessage;
      const whole = this.#keepsImages
        ? referToImages(message, this.#received, this.#images)
        : restoreImages(message, this.#received);
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
    this.#images.clear();
    this.onclose?.();
  }
}
