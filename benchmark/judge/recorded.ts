// A run's folder as the judge reads it: attempts with what their folders hold, verdicts given before, and the words of
// people. What is read was written by programs and people; every line is checked.
import { appendFile, readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { FarhandError, parseStrict } from '@farhand/shared';
import { z } from 'zod';
import { type Attempt, arms, failureLabels, verdictSchema } from '../attempt.js';
import { linesOf, readJson } from '../imports/json.js';
import type { RunFolder } from '../runs/run-folder.js';
import { type BenchTask, parseTask } from '../task.js';
import { readTrajectory } from '../trajectory.js';
import type { Material } from './material.js';

export const judgedFile = 'judged.jsonl';

const attemptKey = { taskId: z.string(), arm: z.enum(arms), attempt: z.int().positive() };

export const judgedLineSchema = z.strictObject({
  ...attemptKey,
  /** The judges and their prompts: verdicts of other ones are given anew. */
  judge: z.string(),
  verdict: verdictSchema,
  labels: z.array(z.enum(failureLabels)),
});
export type JudgedLine = z.infer<typeof judgedLineSchema>;

/** What a person says of an attempt. */
const humanLineSchema = z.strictObject({ ...attemptKey, pass: z.boolean(), by: z.string().min(1) });
export type HumanLine = z.infer<typeof humanLineSchema>;

/** Throws CONFIG_INVALID when the attempt's task or folder is not part of the run. */
export async function materialOf({ path, tasks }: RunFolder, attempt: Attempt): Promise<Material> {
  const folder = resolve(path, attempt.folder ?? '.');
  if (attempt.folder !== undefined && !folder.startsWith(resolve(path) + sep)) {
    throw new FarhandError('CONFIG_INVALID', `The folder of a result of ${attempt.taskId} lies outside of the run`);
  }
  const task = (await preparedTask(folder)) ?? tasks.find(({ id }) => id === attempt.taskId);
  if (!task) throw new FarhandError('CONFIG_INVALID', `The run has a result of ${attempt.taskId}, and no such task`);
  const steps = attempt.folder === undefined ? [] : await readTrajectory(folder);
  return { task, attempt, steps, folder };
}

/** The task as it was asked in this attempt: parameters filled in. Absent for attempts that ended before. */
async function preparedTask(folder: string): Promise<BenchTask | undefined> {
  const file = join(folder, 'attempt.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const { task } = text === undefined ? {} : (readJson(text, file) as { readonly task?: unknown });
  return task === undefined ? undefined : parseTask(task);
}

/** Verdicts given before; none where there is no file. */
export async function readJudged(folder: string): Promise<JudgedLine[]> {
  const file = join(folder, judgedFile);
  return read(await readFile(file, 'utf8').catch(() => ''), judgedLineSchema, 'verdict');
}

export async function appendJudged(folder: string, line: JudgedLine): Promise<void> {
  await appendFile(join(folder, judgedFile), `${JSON.stringify(line)}\n`);
}

/** Throws INPUT_INVALID when there is no such file, CONFIG_INVALID naming a line that is not valid. */
export async function readHuman(path: string): Promise<HumanLine[]> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new FarhandError('INPUT_INVALID', `${path} cannot be read: ${cause.code ?? cause.message}`, { cause });
  });
  return read(text, humanLineSchema, 'human label');
}

/** Names an attempt of a run. */
export function keyOf({ taskId, arm, attempt }: Pick<JudgedLine, 'taskId' | 'arm' | 'attempt'>): string {
  return `${taskId} ${arm} ${attempt}`;
}

/** A last line that was cut off is left out, as a killed run leaves it. */
function read<S extends z.ZodType>(text: string, schema: S, what: string): z.infer<S>[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return linesOf(whole, what).map(({ line, value }) =>
    parseStrict(schema, value, 'CONFIG_INVALID', `${what} of line ${line}`),
  );
}
