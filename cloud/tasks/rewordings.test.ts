import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rewordings } from './rewordings.js';

test.each([
  ['find_price', { item: '小米14Pro' }, [{ item: '小米 14Pro' }]],
  ['find_price', { item: 'iPhone15' }, [{ item: 'iPhone 15' }]],
  [
    'search',
    { query: '“火 锅”', sort: '按销量' },
    [
      { query: '火 锅', sort: '按销量' },
      { query: '火锅', sort: '按销量' },
    ],
  ],
  ['find_price', { item: 'ＭａｃＭｉｎｉ' }, [{ item: 'MacMini' }]],
  ['find_price', { item: 'Mac Mini M4' }, []],
  ['open', {}, []],
] as const)('%s %j is also tried as %j', (intent, values, others) => {
  expect(rewordings(intent, values)).toEqual(others);
});

test('another spelling keeps every letter and digit, and is never the same', () => {
  const bare = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (item) => {
      for (const other of rewordings('find_price', { item })) {
        expect(bare(other.item ?? '')).toBe(bare(item));
        expect(other.item).not.toBe(item);
      }
    }),
  );
});
