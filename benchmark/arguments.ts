// The words behind `bench`: which command, with which options. Unknown ones fail with the nearest known name.
import { parseArgs } from 'node:util';
import { FarhandError, nearest } from '@farhand/shared';
import { type Arm, arms } from './attempt.js';

export interface RunOptions {
  readonly suite?: string;
  readonly tasks?: string;
  readonly subset?: string;
  readonly filter: readonly string[];
  readonly task: readonly string[];
  readonly arms: readonly Arm[];
  readonly repeat: number;
  readonly seed: number;
  readonly phones: number;
  readonly json: boolean;
  readonly out?: string;
}

const options = {
  suite: { type: 'string' },
  tasks: { type: 'string' },
  subset: { type: 'string' },
  filter: { type: 'string', multiple: true },
  task: { type: 'string', multiple: true },
  mode: { type: 'string' },
  repeat: { type: 'string' },
  seed: { type: 'string' },
  phones: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Throws USAGE naming the first word that is wrong. */
export function readRunOptions(words: readonly string[]): RunOptions {
  const { values } = parse(words, options, 0);
  if (values.suite !== undefined && values.tasks !== undefined) {
    throw new FarhandError('USAGE', '--suite and --tasks both say what to run; give one');
  }
  const { suite, tasks, subset, out } = values;
  return {
    ...(suite !== undefined && { suite }),
    ...(tasks !== undefined && { tasks }),
    ...(subset !== undefined && { subset }),
    ...(out !== undefined && { out }),
    filter: values.filter ?? [],
    task: values.task ?? [],
    arms: armsOf(values.mode ?? 'edge,edge-cloud'),
    repeat: wholeNumber('repeat', values.repeat ?? '1', 1, 100),
    seed: wholeNumber('seed', values.seed ?? '1', 0, 2 ** 31),
    phones: wholeNumber('phones', values.phones ?? '1', 1, 16),
    json: values.json ?? false,
  };
}

/** For commands on runs that exist: their folders, and whether to print JSON. */
export function readFolders(
  words: readonly string[],
  count: number,
): { folders: string[]; json: boolean; out?: string } {
  const { values, positionals } = parse(words, { json: { type: 'boolean' }, out: { type: 'string' } } as const, count);
  if (positionals.length !== count) {
    const wanted = count === 1 ? 'the folder of a run' : `the folders of ${count} runs`;
    throw new FarhandError('USAGE', `This needs ${wanted}; it got ${positionals.length}`);
  }
  return { folders: positionals, json: values.json ?? false, ...(values.out !== undefined && { out: values.out }) };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parse<O extends Options>(words: readonly string[], known: O, folders: number) {
  const names = Object.keys(known);
  for (const word of words) {
    const name = /^--([^=]+)/.exec(word)?.[1];
    if (name === undefined || names.includes(name)) continue;
    const near = nearest(name, names);
    const hint = near ? `Did you mean --${near}?` : 'See npm start -- bench --help.';
    throw new FarhandError('USAGE', `There is no option --${name} here`, { hint });
  }
  try {
    return parseArgs({ args: [...words], options: known, allowPositionals: folders > 0, strict: true });
  } catch (error) {
    throw new FarhandError('USAGE', (error as Error).message, { hint: 'See npm start -- bench --help.' });
  }
}

function armsOf(text: string): Arm[] {
  const named = text.split(',').map((name) => name.trim());
  return [...new Set(named)].map((name) => {
    const arm = arms.find((known) => known === name);
    if (arm) return arm;
    const near = nearest(name, arms);
    const hint = near ? `Did you mean ${near}?` : `They are ${arms.join(', ')}.`;
    throw new FarhandError('USAGE', `There is no mode "${name}"`, { hint });
  });
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new FarhandError('USAGE', `--${name} must be a whole number from ${least} to ${most}, got "${text}"`);
}
