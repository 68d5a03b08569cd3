// A TCP proxy between a bridge and its cloud that cuts, stalls or crumbles the traffic at a byte of one direction. It
// knows nothing of what passes, so that every byte of every layer is a place where something can go wrong.
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** `up`: from the bridge to the cloud. */
export type Direction = 'up' | 'down';

export interface Fault {
  readonly direction: Direction;
  /** Bytes that pass before it happens, counted over all connections since `arm`. */
  readonly afterBytes: number;
  /** cut: both ends are told of the end. stall: nothing passes any more, and nobody is told. */
  readonly what: 'cut' | 'stall';
}

export class FaultProxy {
  /** Bytes that passed since `arm`. */
  readonly passed: Record<Direction, number> = { up: 0, down: 0 };
  /** Each byte travels in a packet of its own. */
  crumbles = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #faults: Fault[] = [];
  #happened = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(targetPort: number): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server);
    server.on('connection', (socket) => proxy.#join(socket, connect(targetPort, '127.0.0.1')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Faults that have happened since `arm`. */
  get happened(): number {
    return this.#happened;
  }

  /** Begins to count anew. Each fault happens once, the next one after it; its bytes are counted from there. */
  arm(...faults: readonly Fault[]): void {
    this.#faults = [...faults];
    this.#happened = 0;
    this.passed.up = 0;
    this.passed.down = 0;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #join(bridge: Socket, cloud: Socket): void {
    const end = (): void => {
      bridge.destroy();
      cloud.destroy();
    };
    for (const [socket, other] of [
      [bridge, cloud],
      [cloud, bridge],
    ] as const) {
      this.#sockets.add(socket.setNoDelay());
      socket.on('error', end);
      socket.on('end', () => other.end());
      socket.on('close', () => this.#sockets.delete(socket));
    }
    let isOver = false;
    const pass = (direction: Direction, to: Socket, bytes: Buffer): void => {
      if (isOver) return;
      const [fault] = this.#faults;
      const left = fault?.direction === direction ? fault.afterBytes - this.passed[direction] : bytes.length;
      isOver = fault !== undefined && left < bytes.length;
      const part = bytes.subarray(0, left);
      this.passed[direction] += part.length;
      // What passed is with the kernel before the end follows it.
      this.#write(to, part, isOver && fault?.what === 'cut' ? end : undefined);
      if (!isOver) return;
      this.#faults.shift();
      this.#happened++;
      this.passed.up = 0;
      this.passed.down = 0;
    };
    bridge.on('data', (bytes) => pass('up', cloud, bytes));
    cloud.on('data', (bytes) => pass('down', bridge, bytes));
  }

  #write(to: Socket, bytes: Buffer, done: (() => void) | undefined): void {
    if (bytes.length === 0) done?.();
    else if (!this.crumbles) to.write(bytes, done);
    else
      for (const [index, byte] of bytes.entries())
        to.write(Buffer.of(byte), index === bytes.length - 1 ? done : undefined);
  }
}
