// What must be true of the phone, and of the answer, after a task: a small language over the state that the virtual phone
// tells of itself, so that no agent can talk its way to a pass. docs/reference/benchmark-tasks.md explains it with an example.
import { z } from 'zod';
import { appsThatTellOfLooking } from './comparable.js';
import { parameterSchema } from './parameters.js';
import { conditionSchema, whereSchema } from './where.js';

const pathSchema = z
  .string()
  .regex(/^([a-z]+|\{[A-Za-z.]+\})(\..+)?$/, 'a path begins with the short name of an app, or a reference to one');
const amountSchema = z.union([z.string(), z.number()]);
const namesSchema = z.union([z.string(), z.array(z.string())]);
const countSchema = z.union([z.int().positive(), z.string()]).optional().describe('1 by default; or a reference');

/** What the answer must hold. Amounts are references or numbers; each is met by any usual way of writing it. */
export const sayingSchema = z
  .strictObject({
    yuan: amountSchema.optional().describe('A price, in fen'),
    number: amountSchema.optional().describe('A figure as it is'),
    about: amountSchema.optional().describe('A large count, of which the screen shows 12.8万'),
    metres: amountSchema.optional(),
    minutes: amountSchema.optional(),
    time: z.string().optional().describe('A time of day, "08:21"'),
    day: z.string().optional().describe('"2026-12-03"'),
    words: namesSchema.optional().describe('One of these names'),
    among: z.array(z.string()).or(z.string()).optional().describe('Names of which `words` must be singled out'),
    every: namesSchema.optional().describe('All of these words'),
    never: namesSchema.optional().describe('None of these words'),
  })
  .refine(
    ({ among, words, ...others }) =>
      Object.values({ words, ...others }).filter((value) => value !== undefined).length === 1 &&
      (among === undefined || words !== undefined),
    { message: 'a saying has exactly one thing to hold; `among` belongs to `words`' },
  );
export type Saying = z.infer<typeof sayingSchema>;

const kinds = ['added', 'set', 'looked', 'says'] as const;

/** One thing that must be true. Changes that it names are expected; all others are not. */
export const statementSchema = z
  .strictObject({
    what: z.string().min(1).describe('For people who read the verdict'),
    tier: z.enum(['operational', 'quality', 'negative']).optional(),
    when: whereSchema.optional().describe('Conditions on the parameters; where they do not hold, nothing is wanted'),
    added: z
      .strictObject({ to: pathSchema, where: whereSchema, count: countSchema })
      .optional()
      .describe('Exactly so many new entries of a list are like this; one by default'),
    set: z
      .strictObject({ at: pathSchema, to: conditionSchema.optional(), where: whereSchema.optional() })
      .refine(({ to, where }) => (to === undefined) !== (where === undefined), 'has either `to` or `where`')
      .optional()
      .describe('What stands there now'),
    looked: z
      .array(z.enum(appsThatTellOfLooking))
      .min(1)
      .optional()
      .describe('Something was searched for or opened in each of these apps'),
    says: sayingSchema.optional(),
  })
  .refine((statement) => kinds.filter((kind) => statement[kind] !== undefined).length === 1, {
    message: `a statement has exactly one of ${kinds.join(', ')}`,
  });
export type Statement = z.infer<typeof statementSchema>;

export const stateCheckSchema = z.strictObject({
  parameters: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), parameterSchema),
  expect: z.array(statementSchema).min(1),
  /** Paths at and below which anything may change. */
  mayChange: z.array(pathSchema).optional(),
});
export type StateCheck = z.infer<typeof stateCheckSchema>;
