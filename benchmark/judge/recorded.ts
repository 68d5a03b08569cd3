// A run's folder as the judge reads it: tasks, attempts, what their folders hold, verdicts given before, and the words of
// people. Files that are read are written by programs and people; every line is checked.
import { appendFile, readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { FarhandError, parseStrict } from '@farhand/shared';
import { z } from 'zod';
import { type Attempt, arms, attemptSchema, failureLabels, verdictSchema } from '../attempt.js';
import { linesOf } from '../imports/json.js';
import { type BenchTask, parseTask } from '../task.js';
import { readTrajectory, runFiles } from '../trajectory.js';
import type { Material } from './material.js';

export const judgedFile = 'judged.jsonl';

const attemptKey = { taskId: z.string(), arm: z.enum(arms), attempt: z.int().positive() };

export const judgedLineSchema = z.strictObject({
  ...attemptKey,
  /** The judge's prompt and model: verdicts of other ones are given anew. */
  judge: z.string(),
  verdict: verdictSchema,
  labels: z.array(z.enum(failureLabels)),
});
export type JudgedLine = z.infer<typeof judgedLineSchema>;

/** What a person says of an attempt. */
const humanLineSchema = z.strictObject({ ...attemptKey, pass: z.boolean(), by: z.string().min(1) });
export type HumanLine = z.infer<typeof humanLineSchema>;

export interface RecordedRun {
  readonly folder: string;
  readonly tasks: ReadonlyMap<string, BenchTask>;
  readonly attempts: readonly Attempt[];
}

/** Throws CONFIG_INVALID for a folder that holds no run, and for a line that is not valid. */
export async function readRun(folder: string): Promise<RecordedRun> {
  const tasks = (await jsonl(join(folder, runFiles.tasks), 'task')).map(({ value }) => parseTask(value));
  const attempts = (await jsonl(join(folder, runFiles.results), 'result')).map(({ line, value }) =>
    parseStrict(attemptSchema, value, 'CONFIG_INVALID', `result of line ${line}`),
  );
  return { folder, tasks: new Map(tasks.map((task) => [task.id, task])), attempts };
}

/** Throws CONFIG_INVALID when the attempt's task or folder is not part of the run. */
export async function materialOf({ folder, tasks }: RecordedRun, attempt: Attempt): Promise<Material> {
  const task = tasks.get(attempt.taskId);
  if (!task) throw new FarhandError('CONFIG_INVALID', `The run has a result of ${attempt.taskId}, and no such task`);
  const place = resolve(folder, attempt.folder ?? '.');
  if (!place.startsWith(resolve(folder) + sep)) {
    throw new FarhandError('CONFIG_INVALID', `The result of ${attempt.taskId} has no folder of its own in the run`);
  }
  return { task, attempt, steps: await readTrajectory(place), folder: place };
}

/** Verdicts given before; none where there is no file. */
export async function readJudged(folder: string): Promise<JudgedLine[]> {
  const lines = await jsonl(join(folder, judgedFile), 'verdict', true);
  return lines.map(({ line, value }) =>
    parseStrict(judgedLineSchema, value, 'CONFIG_INVALID', `verdict of line ${line}`),
  );
}

export async function appendJudged(folder: string, line: JudgedLine): Promise<void> {
  await appendFile(join(folder, judgedFile), `${JSON.stringify(line)}\n`);
}

export async function readHuman(path: string): Promise<HumanLine[]> {
  const lines = await jsonl(path, 'human label');
  return lines.map(({ line, value }) =>
    parseStrict(humanLineSchema, value, 'CONFIG_INVALID', `human label of line ${line}`),
  );
}

/** Names an attempt of a run. */
export function keyOf({ taskId, arm, attempt }: Pick<JudgedLine, 'taskId' | 'arm' | 'attempt'>): string {
  return `${taskId} ${arm} ${attempt}`;
}

/** A last line that was cut off is left out, as a killed run leaves it. */
async function jsonl(path: string, what: string, mayLack = false): Promise<{ line: number; value: unknown }[]> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (mayLack && cause.code === 'ENOENT') return '';
    throw new FarhandError('CONFIG_INVALID', `${path} cannot be read: ${cause.code ?? cause.message}`, {
      hint: 'Name the folder of a run: it holds tasks.jsonl and results.jsonl.',
      cause,
    });
  });
  return linesOf(text.slice(0, text.lastIndexOf('\n') + 1), what);
}
