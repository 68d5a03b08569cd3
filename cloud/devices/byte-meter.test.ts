import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteMeter, type Metering } from './byte-meter.js';

test('whatever overlaps, the shares of all calls add up to the bytes that passed while any ran', () => {
  const move = fc.record({ call: fc.nat({ max: 4 }), up: fc.nat({ max: 9999 }), down: fc.nat({ max: 9999 }) });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const link = { bytesSent: 0, bytesReceived: 0 };
      const meter = new ByteMeter(link);
      const running = new Map<number, Metering>();
      const expected = { up: 0, down: 0 };
      const counted = { up: 0, down: 0 };
      const stop = (call: number) => {
        const share = running.get(call)?.end() ?? { up: 0, down: 0 };
        running.delete(call);
        counted.up += share.up;
        counted.down += share.down;
      };
      for (const { call, up, down } of moves) {
        if (running.has(call)) stop(call);
        else running.set(call, meter.start());
        link.bytesReceived += up;
        link.bytesSent += down;
        if (running.size === 0) continue;
        expected.up += up;
        expected.down += down;
      }
      for (const call of [...running.keys()]) stop(call);
      expect(counted).toEqual(expected);
    }),
  );
});

test('a call that ran alone has all bytes', () => {
  const link = { bytesSent: 100, bytesReceived: 50 };
  const call = new ByteMeter(link).start();
  link.bytesSent = 130;
  expect(call.soFar()).toEqual({ up: 0, down: 30 });
  link.bytesReceived = 90;
  expect(call.end()).toEqual({ up: 40, down: 30 });
  link.bytesReceived = 190;
  expect([call.soFar(), call.end()]).toEqual([
    { up: 40, down: 30 },
    { up: 40, down: 30 },
  ]);
});
