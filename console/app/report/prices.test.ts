// Which price is called the cheapest: of one currency, and with the shops that have nothing.
import type { Offer, Plan, Report } from '@farhand/shared';
import { expect, test } from 'vitest';
import { comparedPrices, earlierPrices } from './prices.js';

function offer(app: string, minor: number, currency = 'CNY'): Offer {
  return { app, title: `tea of ${app}`, price: { minor, currency }, conditions: [], step: 1 };
}

function report(subtaskId: string, ...offers: Offer[]): Report {
  const values = offers.length > 0 ? { offers } : {};
  return {
    subtaskId,
    stopReason: 'TASK_COMPLETED_SUCCESSFULLY',
    text: `of ${subtaskId}`,
    values,
    steps: 1,
    seconds: 1,
  };
}

function plan(...apps: string[]): Plan {
  return {
    language: 'en',
    combine: 'compare_prices',
    subtasks: apps.map((app, at) => {
      const id = `s${at + 1}`;
      return { id, kind: 'app', app, intent: 'find_price', values: { item: 'tea' }, goal: 'tea', dependsOn: [] };
    }),
  } as unknown as Plan;
}

const told = (rows: ReturnType<typeof comparedPrices>) =>
  rows.map(({ app, offer: found, isCheapest }) => [app, found?.price.minor, isCheapest]);

test('another currency is compared with none, however small its number', () => {
  const reports = [
    report('s1', offer('usd-shop', 5, 'USD')),
    report('s2', offer('b', 900), offer('b', 700)),
    report('s3', offer('c', 800)),
    report('s4', offer('eur-shop', 1, 'EUR')),
  ];
  expect(told(comparedPrices(plan('usd-shop', 'b', 'c', 'eur-shop'), reports))).toEqual([
    ['b', 700, true],
    ['c', 800, false],
    ['usd-shop', 5, false],
    ['eur-shop', 1, false],
  ]);
});

test('a shop that has nothing is listed, and what is no comparison is not', () => {
  const other = { ...plan('a', 'b', 'c') };
  const subtasks = other.subtasks.map((subtask) => (subtask.id === 's3' ? { ...subtask, intent: 'note' } : subtask));
  const rows = comparedPrices({ ...other, subtasks } as Plan, [
    report('s1'),
    report('s2', offer('b', 700)),
    report('s3'),
  ]);
  expect(told(rows)).toEqual([
    ['b', 700, false],
    ['a', undefined, false],
  ]);
  expect(rows[1]?.text).toBe('of s1');
});

test('equal prices are both the cheapest; one alone is compared with nothing', () => {
  const even = comparedPrices(plan('a', 'b'), [report('s1', offer('a', 700)), report('s2', offer('b', 700))]);
  expect(told(even)).toEqual([
    ['a', 700, true],
    ['b', 700, true],
  ]);
  expect(told(comparedPrices(undefined, [report('s1', offer('a', 700))]))).toEqual([['a', 700, false]]);
});

test('earlier prices are of one currency, oldest first', () => {
  const found = [
    { taskId: 'new', at: '2026-03-03T00:00:00Z', offers: [offer('a', 800), offer('b', 300, 'USD')] },
    { taskId: 'usd', at: '2026-03-02T00:00:00Z', offers: [offer('b', 100, 'USD')] },
    { taskId: 'old', at: '2026-03-01T00:00:00Z', offers: [offer('a', 900), offer('b', 850)] },
  ];
  expect(earlierPrices(found).map(({ id, best }) => [id, best.price.minor])).toEqual([
    ['old', 850],
    ['new', 800],
  ]);
});
