// What one attempt left behind: the folder `<run>/<task>/<arm>-<n>/` with `steps.jsonl`, one line a step in the order in
// which they were done, and the pictures that the lines name. It is written while the attempt runs, so that a killed run
// keeps what it saw; whatever judges or replays an attempt reads this and needs no phone.
// The run's folder above it holds `tasks.jsonl` (its tasks) and `results.jsonl` (its attempts).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { actionSchema, FarhandError, parseStrict } from '@farhand/shared';
import { z } from 'zod';

export const runFiles = { tasks: 'tasks.jsonl', results: 'results.jsonl' } as const;
export const stepsFile = 'steps.jsonl';

/** Names one picture beside `steps.jsonl`: no folders, so that a line from elsewhere cannot name another file. */
const pictureName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.(?:png|jpe?g)$/);

export const actionClasses = ['read', 'reversible', 'outward', 'money', 'identity', 'destructive'] as const;

export const trajectoryStepSchema = z.strictObject({
  step: z.int().positive().describe('Counts over the whole attempt, from 1'),
  subtask: z.string().optional(),
  thought: z.string().describe('Why, in the words of the hand or the brain'),
  action: actionSchema.describe('Its points are thousandths of the picture before it'),
  frameId: z.string(),
  screenshotBefore: pictureName.optional(),
  screenshotAfter: pictureName.optional().describe('Once the screen had settled; the next step may name the same file'),
  screenText: z.string().optional().describe('What the screen before it said, one thing a line'),
  foreground: z.string().describe('Package in front before it; empty where it is not known'),
  gate: z
    .strictObject({ class: z.enum(actionClasses), performed: z.boolean() })
    .optional()
    .describe('What the policy took it for and whether it was done, from the bridge itself and not from a model'),
  reply: z.string().optional().describe('What the hand was told when it asked'),
  seconds: z.number().nonnegative(),
});
export type TrajectoryStep = z.infer<typeof trajectoryStepSchema>;

/**
 * The steps of an attempt's folder, in order; none where it has no `steps.jsonl`. A last line that was cut off is left
 * out. Throws CONFIG_INVALID naming the file and the line for anything else that is wrong.
 */
export async function readTrajectory(folder: string): Promise<TrajectoryStep[]> {
  const path = join(folder, stepsFile);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  // What stands behind the last line feed was cut off, or is nothing.
  lines.pop();
  return lines.map((line, index) => {
    const what = `step in ${path}, line ${index + 1}`;
    return parseStrict(trajectoryStepSchema, parseJson(line, what), 'CONFIG_INVALID', what);
  });
}

function parseJson(line: string, what: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new FarhandError('CONFIG_INVALID', `The ${what} is no JSON`, { cause });
  }
}
