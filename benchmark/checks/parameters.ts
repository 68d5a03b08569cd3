// What a task leaves open and a seed decides: goods, people, places, days. Drawn from what the phone really holds, so that
// the same task is another one on another phone, and always possible.
import { FarhandError, type Language } from '@farhand/shared';
import { z } from 'zod';
import { hashOf } from './chance.js';
import { valueAt } from './paths.js';
import type { PhoneTruth } from './phone-apps.js';
import { answerOf, type Query, querySchema, rowsOf } from './query.js';
import { resolved, type Values } from './references.js';
import { todayOf } from './views.js';

const ways = ['oneOf', 'pick', 'find', 'ahead', 'known'] as const;

export const parameterSchema = z
  .strictObject({
    oneOf: z.array(z.unknown()).min(1).optional().describe('One of these'),
    pick: querySchema.optional().describe('One of the rows, whichever the seed says'),
    find: querySchema.optional().describe('What is true: not drawn, but looked up'),
    ahead: z
      .tuple([z.int().nonnegative(), z.int().nonnegative()])
      .optional()
      .describe('A day so many days from the phone\'s today, "2026-12-03"'),
    known: z.unknown().optional().describe('Decided already; stands in tasks that were prepared'),
  })
  .refine((parameter) => ways.filter((way) => parameter[way] !== undefined).length === 1, {
    message: `a parameter has exactly one of ${ways.join(', ')}`,
  });
export type Parameter = z.infer<typeof parameterSchema>;
export type Parameters = Readonly<Record<string, Parameter>>;

/**
 * The values of all parameters, in the order in which they are written: a later one may refer to an earlier one.
 * Throws FarhandError INPUT_INVALID when this phone holds nothing that fits.
 */
export function drawn(parameters: Parameters, phone: PhoneTruth, language: Language, seedText: string): Values {
  const values: Record<string, unknown> = { today: todayOf(phone) };
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = decided(resolved(parameter, values, language), phone, hashOf(`${seedText}/${name}`));
    if (value === undefined) {
      throw new FarhandError('INPUT_INVALID', `On this phone nothing fits the parameter "${name}"`);
    }
    values[name] = value;
  }
  return values;
}

/** The values of parameters that were drawn before. */
export function valuesOf(parameters: Parameters): Values {
  return Object.fromEntries(Object.entries(parameters).map(([name, { known }]) => [name, known]));
}

export function asKnown(values: Values): Parameters {
  return Object.fromEntries(Object.entries(values).map(([name, known]) => [name, { known }]));
}

function decided({ oneOf, pick, find, ahead, known }: Parameter, phone: PhoneTruth, chance: number): unknown {
  if (oneOf) return oneOf[chance % oneOf.length];
  if (pick) return picked(phone, pick, chance);
  if (find) return answerOf(phone, find);
  if (ahead) return dayAfter(todayOf(phone), ahead[0] + (chance % (ahead[1] - ahead[0] + 1)));
  return known;
}

function picked(phone: PhoneTruth, query: Query, chance: number): unknown {
  const rows = rowsOf(phone, query);
  const row = rows[chance % Math.max(1, rows.length)];
  return row && valueAt(row, query.take ?? '');
}

function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
