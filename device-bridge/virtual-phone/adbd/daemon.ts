// The phone's debug daemon on a loopback TCP port: accepts hosts and hands each stream to the service it asks for.
import net from 'node:net';
import type { Authorisation } from './authorisation.js';
import { AdbConnection } from './connection.js';
import type { AdbStream } from './stream.js';

/** Serves one stream until it is over. The daemon destroys the stream when this rejects. */
export type Service = (stream: AdbStream) => void | Promise<void>;

export interface AdbdOptions {
  readonly banner: string;
  /** The service of that name; undefined refuses it. */
  readonly resolve: (name: string) => Service | undefined;
  /** Asked anew for each host; absent: every host is welcome. */
  readonly authorisation?: () => Authorisation | undefined;
}

export class Adbd {
  readonly #options: AdbdOptions;
  readonly #connections = new Set<AdbConnection>();
  #server: net.Server | undefined;

  constructor(options: AdbdOptions) {
    this.#options = options;
  }

  /** Listens and returns the port, which is the given one unless that is 0. Rejects when the port is taken. */
  listen(port: number, host: string): Promise<number> {
    const server = net.createServer((socket) => this.#accept(socket));
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => resolve((server.address() as net.AddressInfo).port));
    });
  }

  get isListening(): boolean {
    return this.#server !== undefined;
  }

  /** Breaks every connection, as a pulled cable would; hosts may connect again. */
  dropConnections(): void {
    for (const connection of [...this.#connections]) connection.drop();
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.dropConnections();
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
  }

  #accept(socket: net.Socket): void {
    const { banner, resolve } = this.#options;
    const authorisation = this.#options.authorisation?.();
    const open = (name: string, createStream: () => AdbStream): boolean => {
      const service = resolve(name);
      if (service === undefined) return false;
      const stream = createStream();
      Promise.resolve()
        .then(() => service(stream))
        .catch((error: Error) => stream.destroy(error));
      return true;
    };
    const connection = new AdbConnection(socket, { banner, open, ...(authorisation && { authorisation }) });
    this.#connections.add(connection);
    socket.on('close', () => this.#connections.delete(connection));
  }
}
