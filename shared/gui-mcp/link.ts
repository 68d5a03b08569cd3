// A link between a bridge and the cloud: a stream of numbered frames that outlives its sockets. When a socket drops, the
// link is parked; a new socket takes it up where the other side stands, and whoever uses the link notices nothing. Knows
// nothing of MCP. Both ends use it unchanged; permessage-deflate must stay off.
import { decodeFrame, encodeFrame, type Frame, type FrameBody } from '@farhand/proto';
import type { RawData, WebSocket } from 'ws';
import { type ErrorCode, FarhandError, isErrorCode } from '../errors.js';
import { heartbeatWheel } from './heartbeat.js';
import { ackEvery, defaultLinkLimits, type LinkLimits } from './limits.js';
import { ReceiveLimit } from './receive-limit.js';
import { Incoming, Outgoing } from './sequence.js';

/** What users of a link exchange. */
export type Message = Extract<FrameBody, { kind: 'rpc' | 'blob' }>;
type Control = Extract<FrameBody, { kind: 'ack' | 'ping' | 'pong' | 'bye' }>;

/** Frames kept while nobody receives: between the handshake and the transport's start. */
const mostUnreadFrames = 32;

/** How the WebSocket layer says that a frame is too large, here and on the other side. */
const tooLargeError = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
const tooLargeCode = 1009;

/**
 * While `onMessage` is unset, messages wait for the next receiver. `onClose` fires exactly once, whoever ended the link
 * and however; after it nothing is sent or received.
 */
export class FrameLink {
  onClose: ((reason: FarhandError | undefined) => void) | undefined;
  /** Over all sockets, without the handshakes. */
  bytesSent = 0;
  bytesReceived = 0;
  readonly #limits: LinkLimits;
  readonly #ended: () => void;
  readonly #outgoing = new Outgoing();
  readonly #incoming = new Incoming();
  readonly #receiveLimit: ReceiveLimit;
  readonly #beat = (): void => this.#heartbeat();
  #socket: WebSocket | undefined;
  #owedFrames = 0;
  #owedBytes = 0;
  #lastHeardMs = 0;
  #closed = false;
  #parked: NodeJS.Timeout | undefined;
  #onMessage: ((message: Message) => void) | undefined;
  #unread: Message[] | undefined;
  /** Senders that wait for the window to empty. */
  #waiting: { resolve: () => void; reject: (reason: FarhandError) => void }[] | undefined;

