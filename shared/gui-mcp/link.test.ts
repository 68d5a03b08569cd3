// Links over sockets that a test holds in its hands: what is on the way, what is written, and who notices an end and when.
import { EventEmitter } from 'node:events';
import { decodeFrame, encodeFrame, type FrameBody } from '@farhand/proto';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { ackEvery, defaultLinkLimits, type LinkLimits } from './limits.js';
import { FrameLink, type Message } from './link.js';

/** One end of a connection. What it was given to send counts as buffered until it is delivered. */
class HeldSocket extends EventEmitter {
  binaryType = '';
  peer: HeldSocket | undefined;
  isOpen = true;
  readonly #sent: { readonly bytes: Buffer; readonly written: () => void }[] = [];

  get bufferedAmount(): number {
    return this.#sent.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  send(bytes: Uint8Array, written: () => void): void {
    if (this.isOpen) this.#sent.push({ bytes: Buffer.from(bytes), written });
  }

  /** The oldest frame arrives. False when nothing is on the way. */
  deliver(): boolean {
    const frame = this.#sent.shift();
    if (!frame) return false;
    if (this.peer?.isOpen) this.peer.emit('message', frame.bytes, true);
    frame.written();
    return true;
  }

  /** This end is told of the end; what it had sent may arrive yet. */
  drop(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.emit('close', 1006, Buffer.alloc(0));
  }

  close(): void {
    this.isOpen = false;
  }

  terminate(): void {
    this.isOpen = false;
  }

  get socket(): WebSocket {
    return this as unknown as WebSocket;
  }
}

const limits: LinkLimits = {
  ...defaultLinkLimits,
  maxFrameBytes: 4096,
  windowBytes: 300_000,
  windowFrames: 40,
  pauseAboveBytes: 200,
};

function rpc(text: string): Message {
  return { kind: 'rpc', rpc: { json: Buffer.from(text), blobIds: [] } };
}

/** Two links and what each has received. */
class Pair {
  readonly bridge: FrameLink;
  readonly cloud: FrameLink;
  readonly got: Record<'bridge' | 'cloud', string[]> = { bridge: [], cloud: [] };
  ends: { bridge: HeldSocket; cloud: HeldSocket };

  constructor(with_: LinkLimits = limits) {
    this.bridge = new FrameLink(with_);
    this.cloud = new FrameLink(with_);
    for (const side of ['bridge', 'cloud'] as const) {
      this[side].onMessage = (message) => {
        if (message.kind === 'rpc') this.got[side].push(Buffer.from(message.rpc.json).toString());
      };
    }
    this.ends = this.join();
  }

  /** A new connection, as a handshake makes one: the bridge has no other at that time, the cloud may have. */
  join(): { bridge: HeldSocket; cloud: HeldSocket } {
    const [bridge, cloud] = [new HeldSocket(), new HeldSocket()];
    bridge.peer = cloud;
    cloud.peer = bridge;
    this.ends = { bridge, cloud };
    const [hello, welcome] = [this.bridge.received, this.cloud.received];
    this.cloud.attach(cloud.socket, hello);
    this.bridge.attach(bridge.socket, welcome);
    return this.ends;
  }

  /** Until nothing is on the way. */
  settle(): void {
    while (this.ends.bridge.deliver() || this.ends.cloud.deliver());
  }

  close(): void {
    this.bridge.close();
    this.cloud.close();
  }
}

let pair: Pair | undefined;
afterEach(() => {
  pair?.close();
  vi.useRealTimers();
});

const side = fc.constantFrom('bridge' as const, 'cloud' as const);
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('send' as const), side, size: fc.nat(120) }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('deliver' as const), side }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('cut' as const) }) },
  // The cloud does not notice that the bridge has gone, and gets what was on the way, until the bridge is back.
  { weight: 1, arbitrary: fc.record({ what: fc.constant('leave' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('join' as const) }) },
);

