// One host connected to the phone: banner and authorisation first, then any number of streams. Each OPEN names a
// service; which services exist is the daemon's business.
import type { Socket } from 'node:net';
import type { Authorisation } from './authorisation.js';
import { command, encodePacket, maxPayloadBytes, type Packet, PacketReader, protocolVersion } from './packet.js';
import { AdbStream, type StreamLink } from './stream.js';

const authoriseToken = 1;
const authoriseSignature = 2;
const authorisePublicKey = 3;

export interface ConnectionOptions {
  readonly banner: string;
  /** Opens the service for a stream; false refuses it. */
  readonly open: (service: string, stream: () => AdbStream) => boolean;
  /** Absent: every host is welcome. */
  readonly authorisation?: Authorisation;
}

export class AdbConnection implements StreamLink {
  readonly #socket: Socket;
  readonly #options: ConnectionOptions;
  readonly #reader = new PacketReader();
  readonly #streams = new Map<number, AdbStream>();
  #nextId = 1;
  #maxPayloadBytes = 4096;
  #isOnline = false;
  #token: Buffer = Buffer.alloc(0);

  constructor(socket: Socket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#onData(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const stream of [...this.#streams.values()]) stream.peerClosed();
    });
  }

  get maxPayloadBytes(): number {
    return this.#maxPayloadBytes;
  }

  drop(): void {
    this.#socket.destroy();
  }

  sendReady(localId: number, remoteId: number): void {
    this.#send(command.ready, localId, remoteId);
  }

  sendWrite(localId: number, remoteId: number, payload: Buffer): void {
    this.#send(command.write, localId, remoteId, payload);
  }

  sendClose(localId: number, remoteId: number): void {
    this.#streams.delete(localId);
    this.#send(command.close, localId, remoteId);
  }

  #send(code: number, arg0: number, arg1: number, payload?: Uint8Array): void {
    if (!this.#socket.destroyed) this.#socket.write(encodePacket(code, arg0, arg1, payload));
  }

  #onData(chunk: Buffer): void {
    try {
      for (const packet of this.#reader.push(chunk)) this.#handle(packet);
    } catch {
      this.#socket.destroy();
    }
  }

  #handle(packet: Packet): void {
    if (packet.command === command.connect) this.#onConnect(packet);
    else if (packet.command === command.authorise) this.#onAuthorise(packet);
    else if (this.#isOnline) this.#handleOnline(packet);
  }

  #handleOnline(packet: Packet): void {
    const stream = this.#streams.get(packet.arg1);
    switch (packet.command) {
      case command.open:
        this.#onOpen(packet);
        break;
      case command.ready:
        stream?.acknowledged();
        break;
      case command.write:
        if (stream === undefined) this.#send(command.close, 0, packet.arg0);
        else stream.receive(packet.payload);
        break;
      case command.close:
        stream?.peerClosed();
        break;
    }
  }

  #onConnect(packet: Packet): void {
    this.#maxPayloadBytes = Math.min(packet.arg1, maxPayloadBytes);
    if (this.#options.authorisation === undefined) this.#goOnline();
    else this.#challenge(this.#options.authorisation);
  }

  #challenge(authorisation: Authorisation): void {
    this.#token = authorisation.newToken();
    this.#send(command.authorise, authoriseToken, 0, this.#token);
  }

  #onAuthorise(packet: Packet): void {
    const authorisation = this.#options.authorisation;
    if (authorisation === undefined || this.#isOnline) return;
    if (packet.arg0 === authoriseSignature) {
      if (authorisation.accepts(this.#token, packet.payload)) this.#goOnline();
      else this.#challenge(authorisation);
    } else if (packet.arg0 === authorisePublicKey) {
      authorisation.ask(withoutTrailingZero(packet.payload), () => this.#goOnline());
    }
  }

  #goOnline(): void {
    this.#isOnline = true;
    this.#send(command.connect, protocolVersion, maxPayloadBytes, Buffer.from(this.#options.banner));
  }

  #onOpen(packet: Packet): void {
    const remoteId = packet.arg0;
    const accepted = this.#options.open(withoutTrailingZero(packet.payload), () => {
      const stream = new AdbStream(this, this.#nextId++, remoteId);
      this.#streams.set(stream.localId, stream);
      this.sendReady(stream.localId, remoteId);
      return stream;
    });
    if (!accepted) this.#send(command.close, 0, remoteId);
  }
}

function withoutTrailingZero(payload: Buffer): string {
  const end = payload.indexOf(0);
  return payload.toString('utf8', 0, end < 0 ? payload.length : end);
}
