// One address for several clouds, as a gateway in front of replicas is: a connection goes to its own cloud, or to the next
// one that takes it; one that took a connection and said nothing comes last. It knows nothing of what passes.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export class Gateway {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Ports of clouds that took their last connection and said nothing. */
  readonly #silent = new Set<number>();
  #reached = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** `ports` are asked in this order, anew for each connection. */
  static async open(ports: () => readonly number[]): Promise<Gateway> {
    const server = createServer({ pauseOnConnect: true });
    const gateway = new Gateway(server);
    server.on('connection', (socket) => void gateway.#join(socket, ports()));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gateway;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Where the newest connection went. */
  get reached(): number {
    return this.#reached;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #join(client: Socket, ports: readonly number[]): Promise<void> {
    this.#keep(client);
    const talking = ports.filter((port) => !this.#silent.has(port));
    for (const port of [...talking, ...this.#silent]) {
      const cloud = this.#keep(connect(port, '127.0.0.1'));
      const isTaken = await once(cloud, 'connect').then(
        () => true,
        () => false,
      );
      if (!isTaken) continue;
      this.#reached = port;
      this.#silent.add(port);
      cloud.once('data', () => this.#silent.delete(port));
      for (const [one, other] of [
        [client, cloud],
        [cloud, client],
      ] as const) {
        one.on('close', () => other.destroy());
        one.pipe(other);
      }
      return;
    }
    client.destroy();
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket.setNoDelay());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
    return socket;
  }
}
