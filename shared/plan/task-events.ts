// What a running task tells its watchers, in order: the SSE stream of the API and the command line's progress.
import { z } from 'zod';
import { stepShape } from '../hand/step.js';
import { planSchema } from './plan.js';
import { costSchema, reportSchema, taskResultSchema } from './report.js';

/** again: the same once more. answered: the hand's question was answered. driven: the brain drives every step. */
export const attemptWays = ['again', 'answered', 'rewritten', 'driven'] as const;

export const taskEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('accepted'), taskId: z.string(), command: z.string() }),
  z.strictObject({ type: z.literal('planned'), plan: planSchema, seconds: z.number() }),
  z.strictObject({ type: z.literal('subtask_started'), subtaskId: z.string(), device: z.string().optional() }),
  z.strictObject({ type: z.literal('step'), subtaskId: z.string(), ...stepShape }),
  z.strictObject({
    type: z.literal('brain_call'),
    purpose: z.string(),
    model: z.string(),
    promptTokens: z.int(),
    cachedTokens: z.int(),
    generatedTokens: z.int(),
    seconds: z.number(),
    cost: costSchema.optional().describe('Absent when the model is free or its price is not known'),
  }),
  z.strictObject({
    type: z.literal('attempt'),
    subtaskId: z.string(),
    number: z.int().min(2),
    way: z.enum(attemptWays).describe('What is different this time'),
    why: z.string().describe('One line for people'),
  }),
  z.strictObject({
    type: z.literal('picture'),
    subtaskId: z.string(),
    step: z.int(),
    sha256: z
      .string()
      .describe('Of the stored picture of the screen at about that step, as the privacy level let it out'),
  }),
  z.strictObject({ type: z.literal('subtask_finished'), report: reportSchema }),
  z.strictObject({ type: z.literal('finished'), result: taskResultSchema }),
]);
export type TaskEvent = z.infer<typeof taskEventSchema>;
