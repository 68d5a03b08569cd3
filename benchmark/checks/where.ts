// Conditions on data: `{ "city": "杭州", "fen": { "atMost": 40000 } }`, where each key is a path and everything must hold.
import { z } from 'zod';
import { numbersIn } from './figures.js';
import { valueAt } from './paths.js';
import { bareWords, placeIn } from './words.js';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const textOrNumber = z.union([z.string(), z.number()]);

const matcherSchema = z.strictObject({
  is: scalar.optional(),
  not: scalar.optional(),
  atLeast: textOrNumber.optional(),
  atMost: textOrNumber.optional(),
  moreThan: textOrNumber.optional(),
  lessThan: textOrNumber.optional(),
  oneOf: z
    .union([z.array(scalar), z.string()])
    .optional()
    .describe('A list, or a reference to one'),
  noneOf: z.union([z.array(scalar), z.string()]).optional(),
  contains: z
    .union([scalar, z.array(scalar)])
    .optional()
    .describe('A part of a text, or an element of a list; or all'),
  lacks: z.union([scalar, z.array(scalar)]).optional(),
  mentions: z
    .union([scalar, z.array(scalar)])
    .optional()
    .describe('A text that holds at least one of these'),
  starts: z.string().optional(),
  size: z.number().optional().describe('How many elements or letters'),
  words: z.string().optional().describe('The same words, whatever stands between them'),
});
type Matcher = z.infer<typeof matcherSchema>;

export const conditionSchema = z.union([scalar, matcherSchema]);
export type Condition = z.infer<typeof conditionSchema>;

export const whereSchema = z.record(z.string(), conditionSchema);
export type Where = z.infer<typeof whereSchema>;

/** The first path whose condition does not hold, in words; undefined when all hold. References must be resolved. */
export function firstMiss(data: unknown, where: Where): string | undefined {
  for (const [path, condition] of Object.entries(where)) {
    const value = valueAt(data, path);
    if (!holds(value, condition)) return `${path} is ${shown(value)}, wanted ${shown(condition)}`;
  }
  return undefined;
}

export function fits(data: unknown, where: Where): boolean {
  return firstMiss(data, where) === undefined;
}

export function holds(value: unknown, condition: Condition): boolean {
  if (typeof condition !== 'object') return value === condition;
  return (Object.keys(condition) as (keyof Matcher)[]).every((name) => {
    const wanted = condition[name];
    return wanted === undefined || tests[name](value, wanted);
  });
}

export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

const tests: { readonly [Name in keyof Required<Matcher>]: (value: unknown, wanted: unknown) => boolean } = {
  is: (value, wanted) => value === wanted,
  not: (value, wanted) => value !== undefined && value !== wanted,
  atLeast: (value, wanted) => order(value, wanted) >= 0,
  atMost: (value, wanted) => order(value, wanted) <= 0,
  moreThan: (value, wanted) => order(value, wanted) > 0,
  lessThan: (value, wanted) => order(value, wanted) < 0,
  oneOf: (value, wanted) => Array.isArray(wanted) && wanted.includes(value),
  noneOf: (value, wanted) => Array.isArray(wanted) && !wanted.includes(value),
  contains: (value, wanted) => all(wanted).every((part) => has(value, part)),
  lacks: (value, wanted) => value !== undefined && !all(wanted).some((part) => has(value, part)),
  mentions: (value, wanted) => all(wanted).some((part) => has(value, part)),
  starts: (value, wanted) => typeof value === 'string' && value.startsWith(String(wanted)),
  size: (value, wanted) => (value as { length?: number } | undefined)?.length === wanted,
  words: (value, wanted) => typeof value === 'string' && bareWords(value) === bareWords(String(wanted)),
};

function all(wanted: unknown): unknown[] {
  return Array.isArray(wanted) ? wanted : [wanted];
}

/** 43.5 is in "共 43.50 元", and 99 is not in "1990". */
function has(value: unknown, part: unknown): boolean {
  if (typeof value === 'string') {
    const isThere = placeIn(value, String(part)) >= 0;
    return isThere || numbersIn(value).some((figure) => figure.value === Number(part));
  }
  return Array.isArray(value) && value.includes(part);
}

/** Numbers by size, texts by their letters; NaN, which is neither more nor less, for anything else. */
function order(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return typeof a === 'string' && typeof b === 'string' ? (a < b ? -1 : Number(a > b)) : Number.NaN;
}
