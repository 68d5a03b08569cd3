import { EventEmitter } from 'node:events';
import { FarhandError } from '@farhand/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { News, Pulse } from '../store/pulse.js';
import { Whispers } from './whispers.js';

/** Processes that hear each other, a notice at a time and none longer than Postgres takes. */
function heard(): { pulse: Pulse; longest: () => number } {
  const news = new EventEmitter();
  let longest = 0;
  const pulse = {
    on: (name: News, listener: (subject: string, text: string) => void) => {
      news.on(name, listener);
      return () => news.off(name, listener);
    },
    send: async (name: News, subject: string, text = '') => {
      longest = Math.max(longest, Buffer.byteLength(`${name}:${subject}\n${text}`));
      setImmediate(() => news.emit(name, subject, text));
    },
  };
  return { pulse: pulse as unknown as Pulse, longest: () => longest };
}

test('what is asked and answered arrives as it was, however long, in notices that Postgres takes', async () => {
  const { pulse, longest } = heard();
  const asker = new Whispers(pulse, 'a', async () => 'not me');
  const answerer = new Whispers(pulse, 'b', async (bridge, method, input) => ({ bridge, method, input }));
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 5 }), fc.nat(3000), async (text, times) => {
      const input = { text: text.repeat(times) };
      expect(await asker.ask('b', 'bridge', 'watch', input)).toEqual({ bridge: 'bridge', method: 'watch', input });
    }),
    { numRuns: 10 },
  );
  expect(longest()).toBeLessThanOrEqual(7900);
  asker.close();
  answerer.close();
});

test('an error of the other process is thrown here', async () => {
  const { pulse } = heard();
  const asker = new Whispers(pulse, 'a', async () => undefined);
  const answerer = new Whispers(pulse, 'b', async () => {
    throw new FarhandError('TAKEOVER_ELSEWHERE', 'Phone 1 was given back');
  });
  await expect(asker.ask('b', 'bridge', 'drive', {})).rejects.toMatchObject({ code: 'TAKEOVER_ELSEWHERE' });
  asker.close();
  answerer.close();
});
