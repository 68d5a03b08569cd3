import { expect, test } from 'vitest';
import { priceList } from './tables.js';

test('prices stand the cheapest first, each currency for itself', () => {
  const offer = (app: string, minor: number, currency: string) => ({
    app,
    title: 'Tea',
    price: { minor, currency },
    conditions: [],
    step: 1,
  });
  const offers = [offer('jd', 900, 'CNY'), offer('amazon', 500, 'USD'), offer('taobao', 800, 'CNY')];
  const printed = priceList({ found: [{ taskId: 't1', at: '2026-11-30T10:00:00.000Z', offers }] });
  expect(printed.split('\n').flatMap((line) => /(taobao|jd|amazon)/.exec(line)?.[0] ?? [])).toEqual([
    'taobao',
    'jd',
    'amazon',
  ]);
});
