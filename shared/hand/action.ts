// The Step-GUI action space: what a hand may do in one step. Points are integers from 0 to 1000 on both axes of the
// picture that the action was decided on (origin top left), never pixels; see coordinates.ts.
// Source: StepFun gelab-zero, action space of prompt v1 (nine actions) plus BACK, HOME and HOT_KEY of its executor.
import { z } from 'zod';

export const pointSchema = z.tuple([z.number().min(0).max(1000), z.number().min(0).max(1000)]);
export type Point = z.infer<typeof pointSchema>;

export const hotKeys = ['back', 'home', 'enter', 'volume_up', 'volume_down', 'menu'] as const;
export type HotKey = (typeof hotKeys)[number];

/** Tags of CALL_USER in gelab-zero's newer "adv" protocol. */
export const callTags = ['confirm_action', 'screenshot_issue'] as const;

export const actionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('CLICK'), point: pointSchema }),
  z.strictObject({ action: z.literal('DOUBLE_CLICK'), point: pointSchema }),
  z.strictObject({
    action: z.literal('LONGPRESS'),
    point: pointSchema,
    durationMs: z.int().min(300).max(10_000).optional(),
  }),
  z.strictObject({
    action: z.literal('TYPE'),
    value: z.string(),
    /** Where the field is; without it the focused field takes the text. */
    point: pointSchema.optional(),
    /** Replaces what the field holds. Defaults to true. */
    clear: z.boolean().optional(),
    /** Presses the keyboard's search or send key afterwards. Defaults to false. */
    submit: z.boolean().optional(),
  }),
  z.strictObject({
    action: z.literal('SLIDE'),
    point1: pointSchema,
    point2: pointSchema,
    durationMs: z.int().min(50).max(10_000).optional(),
  }),
  z.strictObject({
    action: z.literal('AWAKE'),
    value: z.string().min(1).describe('App name, catalogue id or package'),
  }),
  z.strictObject({ action: z.literal('WAIT'), value: z.number().min(0).max(30).describe('Seconds') }),
  z.strictObject({ action: z.literal('BACK') }),
  z.strictObject({ action: z.literal('HOME') }),
  z.strictObject({ action: z.literal('HOT_KEY'), key: z.enum(hotKeys) }),
  z.strictObject({
    action: z.literal('INFO'),
    value: z.string().describe('Question to the user'),
    /** Why a model calls the user in: to do a step themselves, or because it sees no picture. */
    tag: z.enum(callTags).optional(),
  }),
  z.strictObject({ action: z.literal('COMPLETE'), return: z.string() }),
  z.strictObject({ action: z.literal('ABORT'), value: z.string().describe('Reason') }),
]);
export type Action = z.infer<typeof actionSchema>;
export type ActionName = Action['action'];
