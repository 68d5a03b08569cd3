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
  z.strictObject({ action: z.literal('CLICK'), point: pointSchema }).describe('Taps a point'),
  z.strictObject({ action: z.literal('DOUBLE_CLICK'), point: pointSchema }).describe('Taps a point twice'),
  z
    .strictObject({
      action: z.literal('LONGPRESS'),
      point: pointSchema,
      durationMs: z.int().min(300).max(10_000).optional(),
    })
    .describe('Presses a point for a while'),
  z
    .strictObject({
      action: z.literal('TYPE'),
      value: z.string().describe('The text'),
      point: pointSchema.optional().describe('Where the field is; without it the focused field takes the text'),
      clear: z.boolean().optional().describe('Replaces what the field holds; defaults to true'),
      submit: z
        .boolean()
        .optional()
        .describe("Presses the keyboard's search or send key afterwards; defaults to false"),
    })
    .describe('Writes into a field'),
  z
    .strictObject({
      action: z.literal('SLIDE'),
      point1: pointSchema.describe('From'),
      point2: pointSchema.describe('To'),
      durationMs: z.int().min(50).max(10_000).optional(),
    })
    .describe('Drags a finger from one point to another'),
  z
    .strictObject({
      action: z.literal('AWAKE'),
      value: z.string().min(1).describe('App name, catalogue id or package'),
    })
    .describe('Opens an installed app'),
  z
    .strictObject({ action: z.literal('WAIT'), value: z.number().min(0).max(30).describe('Seconds') })
    .describe('Does nothing for a while'),
  z.strictObject({ action: z.literal('BACK') }).describe('Goes back'),
  z.strictObject({ action: z.literal('HOME') }).describe('Goes to the home screen'),
  z.strictObject({ action: z.literal('HOT_KEY'), key: z.enum(hotKeys) }).describe('Presses a key'),
  z
    .strictObject({
      action: z.literal('INFO'),
      value: z.string().describe('Question to the user'),
      tag: z
        .enum(callTags)
        .optional()
        .describe('Why a model calls the user in: to do a step themselves, or because it sees no picture'),
    })
    .describe('Asks the user, and waits for the answer'),
  z
    .strictObject({ action: z.literal('COMPLETE'), return: z.string().describe('What is reported') })
    .describe('The goal is reached'),
  z
    .strictObject({ action: z.literal('ABORT'), value: z.string().describe('Reason') })
    .describe('The goal cannot be reached'),
]);
export type Action = z.infer<typeof actionSchema>;
export type ActionName = Action['action'];
