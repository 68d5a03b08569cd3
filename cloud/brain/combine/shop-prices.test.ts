// Which price is called the cheapest: of one currency, and with the shops that have nothing.
import type { Offer, Plan, Report, Subtask } from '@farhand/shared';
import { expect, test } from 'vitest';
import { shopPrices, withBest } from './shop-prices.js';

function offer(app: string, minor: number, currency = 'CNY'): Offer {
  return { app, title: `tea of ${app}`, price: { minor, currency }, conditions: [], step: 1 };
}

function report(subtaskId: string, ...offers: Offer[]): Report {
  const values = offers.length > 0 ? { offers } : {};
  const stopReason = 'TASK_COMPLETED_SUCCESSFULLY';
  return { subtaskId, stopReason, text: `of ${subtaskId}`, values, steps: 1, seconds: 1 };
}

function plan(...apps: string[]): Plan {
  const subtasks = apps.map((app, at): Subtask => {
    const values = { item: 'tea' };
    return { id: `s${at + 1}`, kind: 'app', app, intent: 'find_price', values, goal: 'tea', dependsOn: [] };
  });
  return { language: 'en', combine: 'compare_prices', subtasks };
}

const told = (rows: ReturnType<typeof shopPrices>) =>
  rows.map(({ app, offer: found, isCheapest }) => [app, found?.price.minor, isCheapest]);

test('another currency is compared with none, however small its number', () => {
  const reports = [
    report('s1', offer('usd-shop', 5, 'USD')),
    report('s2', offer('b', 900), offer('b', 700)),
    report('s3', offer('c', 800)),
    report('s4', offer('eur-shop', 1, 'EUR')),
  ];
  expect(told(shopPrices(plan('usd-shop', 'b', 'c', 'eur-shop'), reports))).toEqual([
    ['b', 700, true],
    ['c', 800, false],
    ['usd-shop', 5, false],
    ['eur-shop', 1, false],
  ]);
});

test('a shop that has nothing is listed, and what is no comparison is not', () => {
  const { subtasks, ...rest } = plan('a', 'b', 'c');
  const others = subtasks.map((subtask) => (subtask.id === 's3' ? { ...subtask, intent: 'note' as const } : subtask));
  const rows = shopPrices({ ...rest, subtasks: others }, [report('s1'), report('s2', offer('b', 700)), report('s3')]);
  expect(told(rows)).toEqual([
    ['b', 700, false],
    ['a', undefined, false],
  ]);
  expect(rows[1]?.text).toBe('of s1');
});

test('equal prices are both the cheapest; one alone is compared with nothing', () => {
  const even = shopPrices(plan('a', 'b'), [report('s1', offer('a', 700)), report('s2', offer('b', 700))]);
  expect(told(even)).toEqual([
    ['a', 700, true],
    ['b', 700, true],
  ]);
  expect(told(shopPrices(plan('a'), [report('s1', offer('a', 700))]))).toEqual([['a', 700, false]]);
});

test('the best of each asking is of the one currency that most of them brought', () => {
  const found = [
    { taskId: 'new', offers: [offer('a', 800), offer('b', 300, 'USD')] },
    { taskId: 'usd', offers: [offer('b', 100, 'USD')] },
    { taskId: 'old', offers: [offer('a', 900), offer('b', 850)] },
  ];
  expect(withBest(found).map(({ taskId, best }) => [taskId, best?.price.minor])).toEqual([
    ['new', 800],
    ['usd', undefined],
    ['old', 850],
  ]);
});
