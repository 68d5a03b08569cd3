// WebSockets on the API's own HTTP servers: each path has one door, and whatever has none is refused with an error's body.
import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ErrorBody, errorTable, FarhandError } from '@farhand/shared';

/** Takes the socket from here on: upgrades it, or refuses it. */
export type OpenDoor = (request: IncomingMessage, socket: Duplex, head: Buffer, path: string) => void;

export class Upgrades {
  readonly #doors = new Map<RegExp, OpenDoor>();

  constructor(servers: readonly EventEmitter[]) {
    for (const server of servers) server.on('upgrade', this.#open);
  }

  /** Returns the function that closes the door. */
  serve(paths: RegExp, open: OpenDoor): () => void {
    this.#doors.set(paths, open);
    return () => this.#doors.delete(paths);
  }

  readonly #open = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [, open] = [...this.#doors].find(([paths]) => paths.test(path)) ?? [];
    if (open) open(request, socket, head, path);
    else refuseUpgrade(socket, new FarhandError('ROUTE_UNKNOWN', `There is no WebSocket at ${path}`).toBody());
  };
}

export function refuseUpgrade(socket: Duplex, error: ErrorBody): void {
  const { httpStatus } = errorTable[error.code];
  const body = JSON.stringify({ error });
  socket.end(
    [
      `HTTP/1.1 ${httpStatus} ${error.code}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
