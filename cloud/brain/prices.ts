// What calls of a model cost. Prices are a matter of who serves a model, so they are looked up by host and name; those
// of the user's own table come first. Models of this machine cost nothing; what stands in no table has no known price,
// which is not the same.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FarhandError, parseStrict } from '@farhand/shared';
import { z } from 'zod';
import type { BrainIdentity, TokenUsage } from './chat.js';

const perMillion = z.number().nonnegative();

const priceSchema = z.strictObject({
  host: z.string().min(1).describe('Host name of the server, or * for any'),
  models: z.array(z.string().min(1)).min(1).describe('Model names, or * for any'),
  currency: z.string().regex(/^[A-Z]{3}$/),
  prompt: perMillion,
  cached: perMillion.optional().describe('Prompt tokens that the server had read before; defaults to prompt'),
  generated: perMillion,
  source: z.string(),
  date: z.iso.date(),
});
type Price = z.infer<typeof priceSchema>;

export const priceTableSchema = z.strictObject({ note: z.string().optional(), prices: z.array(priceSchema) });

/** Billionths of the currency's unit, whole: what one token costs at 0.001 for a million. */
export interface Cost {
  readonly currency: string;
  readonly nanos: number;
}

export type PriceList = (identity: BrainIdentity, usage: TokenUsage) => Cost | 'free' | undefined;

/** Throws CONFIG_INVALID for an own table that cannot be read. */
export function priceList(ownTable: string | undefined): PriceList {
  const own = ownTable === undefined ? [] : readTable(ownTable);
  const prices = [...own, ...readTable(fileURLToPath(new URL('./prices.json', import.meta.url)))];
  return ({ kind, model, host }, usage) => {
    if (kind !== 'openai') return 'free';
    const price = prices.find((row) => fits(row.host, host) && row.models.some((name) => fits(name, model)));
    return price && { currency: price.currency, nanos: costOf(price, usage) };
  };
}

function fits(pattern: string, name: string | undefined): boolean {
  return pattern === '*' || pattern === name;
}

/** Exact for prices of three decimals; anything finer is rounded up once for the call. */
function costOf(price: Price, { promptTokens, cachedTokens, generatedTokens }: TokenUsage): number {
  const perToken = (amount: number) => amount * 1000;
  const sum =
    (promptTokens - cachedTokens) * perToken(price.prompt) +
    cachedTokens * perToken(price.cached ?? price.prompt) +
    generatedTokens * perToken(price.generated);
  return Math.ceil(Number(sum.toFixed(3)));
}

function readTable(path: string): readonly Price[] {
  let candidate: unknown;
  try {
    candidate = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new FarhandError('CONFIG_INVALID', `The price table "${path}" is no JSON file`, { cause });
  }
  return parseStrict(priceTableSchema, candidate, 'CONFIG_INVALID', 'price table').prices;
}
