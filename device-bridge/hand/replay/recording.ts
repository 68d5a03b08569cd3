// What is kept of a finished run: the shape of a replay's file. It holds no word from any screen: ids, classes and labels
// are sealed (seal.ts), and the goal's own values stand there by name only. Texts are those that were typed, with the
// goal's values taken out.

import { hotKeys, intentSchema, pointSchema } from '@farhand/shared';
import { z } from 'zod';

export const mostSteps = 60;
export const mostWays = 4;
const mostFeatures = 240;

const sealed = z.string().regex(/^[0-9a-f]{16}$/);
const valueName = z.string().min(1).max(40);

/** A text with places for the goal's values. */
export const patternSchema = z.array(z.union([z.string(), z.strictObject({ value: valueName })]));
export type Pattern = z.infer<typeof patternSchema>;

/** Goals that a replay serves. */
export const templateSchema = z.discriminatedUnion('kind', [
  /** An intent with these values, whatever they are. */
  z.strictObject({ kind: z.literal('intent'), intent: intentSchema, names: z.array(valueName) }),
  /** A sentence with places for values. */
  z.strictObject({ kind: z.literal('words'), pattern: patternSchema }),
  /** One sentence, which holds personal data and is kept by its seal only. */
  z.strictObject({ kind: z.literal('sealed'), sentence: sealed }),
]);
export type Template = z.infer<typeof templateSchema>;

const labelSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** One of the goal's values; `whole`: nothing else. */
  z.strictObject({ kind: z.literal('value'), name: valueName, whole: z.boolean() }),
  z.strictObject({ kind: z.literal('words'), seal: sealed }),
  /** A label that was seen to change while the thing stayed the same. */
  z.strictObject({ kind: z.literal('varies') }),
]);
export type Label = z.infer<typeof labelSchema>;

export const targetSchema = z.strictObject({
  /** Resource id. */
  id: sealed.optional(),
  className: sealed,
  role: z.enum(['field', 'check', 'tap', 'still']),
  label: labelSchema,
  hint: sealed.optional(),
  /** Classes of its nearest ancestors. */
  above: sealed,
  /** Labels that stand next to it. */
  around: z.array(sealed).max(2),
  /** Its middle, in thousandths of the screen. */
  place: pointSchema,
  /** Where it was touched, in shares of its width and height. */
  touch: z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]),
  /** Its entry in a list of like entries. */
  entry: z.strictObject({ label: labelSchema, ordinal: z.int().nonnegative() }).optional(),
});
export type Target = z.infer<typeof targetSchema>;

export const signatureSchema = z.strictObject({
  packageName: z.string().max(300),
  /** Empty when the phone did not tell. */
  activity: z.union([sealed, z.literal('')]),
  /** What the screen is built of. */
  parts: z.array(sealed).max(mostFeatures),
  /** Words of its frame: headings, tabs and buttons, not what its lists hold. */
  words: z.array(sealed).max(mostFeatures),
  /** Values of the goal that stand on it as labels of their own. */
  shows: z.array(valueName),
});
export type Signature = z.infer<typeof signatureSchema>;

export const touches = ['CLICK', 'DOUBLE_CLICK', 'LONGPRESS'] as const;

const movementSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(touches), durationMs: z.int().optional() }),
  z.strictObject({
    kind: z.literal('TYPE'),
    text: patternSchema,
    clear: z.boolean().optional(),
    submit: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('SLIDE'),
    point1: pointSchema,
    point2: pointSchema,
    durationMs: z.int().optional(),
  }),
  z.strictObject({ kind: z.literal('AWAKE'), packageName: z.string().max(300) }),
  z.strictObject({ kind: z.literal('BACK') }),
  z.strictObject({ kind: z.literal('HOME') }),
  z.strictObject({ kind: z.literal('HOT_KEY'), key: z.enum(hotKeys) }),
]);
export type Movement = z.infer<typeof movementSchema>;

const stepSchema = z.strictObject({
  screen: signatureSchema,
  movement: movementSchema,
  target: targetSchema.optional(),
  /** It was chosen for the values of that run: with others somebody has to choose anew. */
  chosen: z.boolean(),
  /** State of a switch behind it. */
  checked: z.boolean().optional(),
  /** Parts and words of the next screen that this one had not. */
  appears: z.array(sealed).max(mostFeatures),
});
export type Step = z.infer<typeof stepSchema>;

/** One way to reach a goal. */
export const waySchema = z.strictObject({
  /** Milliseconds since 1970. */
  recordedAtMs: z.number(),
  /** Seals of the values of that run. */
  values: z.record(valueName, sealed),
  /** Values that a step types or looks for. */
  used: z.array(valueName),
  steps: z.array(stepSchema).min(1).max(mostSteps),
  end: z.strictObject({
    screen: signatureSchema,
    /** What shows that the last step did it; `nobody`: somebody has to look, or to read the answer. */
    proof: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('nobody') }),
      /** The state of the last step's switch. */
      z.strictObject({ by: z.literal('state') }),
      /** The value stands there once more than before. */
      z.strictObject({ by: z.literal('value'), name: valueName }),
      /** What the last step makes appear. */
      z.strictObject({ by: z.literal('appearance') }),
    ]),
  }),
  wins: z.int().nonnegative(),
  losses: z.int().nonnegative(),
  /** Since the last win. */
  lossesInRow: z.int().nonnegative(),
});
export type Proof = Way['end']['proof'];
export type Way = z.infer<typeof waySchema>;

export const recordingSchema = z.strictObject({
  format: z.literal(1),
  /** Catalogue id of the goal's app; empty when the goal names none. */
  app: z.string().max(100),
  packageName: z.string().regex(/^[\w.]{1,300}$/),
  versionCode: z.string().regex(/^\d{1,20}$/),
  template: templateSchema,
  /** Newest first. */
  ways: z.array(waySchema).max(mostWays),
  usedAtMs: z.number(),
});
export type Recording = z.infer<typeof recordingSchema>;

export type Values = Readonly<Record<string, string>>;
