import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Budget, budgetSchema, nothingSpent, overBudget, showMoney } from './budget.js';
import { priceList } from './prices.js';

const usage = { promptTokens: 1_000_000, cachedTokens: 400_000, generatedTokens: 10_000 };
const flash = { kind: 'openai', model: 'step-3.5-flash', host: 'api.stepfun.ai' } as const;

describe('prices', () => {
  const prices = priceList(undefined);

  test('cached and fresh prompt tokens have prices of their own, exact to a billionth', () => {
    // 0.6 M at 0.10 + 0.4 M at 0.02 + 0.01 M at 0.30 USD
    expect(prices(flash, usage)).toEqual({ currency: 'USD', nanos: 71_000_000 });
    expect(prices(flash, { promptTokens: 1, cachedTokens: 0, generatedTokens: 0 })).toEqual({
      currency: 'USD',
      nanos: 100,
    });
  });

  test('a model of this machine is free; the same name at another host has no known price', () => {
    expect(prices({ kind: 'native', model: 'step-3.5-flash' }, usage)).toBe('free');
    expect(prices({ ...flash, host: '127.0.0.1' }, usage)).toBeUndefined();
    expect(prices({ ...flash, model: 'unheard-of' }, usage)).toBeUndefined();
  });

  test('own prices come first, and a table that is wrong is refused by name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'farhand-prices-'));
    try {
      const path = join(folder, 'prices.json');
      const row = {
        host: '*',
        models: ['*'],
        currency: 'CNY',
        prompt: 1,
        generated: 2,
        source: 'me',
        date: '2026-11-30',
      };
      await writeFile(path, JSON.stringify({ prices: [row] }));
      expect(priceList(path)(flash, usage)).toEqual({ currency: 'CNY', nanos: 1_020_000_000 });
      await writeFile(path, JSON.stringify({ prices: [{ ...row, promt: 1 }] }));
      expect(() => priceList(path)).toThrow('did you mean "prompt"?');
      await writeFile(path, '{');
      expect(() => priceList(path)).toThrow('is no JSON file');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('a budget', () => {
  test.each<[string | number, Budget]>([
    [0.5, { money: { nanos: 500_000_000 } }],
    ['0.5', { money: { nanos: 500_000_000 } }],
    ['2 USD', { money: { nanos: 2_000_000_000, currency: 'USD' } }],
    ['20000 tokens', { tokens: 20_000 }],
    ['0.5 CNY, 100 tokens', { money: { nanos: 500_000_000, currency: 'CNY' }, tokens: 100 }],
  ])('%s is read', (said, budget) => {
    expect(budgetSchema.parse(said)).toEqual(budget);
  });

  test.each(['', '-1', 'much', '5 usd', '1 USD 2'])('"%s" is refused with examples', (said) => {
    expect(budgetSchema.safeParse(said).error?.issues[0]?.message).toContain('20000 tokens');
  });

  const spent = { ...nothingSpent, promptTokens: 90, generatedTokens: 10, cost: [{ currency: 'USD', nanos: 500 }] };
  const usd = { currency: 'USD' };

  test('is used up when it is reached, not before', () => {
    expect(overBudget({ tokens: 101 }, spent, usd, 'm')).toBeUndefined();
    expect(overBudget({ tokens: 100 }, spent, usd, 'm')).toContain('100 of 100 tokens');
    expect(overBudget({ money: { nanos: 501 } }, spent, usd, 'm')).toBeUndefined();
    expect(overBudget({ money: { nanos: 500 } }, spent, usd, 'm')).toContain('are spent');
  });

  test('in money cannot be kept for a model of unknown price or another currency, and does not bind a free one', () => {
    const budget = { money: { nanos: 1, currency: 'CNY' } };
    expect(overBudget(budget, spent, undefined, 'm')).toContain('the price of m is not known');
    expect(overBudget(budget, spent, usd, 'm')).toContain('m is paid in USD');
    expect(overBudget(budget, spent, 'free', 'm')).toBeUndefined();
    expect(overBudget({ ...budget, tokens: 5 }, spent, 'free', 'm')).toContain('tokens');
  });

  test('money is shown with the decimals that say something', () => {
    expect(showMoney(500_000_000, 'USD')).toBe('0.50 USD');
    expect(showMoney(12_300_000)).toBe('0.0123');
    expect(showMoney(2_000_000_000, 'CNY')).toBe('2.00 CNY');
    fc.assert(fc.property(fc.nat(), (nanos) => Math.round(Number(showMoney(nanos)) * 1e9) === nanos));
  });
});