  /** `ended` is called once, before `onClose`. */
  constructor(limits: LinkLimits = defaultLinkLimits, ended: () => void = () => {}) {
    this.#limits = limits;
    this.#ended = ended;
    this.#receiveLimit = new ReceiveLimit(limits, performance.now());
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** It has no socket now, but may get one. */
  get parked(): boolean {
    return !this.#closed && this.#socket === undefined;
  }

  /** Number of the last frame received, for the handshake. */
  get received(): number {
    return this.#incoming.received;
  }

  get onMessage(): ((message: Message) => void) | undefined {
    return this.#onMessage;
  }

  set onMessage(receiver: ((message: Message) => void) | undefined) {
    this.#onMessage = receiver;
    for (;;) {
      const message = this.#onMessage && this.#unread?.shift();
      if (!message) break;
      this.#onMessage?.(message);
    }
    if (this.#unread?.length === 0) this.#unread = undefined;
  }

  /** Whether it lives and has all that a side misses which has received up to `received`. */
  canResumeFrom(received: number): boolean {
    return !this.#closed && this.#outgoing.has(received);
  }

  /**
   * Goes on over an open socket, in place of any older one, with a side that has received up to `received`. To be called
   * in the turn in which the handshake's frame came: the next frame may be in the same packet.
   */
  attach(socket: WebSocket, received: number): void {
    if (!this.canResumeFrom(received)) throw new FarhandError('INTERNAL', `The link cannot go on from ${received}`);
    this.#outgoing.rewind(received);
    this.#letGoOfSocket()?.terminate();
    this.#socket = socket;
    this.#lastHeardMs = performance.now();
    socket.binaryType = 'nodebuffer';
    const isPresent = (): boolean => socket === this.#socket;
    socket.on('message', (data, isBinary) => {
      if (isPresent()) this.#receive(data, isBinary);
    });
    socket.on('close', (code, reason) => {
      if (isPresent()) this.#dropped(code === tooLargeCode ? 'LINK_LIMIT' : 'LINK_LOST', `${reason}` || `code ${code}`);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (isPresent()) this.#dropped(error.code === tooLargeError ? 'LINK_LIMIT' : 'LINK_LOST', error.message, error);
    });
    heartbeatWheel(this.#limits.pingIntervalMs).join(this.#beat);
    this.#settleWaiting();
    this.#pump();
  }

  /**
   * Sends messages that belong together, all or none. Resolves when there is room for more: whoever waits for that never
   * fills the memory, also while the link is parked. Rejects with LINK_LOST, or LINK_LIMIT for one that is too large.
   */
  async send(...messages: readonly Message[]): Promise<void> {
    if (this.#closed) throw new FarhandError('LINK_LOST', 'The link to the other side is closed');
    const { maxFrameBytes, windowBytes, windowFrames } = this.#limits;
    const ack = this.#incoming.received;
    const first = this.#outgoing.last + 1;
    const frames = messages.map((body, index) => encodeFrame({ seq: first + index, ack, body }));
    for (const { length } of frames) {
      if (length <= maxFrameBytes) continue;
      throw new FarhandError('LINK_LIMIT', `A message of ${length} bytes is over the link's limit of ${maxFrameBytes}`);
    }
    for (const frame of frames) this.#outgoing.add(frame);
    const { bytes, frames: count } = this.#outgoing;
    if (bytes > 2 * windowBytes || count > 2 * windowFrames) {
      this.close('LINK_LIMIT', `${count} messages of ${bytes} bytes in all wait to be sent, twice what the link holds`);
      throw new FarhandError('LINK_LIMIT', 'More was sent than the link holds');
    }
    this.#pump();
    if (this.#hasRoom()) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiting ??= [];
      this.#waiting.push({ resolve, reject });
    });
  }

  /** Says goodbye (with a code of the error table when something is wrong) and ends the link; further calls do nothing. */
  close(code?: ErrorCode, message = ''): void {
    if (this.#closed) return;
    this.#control({ kind: 'bye', bye: { code: code ?? '', message } });
    this.#finish(code === undefined ? undefined : new FarhandError(code, message));
  }

  /** Ends the link on this side alone: the other side has given it up already. */
  abandon(reason: FarhandError): void {
    this.#finish(reason);
  }

  #receive(data: RawData, isBinary: boolean): void {
    const bytes = data as Buffer;
    this.bytesReceived += bytes.length;
    this.#lastHeardMs = performance.now();
    const excess = this.#receiveLimit.excessOf(bytes.length, this.#lastHeardMs);
    if (excess) {
      this.close('LINK_LIMIT', excess);
      return;
    }
    try {
      if (!isBinary) throw new Error('A text message was received; GUI-MCP frames are binary');
      this.#accept(decodeFrame(bytes), bytes.length);
    } catch (cause) {
      this.close('LINK_REFUSED', cause instanceof Error ? cause.message : String(cause));
    }
  }

  #accept({ body, seq, ack }: Frame, length: number): void {
    if (!this.#outgoing.acknowledge(ack)) throw new Error(`Frame ${ack} was acknowledged before it was sent`);
    this.#settleWaiting();
    switch (body.kind) {
      case 'ack':
      case 'pong':
        return;
      case 'ping':
        this.#control({ kind: 'pong', timeMs: body.timeMs });
        return;
      case 'bye':
        this.#finish(byeReason(body.bye.code, body.bye.message));
        return;
      case 'rpc':
      case 'blob':
        this.#take(body, seq, length);
        return;
      default:
        throw new Error(`A ${body.kind} frame came after the handshake`);
    }
  }

  #take(message: Message, seq: number, length: number): void {
    const due = this.#incoming.received + 1;
    const place = this.#incoming.take(seq);
    // What came before a gap is lost with this socket only: the other side still has it.
    if (place === 'gap') {
      this.#dropped('LINK_LOST', `frame ${seq} came where ${due} was due`);
      return;
    }
    this.#owedFrames++;
    this.#owedBytes += length;
    if (place === 'next') this.#deliver(message);
    if (this.#owedFrames >= ackEvery.frames || this.#owedBytes >= ackEvery.bytes) this.#control({ kind: 'ack' });
  }

  #deliver(message: Message): void {
    if (this.#onMessage) {
      this.#onMessage(message);
      return;
    }
    this.#unread ??= [];
    if (this.#unread.length >= mostUnreadFrames) throw new Error(`More than ${mostUnreadFrames} frames came unread`);
    this.#unread.push(message);
  }

  /** Unnumbered frames go to the present socket or nowhere: the next one begins with a handshake that says as much. */
  #control(body: Control): void {
    if (!this.#socket) return;
    this.#owedFrames = 0;
    this.#owedBytes = 0;
    this.#write(this.#socket, encodeFrame({ seq: 0, ack: this.#incoming.received, body }));
  }

  /** Gives the socket what is unsent until it has enough; it is called again when that is written. */
  #pump(): void {
    const socket = this.#socket;
    while (socket && socket.bufferedAmount <= this.#limits.pauseAboveBytes) {
      const frame = this.#outgoing.next();
      if (!frame) return;
      this.#write(socket, frame);
    }
  }

  #write(socket: WebSocket, frame: Uint8Array): void {
    this.bytesSent += frame.length;
    socket.send(frame, () => {
      if (socket === this.#socket) this.#pump();
    });
  }

  #hasRoom(): boolean {
    return this.#outgoing.bytes <= this.#limits.windowBytes && this.#outgoing.frames <= this.#limits.windowFrames;
  }

  #settleWaiting(): void {
    if (!this.#waiting || !this.#hasRoom()) return;
    for (const { resolve } of this.#waiting) resolve();
    this.#waiting = undefined;
  }

  #heartbeat(): void {
    const silentMs = performance.now() - this.#lastHeardMs;
    if (silentMs > this.#limits.deadAfterMs) {
      this.#dropped('LINK_LOST', `nothing was heard for ${Math.round(silentMs / 1000)} s`);
      return;
    }
    // One side's pings and their answers tell both: the other need not ping as well.
    if (silentMs < 0.9 * this.#limits.pingIntervalMs) return;
    this.#control({ kind: 'ping', timeMs: Math.round(performance.now()) });
  }

  #dropped(code: ErrorCode, why: string, cause?: Error): void {
    const socket = this.#letGoOfSocket();
    if (code === 'LINK_LIMIT') socket?.close();
    else socket?.terminate();
    const { parkMs } = this.#limits;
    if (code !== 'LINK_LOST' || parkMs === 0) {
      this.#finish(new FarhandError(code, `The link to the other side broke: ${why}`, { cause }));
      return;
    }
    const message = `The link to the other side broke and was not taken up again within ${parkMs / 1000} s: ${why}`;
    const giveUp = () => this.#finish(new FarhandError('LINK_LOST', message, { cause }));
    this.#parked = setTimeout(giveUp, parkMs).unref();
  }

  #letGoOfSocket(): WebSocket | undefined {
    clearTimeout(this.#parked);
    this.#parked = undefined;
    const socket = this.#socket;
    if (socket) heartbeatWheel(this.#limits.pingIntervalMs).leave(this.#beat);
    this.#socket = undefined;
    return socket;
  }

  #finish(reason: FarhandError | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#letGoOfSocket()?.close();
    this.#outgoing.clear();
    this.#unread = undefined;
    const lost = reason ?? new FarhandError('LINK_LOST', 'The link to the other side was closed');
    for (const { reject } of this.#waiting ?? []) reject(lost);
    this.#waiting = undefined;
    this.#ended();
    this.onClose?.(reason);
  }
}

/** Why the other side said goodbye; undefined for an ordinary end. */
export function byeReason(code: string, message: string): FarhandError | undefined {
  if (code === '') return undefined;
  return new FarhandError(isErrorCode(code) ? code : 'LINK_REFUSED', message || 'The other side ended the link');
}
