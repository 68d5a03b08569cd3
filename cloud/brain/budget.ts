// How much the brain may cost, and whether that is spent. Tokens and money, each with a limit of its own. What is
// compared is what was booked: a call that is under way when the limit is reached is the last one.
import { z } from 'zod';
import type { Cost } from './prices.js';

export interface Budget {
  readonly tokens?: number;
  /** Without a currency it counts whatever currency the prices are in. */
  readonly money?: { readonly nanos: number; readonly currency?: string };
}

/** What was booked so far. */
export interface Spent {
  readonly calls: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly generatedTokens: number;
  readonly cost: readonly Cost[];
  /** Calls that are in no cost because their price is not known. */
  readonly unpricedCalls: number;
}

export const nothingSpent: Spent = {
  calls: 0,
  promptTokens: 0,
  cachedTokens: 0,
  generatedTokens: 0,
  cost: [],
  unpricedCalls: 0,
};

const nano = 1e9;

/** Reads `0.5`, `0.5 USD`, `20000 tokens`, or both divided by a comma. */
export const budgetSchema = z.union([z.string(), z.number()]).transform((value, context): Budget => {
  const budget: { tokens?: number; money?: NonNullable<Budget['money']> } = {};
  for (const part of String(value).split(',')) {
    const [, amount = '', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*(tokens|[A-Z]{3})?\s*$/.exec(part) ?? [];
    if (amount === '') {
      context.addIssue({
        code: 'custom',
        message: `"${part.trim()}" is no budget such as 0.5, 0.5 USD or 20000 tokens`,
      });
    } else if (unit === 'tokens') budget.tokens = Math.floor(Number(amount));
    else budget.money = { nanos: Math.round(Number(amount) * nano), ...(unit !== '' && { currency: unit }) };
  }
  return budget;
});

/**
 * Why the next call may not be made, as a sentence, or undefined. `price` is what that call's tokens will be counted
 * in: free models go on while there are tokens; a limit in money cannot be kept where the price is not known.
 */
export function overBudget(
  budget: Budget,
  spent: Spent,
  price: { readonly currency: string } | 'free' | undefined,
  model: string,
): string | undefined {
  const tokens = spent.promptTokens + spent.generatedTokens;
  if (budget.tokens !== undefined && tokens >= budget.tokens) return `${tokens} of ${budget.tokens} tokens are used`;
  const { money } = budget;
  if (!money || price === 'free') return undefined;
  const limit = showMoney(money.nanos, money.currency);
  if (price === undefined) return `${limit} cannot be kept, because the price of ${model} is not known`;
  if (money.currency !== undefined && money.currency !== price.currency) {
    return `${limit} cannot be kept, because ${model} is paid in ${price.currency}`;
  }
  const counted = spent.cost.filter(({ currency }) => money.currency === undefined || currency === money.currency);
  const nanos = counted.reduce((total, cost) => total + cost.nanos, 0);
  if (nanos >= money.nanos) return `${showMoney(nanos, money.currency)} of ${limit} are spent`;
  return undefined;
}

/** 0.0123 USD: as many decimals as say something. */
export function showMoney(nanos: number, currency?: string): string {
  const amount = (nanos / nano)
    .toFixed(9)
    .replace(/0+$/, '')
    .replace(/\.(\d?)$/, (_, digit: string) => `.${digit.padEnd(2, '0')}`);
  return currency === undefined ? amount : `${amount} ${currency}`;
}
