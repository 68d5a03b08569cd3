// A TCP proxy between a bridge and its cloud that cuts, stalls, crumbles or slows the traffic, at a byte of one direction. It
// knows nothing of what passes, so that every byte of every layer is a place where something can go wrong.
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** `up`: from the bridge to the cloud. */
export type Direction = 'up' | 'down';

export interface Fault {
  readonly direction: Direction;
  /** Bytes that pass before it happens, counted over all connections since `arm`. */
  readonly afterBytes: number;
  /** cut: both ends are told of the end. stall: nothing passes any more, and nobody is told. */
  readonly what: 'cut' | 'stall';
}

export interface Slowness {
  /** Of every packet on its way. */
  readonly delayMs: number;
  /** Of each connection and direction. */
  readonly bytesPerSecond: number;
}

export class FaultProxy {
  /** Bytes that passed since `arm`. */
  readonly passed: Record<Direction, number> = { up: 0, down: 0 };
  /** Each byte travels in a packet of its own. */
  crumbles = false;
  /** How slow the line is, in both directions; nothing is added without it. */
  slow: Slowness | undefined;
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
    for (const socket of [bridge, cloud]) {
      this.#sockets.add(socket.setNoDelay());
      socket.on('error', end);
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
    this.#carry(bridge, (bytes) => pass('up', cloud, bytes), cloud);
    this.#carry(cloud, (bytes) => pass('down', bridge, bytes), bridge);
  }

  /** What comes from a socket, in its order, as late as the line is slow. While a slow line is full, nothing more is read. */
  #carry(from: Socket, arrive: (bytes: Buffer) => void, to: Socket): void {
    let underWay = 0;
    let line: Promise<unknown> = Promise.resolve();
    const after = (work: () => void): void => {
      underWay += 1;
      line = line.then(() => {
        underWay -= 1;
        work();
      });
    };
    from.on('data', (bytes) => {
      const { slow } = this;
      if (!slow && underWay === 0) return arrive(bytes);
      if (slow) {
        from.pause();
        const sent = delay((bytes.length / slow.bytesPerSecond) * 1000).then(() => from.resume());
        line = Promise.all([line, sent.then(() => delay(slow.delayMs))]);
      }
      after(() => arrive(bytes));
    });
    from.on('end', () => (underWay === 0 ? to.end() : after(() => to.end())));
  }

  #write(to: Socket, bytes: Buffer, done: (() => void) | undefined): void {
    if (bytes.length === 0) done?.();
    else if (!this.crumbles) to.write(bytes, done);
    else
      for (const [index, byte] of bytes.entries())
        to.write(Buffer.of(byte), index === bytes.length - 1 ? done : undefined);
  }
}