test('whatever sockets do, each side gets each message of the other once and in order', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 120 }), (events) => {
      const links = new Pair();
      const sent: Record<'bridge' | 'cloud', string[]> = { bridge: [], cloud: [] };
      for (const step of events) {
        if (step.what === 'send') {
          const text = `${sent[step.side].length}${'x'.repeat(step.size)}`;
          // Nobody waits here for the window: what was sent must arrive all the same.
          if (sent[step.side].length < 2 * limits.windowFrames) {
            sent[step.side].push(text);
            links[step.side].send(rpc(text)).catch(() => {});
          }
        } else if (step.what === 'deliver') links.ends[step.side].deliver();
        else if (step.what === 'join') {
          links.ends.bridge.drop();
          links.join();
        } else {
          links.ends.bridge.drop();
          if (step.what === 'cut') links.ends.cloud.drop();
        }
      }
      links.ends.bridge.drop();
      links.join();
      links.settle();
      expect(links.got).toEqual({ bridge: sent.cloud, cloud: sent.bridge });
      links.close();
    }),
    { numRuns: 300 },
  );
});

describe('what a link forgives, and what it does not', () => {
  const frame = (seq: number, text: string, ack = 0): Buffer => Buffer.from(encodeFrame({ seq, ack, body: rpc(text) }));

  test('a frame that came before is dropped; one that leaves a gap ends the socket and not the link', () => {
    pair = new Pair();
    const { cloud } = pair.ends;
    cloud.emit('message', frame(1, 'first'), true);
    cloud.emit('message', frame(1, 'first'), true);
    cloud.emit('message', frame(3, 'third'), true);
    expect(pair.got.cloud).toEqual(['first']);
    expect(cloud.isOpen).toBe(false);
    expect(pair.cloud.parked).toBe(true);
  });

  test.each<[string, string, Buffer]>([
    ['bytes that are no frame', 'LINK_REFUSED', Buffer.from('hello')],
    ['an acknowledgement of what was not sent', 'LINK_REFUSED', frame(1, 'first', 7)],
    ['a handshake after the handshake', 'LINK_REFUSED', greeting()],
    ['a frame over the limit', 'LINK_LIMIT', frame(1, 'x'.repeat(5000))],
  ])('%s: the link ends with %s', (_, code, bytes) => {
    pair = new Pair();
    const ends: unknown[] = [];
    pair.cloud.onClose = (reason) => ends.push(reason);
    pair.ends.cloud.emit('message', bytes, true);
    pair.settle();
    expect(ends).toMatchObject([{ code }]);
    expect(pair.bridge.closed).toBe(true);
  });

  test('frames without end, as many or as large as a link allows, end it with LINK_LIMIT', () => {
    for (const [rate, size] of [
      [{ framesPerSecond: 5, burstSeconds: 1 }, 1],
      [{ bytesPerSecond: 5000, burstSeconds: 1 }, 1000],
    ] as const) {
      pair = new Pair({ ...limits, ...rate });
      const ends: unknown[] = [];
      pair.cloud.onClose = (reason) => ends.push(reason);
      for (let seq = 1; seq <= 6; seq++) pair.ends.cloud.emit('message', frame(seq, 'x'.repeat(size)), true);
      expect(ends).toMatchObject([{ code: 'LINK_LIMIT' }]);
      expect(pair.got.cloud.length).toBeGreaterThan(3);
      pair.close();
    }
  });

  test('a message over the limit is not sent, nor what belongs to it', async () => {
    pair = new Pair();
    const blob: Message = { kind: 'blob', blob: { id: 1, mimeType: 'image/png', data: Buffer.alloc(5000) } };
    await expect(pair.cloud.send(blob, rpc('shown'))).rejects.toMatchObject({ code: 'LINK_LIMIT' });
    await pair.cloud.send(rpc('next'));
    pair.settle();
    expect(pair.got.bridge).toEqual(['next']);
  });
});

