// Suites that belong to the repository: read from their files, task by task, strictly. A colon narrows one to a subset.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FarhandError, nearest, parseStrict } from '@farhand/shared';
import { z } from 'zod';
import type { BenchTask } from '../task.js';
import { suiteFileSchema, wholeTask, writtenTaskSchema } from './written.js';

const subsetFile = 'subsets.json';
const subsetsSchema = z.strictObject({
  quick: z.array(z.string()).describe('Touches every facet in a minute and a half'),
});

export const subsets = ['quick', 'hard-composite', 'held-back', 'open'] as const;
export type Subset = (typeof subsets)[number];

/** The compiler puts the data beside the compiled files, too. */
const suitesFolder = fileURLToPath(new URL('.', import.meta.url));

/**
 * The tasks of "farhand-daily", or of a subset: "farhand-daily:quick", ":hard-composite", ":held-back", ":open".
 * Throws FarhandError INPUT_INVALID for a name that is not known, and CONFIG_INVALID naming file and task for what is wrong
 * in a file.
 */
export function loadSuite(name: string): BenchTask[] {
  const [suite = '', subset] = name.split(':');
  const known = readdirSync(suitesFolder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  if (!known.includes(suite)) throw unknown('suite', suite, known);
  const folder = join(suitesFolder, suite);
  const tasks = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== subsetFile)
    .toSorted()
    .flatMap((file) => readSuiteFile(join(folder, file)));
  const twice = tasks.find(({ id }, at) => tasks.findIndex((other) => other.id === id) !== at);
  if (twice) throw new FarhandError('CONFIG_INVALID', `The suite ${suite} has the task "${twice.id}" twice`);
  return subset === undefined ? tasks : subsetOf(tasks, subset, folder);
}

/** Throws FarhandError CONFIG_INVALID naming file and task. */
export function readSuiteFile(path: string): BenchTask[] {
  const name = basename(path);
  const file = parseStrict(suiteFileSchema, jsonOf(path), 'CONFIG_INVALID', `suite file ${name}`);
  return file.tasks.map((task, at) => {
    const id = (task as { id?: unknown } | null)?.id;
    const what = `task ${typeof id === 'string' ? `"${id}"` : `${at + 1}`} of ${name}`;
    return wholeTask(parseStrict(writtenTaskSchema, task, 'CONFIG_INVALID', what), file);
  });
}

function subsetOf(tasks: readonly BenchTask[], subset: string, folder: string): BenchTask[] {
  switch (subset) {
    case 'quick':
      return quickOf(tasks, join(folder, subsetFile));
    case 'hard-composite':
      return tasks.filter(({ facets }) => facets.difficulty === 'hard' && facets.complexity === 'composite');
    case 'held-back':
      return tasks.filter(({ heldBack }) => heldBack);
    case 'open':
      return tasks.filter(({ heldBack }) => !heldBack);
    default:
      throw unknown('subset', subset, subsets);
  }
}

function quickOf(tasks: readonly BenchTask[], path: string): BenchTask[] {
  const { quick } = parseStrict(subsetsSchema, jsonOf(path), 'CONFIG_INVALID', `file ${basename(path)}`);
  return quick.map((id) => {
    const task = tasks.find((other) => other.id === id);
    if (task) return task;
    throw new FarhandError('CONFIG_INVALID', `${basename(path)} names the task "${id}", which the suite does not have`);
  });
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new FarhandError('CONFIG_INVALID', `The file ${basename(path)} is not readable JSON: ${String(cause)}`, {
      cause,
    });
  }
}

function unknown(kind: string, name: string, known: readonly string[]): FarhandError {
  const near = nearest(name, known);
  return new FarhandError('INPUT_INVALID', `There is no ${kind} "${name}"${near ? `; did you mean "${near}"?` : ''}`, {
    hint: `Known: ${known.join(', ')}.`,
  });
}
