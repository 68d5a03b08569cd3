// Which tasks a run is about: a suite of ours, or a file of tasks, ours or others'; of these a subset, some facets, some ids.
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { FarhandError, nearest } from '@farhand/shared';
import { importTasks } from '../imports/index.js';
import { type BenchTask, facetsSchema, parseTask } from '../task.js';

export interface Choice {
  readonly suite?: string | undefined;
  /** A file of tasks: one JSON object a line, or of a format that `imports/` knows. */
  readonly tasks?: string | undefined;
  readonly subset?: string | undefined;
  /** `facet=value`; all must fit. */
  readonly filter: readonly string[];
  /** Ids; all tasks where there are none. */
  readonly task: readonly string[];
}

/** A named set of tasks. */
export interface Suite {
  readonly name: string;
  readonly about: string;
  tasks(): readonly BenchTask[];
  readonly subsets: Readonly<Record<string, (task: BenchTask) => boolean>>;
  /** What the phone's clock is set to, such as 2026-12-01 09:00; absent: the machine's time. */
  readonly phoneTime?: string;
  /** To be known of its file. */
  readonly notes?: readonly string[];
}

export interface Chosen {
  readonly suite: string;
  readonly version: string;
  readonly tasks: readonly BenchTask[];
  readonly phoneTime?: string;
  /** The choice in words. */
  readonly selection: string;
  /** What of a file could not be used, line by line, and what else is to be known of it. */
  readonly notes: readonly string[];
}

/**
 * `runDate`: the day to which fixed dates of imported tasks are shifted. Throws USAGE naming the nearest known name for
 * what is not known, and when nothing fits; INPUT_INVALID for a file that cannot be read.
 */
export async function chooseTasks(
  choice: Choice,
  suites: Readonly<Record<string, Suite>>,
  runDate: string,
): Promise<Chosen> {
  const { tasks: file } = choice;
  const suite = file === undefined ? namedSuite(choice.suite, suites) : await fileSuite(file, runDate);
  const inSubset = choice.subset === undefined ? () => true : known(suite.subsets, choice.subset, 'subset');
  const filters = choice.filter.map(facetFilter);
  const all = suite.tasks();
  for (const id of choice.task) {
    if (!all.some((task) => task.id === id))
      throw unknown(
        'task',
        id,
        all.map((task) => task.id),
      );
  }
  const tasks = all.filter(
    (task) =>
      inSubset(task) &&
      filters.every((fits) => fits(task)) &&
      (choice.task.length === 0 || choice.task.includes(task.id)),
  );
  if (tasks.length === 0) throw new FarhandError('USAGE', `No task of ${suite.name} fits all that is asked for`);
  const { subset, filter, task } = choice;
  const selection = [...(subset === undefined ? [] : [subset]), ...filter, ...task].join(', ') || 'all';
  return {
    suite: suite.name,
    version: all[0]?.suiteVersion ?? '0',
    tasks,
    selection,
    notes: suite.notes ?? [],
    ...(suite.phoneTime !== undefined && { phoneTime: suite.phoneTime }),
  };
}

function namedSuite(name: string | undefined, suites: Readonly<Record<string, Suite>>): Suite {
  const [first] = Object.keys(suites);
  return known(suites, name ?? first ?? '', 'suite');
}

async function fileSuite(path: string, runDate: string): Promise<Suite> {
  if (path.endsWith('.jsonl')) return ownFile(path);
  const { format, tasks, items, rejected, notes, subsets } = await importTasks(resolve(path), { runDate });
  if (items.length > 0) {
    const hint = 'Score a model on them: npm start -- bench static score --help';
    throw new FarhandError('INPUT_INVALID', `${path} holds ${items.length} labelled screens and no tasks`, { hint });
  }
  const told = rejected.map(({ line, why }) => `${basename(path)}, line ${line}: left out, ${why}`);
  return { name: tasks[0]?.suite ?? format, about: path, tasks: () => tasks, subsets, notes: [...told, ...notes] };
}

function ownFile(path: string): Suite {
  const lines = readFileSync(resolve(path), 'utf8').split('\n');
  const tasks = lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [parseTask(JSON.parse(line))];
    } catch (error) {
      throw new FarhandError('INPUT_INVALID', `${path}, line ${index + 1}: ${(error as Error).message}`);
    }
  });
  return { name: tasks[0]?.suite ?? path, about: path, tasks: () => tasks, subsets: {} };
}

function facetFilter(text: string): (task: BenchTask) => boolean {
  const [name = '', value = ''] = text.split('=');
  const facets = { ...facetsSchema.shape, language: undefined, heldBack: undefined };
  if (!(name in facets)) throw unknown('facet', name, Object.keys(facets));
  return (task) =>
    String({ ...task.facets, language: task.language, heldBack: task.heldBack }[name as never]) === value;
}

function known<T>(all: Readonly<Record<string, T>>, name: string, what: string): T {
  const found = Object.hasOwn(all, name) ? all[name] : undefined;
  if (found === undefined) throw unknown(what, name, Object.keys(all));
  return found;
}

function unknown(what: string, name: string, names: readonly string[]): FarhandError {
  const near = nearest(name, names);
  const listed = names.length <= 12 ? ` (${names.join(', ') || 'none'})` : '';
  const hint = near ? `Did you mean ${near}?` : `npm start -- bench list shows what there is${listed}.`;
  return new FarhandError('USAGE', `There is no ${what} "${name}"`, { hint });
}