describe('a full link', () => {
  const fill = async (from: FrameLink, count: number): Promise<void> => {
    for (let index = 0; index < count; index++) await from.send(rpc(String(index)));
  };

  test('lets senders wait, parked or not, and lets them go on when the other side has received', async () => {
    pair = new Pair();
    pair.ends.bridge.drop();
    pair.ends.cloud.drop();
    await fill(pair.bridge, limits.windowFrames);
    let isThrough = false;
    const waiting = pair.bridge.send(rpc('one more')).then(() => {
      isThrough = true;
    });
    await new Promise(setImmediate);
    expect(isThrough).toBe(false);
    pair.join();
    pair.settle();
    await waiting;
    expect(pair.got.cloud.at(-1)).toBe('one more');
  });

  test('ends with LINK_LIMIT when its senders do not wait', async () => {
    pair = new Pair();
    pair.ends.bridge.drop();
    const sends = Array.from({ length: 2 * limits.windowFrames + 1 }, (_, index) => pair?.bridge.send(rpc(`${index}`)));
    await Promise.allSettled(sends);
    await expect(sends.at(-1)).rejects.toMatchObject({ code: 'LINK_LIMIT' });
    expect(pair.bridge.closed).toBe(true);
  });

  test('is emptied by acknowledgements alone, before the other side has anything to say', async () => {
    expect(ackEvery.frames).toBeLessThan(defaultLinkLimits.windowFrames);
    const largest = defaultLinkLimits.maxFrameBytes + ackEvery.bytes;
    expect(largest).toBeLessThan(defaultLinkLimits.windowBytes);
    pair = new Pair();
    const all = fill(pair.bridge, 10 * limits.windowFrames);
    let isDone = false;
    void all.then(() => {
      isDone = true;
    });
    while (!isDone) {
      pair.settle();
      await new Promise(setImmediate);
    }
    pair.settle();
    expect(pair.got.cloud).toHaveLength(10 * limits.windowFrames);
  });

  test('hands its socket no more than that has room for', async () => {
    pair = new Pair();
    for (let index = 0; index < 20; index++) void pair.bridge.send(rpc('x'.repeat(90)));
    expect(pair.ends.bridge.bufferedAmount).toBeLessThan(limits.pauseAboveBytes + 110);
  });
});

describe('time', () => {
  test('a parked link is lost when its time is over, and its senders are told', async () => {
    vi.useFakeTimers();
    pair = new Pair({ ...limits, windowFrames: 1 });
    const ends: unknown[] = [];
    pair.bridge.onClose = (reason) => ends.push(reason);
    pair.ends.bridge.drop();
    await pair.bridge.send(rpc('in time'));
    const waiting = expect(pair.bridge.send(rpc('late'))).rejects.toMatchObject({ code: 'LINK_LOST' });
    vi.advanceTimersByTime(limits.parkMs - 1);
    expect(ends).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(ends).toMatchObject([{ code: 'LINK_LOST', message: expect.stringContaining('within 60 s') }]);
    await waiting;
    await expect(pair.bridge.send(rpc('later'))).rejects.toMatchObject({ code: 'LINK_LOST' });
  });

  test('an idle link is pinged every 15 s and lives; a silent one drops its socket after 45 s, and can be taken up', () => {
    vi.useFakeTimers();
    pair = new Pair();
    const kinds: FrameBody['kind'][] = [];
    for (const end of Object.values(pair.ends)) {
      end.on('message', (bytes: Buffer) => kinds.push(decodeFrame(bytes).body.kind));
    }
    for (let second = 0; second < 120; second++) {
      vi.advanceTimersByTime(1000);
      pair.settle();
    }
    // One of the two sides pings, and the other answers.
    const pings = kinds.filter((kind) => kind === 'ping').length;
    expect([7, 8]).toContain(pings);
    expect(kinds.filter((kind) => kind === 'pong')).toHaveLength(pings);
    void pair.cloud.send(rpc('heard'));
    pair.settle();
    vi.advanceTimersByTime(44_000);
    expect(pair.bridge.parked).toBe(false);
    vi.advanceTimersByTime(20_000);
    expect(pair.bridge.parked).toBe(true);
    pair.join();
    void pair.bridge.send(rpc('back'));
    pair.settle();
    expect(pair.got.cloud).toEqual(['back']);
  });
});

function greeting(): Buffer {
  const hello = { protocol: 2, bridgeId: 'b', software: 's', resumeToken: '' };
  return Buffer.from(encodeFrame({ seq: 0, ack: 0, body: { kind: 'hello', hello } }));
}
