import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AdbStream, type StreamLink } from './stream.js';

/** The other side of a stream: collects what is written and acknowledges it a little later. */
class Peer implements StreamLink {
  readonly maxPayloadBytes: number;
  readonly writes: Buffer[] = [];
  readonly stream: AdbStream;
  outstanding = 0;
  maxOutstanding = 0;
  readyCount = 0;
  closedAfter: number | undefined;

  constructor(maxPayloadBytes: number) {
    this.maxPayloadBytes = maxPayloadBytes;
    this.stream = new AdbStream(this, 1, 2);
  }

  sendWrite(_localId: number, _remoteId: number, payload: Buffer): void {
    this.writes.push(Buffer.from(payload));
    this.outstanding += 1;
    this.maxOutstanding = Math.max(this.maxOutstanding, this.outstanding);
    setImmediate(() => {
      this.outstanding -= 1;
      this.stream.acknowledged();
    });
  }

  sendReady(): void {
    this.readyCount += 1;
  }

  sendClose(): void {
    this.closedAfter ??= this.writes.length;
  }
}

const closed = (stream: AdbStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.over.aborted) resolve();
    else stream.over.addEventListener('abort', () => resolve());
  });

test('data arrives whole and in order, one packet at a time, and the close comes last', async () => {
  const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(chunks, fc.integer({ min: 1, max: 64 }), async (data, maxPayloadBytes) => {
      const peer = new Peer(maxPayloadBytes);
      for (const chunk of data) peer.stream.write(Buffer.from(chunk));
      peer.stream.end();
      await closed(peer.stream);
      expect(Buffer.concat(peer.writes)).toEqual(Buffer.concat(data));
      expect(peer.maxOutstanding).toBe(1);
      expect(Math.max(...peer.writes.map((write) => write.length))).toBeLessThanOrEqual(maxPayloadBytes);
      expect(peer.closedAfter).toBe(peer.writes.length);
    }),
    { numRuns: 50 },
  );
});

test('head and body of one response leave as one packet', async () => {
  const peer = new Peer(1024);
  peer.stream.cork();
  peer.stream.write('head\r\n\r\n');
  peer.stream.write('body');
  peer.stream.uncork();
  peer.stream.end();
  await closed(peer.stream);
  expect(peer.writes.map(String)).toEqual(['head\r\n\r\nbody']);
});

test('received data is acknowledged only as fast as it is read', () => {
  const peer = new Peer(1024);
  const big = Buffer.alloc(peer.stream.readableHighWaterMark);
  peer.stream.receive(big);
  expect(peer.readyCount).toBe(0);
  peer.stream.read();
  expect(peer.readyCount).toBe(1);
});

test('what the peer sent before it closed can still be read', async () => {
  const peer = new Peer(1024);
  peer.stream.receive(Buffer.from('last words'));
  peer.stream.peerClosed();
  const read: Buffer[] = [];
  for await (const chunk of peer.stream) read.push(chunk as Buffer);
  expect(Buffer.concat(read).toString()).toBe('last words');
});

test('a peer that goes while data is unacknowledged leaves nothing waiting', async () => {
  const peer = new Peer(4);
  const written = new Promise((resolve) => peer.stream.write('a long message', resolve));
  peer.stream.peerClosed();
  await written;
  expect(peer.stream.over.aborted).toBe(true);
});
