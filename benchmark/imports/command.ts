// `bench import FILE`: what is in a file of others, what of it cannot be used and why, and the tasks as a file of our own,
// with the run date pinned and every doubt written down. `bench androiddaily --tasks` takes that file.
import { writeFile } from 'node:fs/promises';
import { FarhandError, nearest } from '@farhand/shared';
import { type Command, readArguments } from '../command.js';
import { judgesFrom } from '../judge/models.js';
import type { BenchTask } from '../task.js';
import { draftGuidelines } from './guideline-drafts.js';
import { type Imported, type ImportFormat, importFormats, importTasks, type Place } from './index.js';

const usage =
  'bench import FILE [--out TASKS.jsonl] [--format NAME] [--run-date DAY] [--place NAME,LATITUDE,LONGITUDE] [--subset NAME] ' +
  '[--allow-outward] [--guidelines FILE.jsonl] [--draft-guidelines FILE.jsonl] [--json]';

export const importCommand: Command = async (argv, signal) => {
  const options = {
    out: { type: 'string' },
    format: { type: 'string' },
    'run-date': { type: 'string' },
    place: { type: 'string' },
    subset: { type: 'string' },
    'allow-outward': { type: 'boolean' },
    guidelines: { type: 'string' },
    'draft-guidelines': { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  const { values, positionals } = readArguments(argv, { options, words: 1, usage });
  const imported = await importTasks(positionals[0] ?? '', {
    format: formatOf(values.format),
    runDate: values['run-date'],
    place: placeOf(values.place),
    allowOutward: values['allow-outward'] ?? false,
    guidelines: values.guidelines,
  });
  const tasks = inSubset(imported, values.subset);
  if (values.out !== undefined) await writeLines(values.out, tasks);
  const drafts = values['draft-guidelines'];
  if (drafts !== undefined) {
    const judges = await judgesFrom(process.env, signal);
    await writeLines(drafts, await draftGuidelines(tasks, judges?.first, signal));
  }
  const { format, items, rejected, notes } = imported;
  const text = values.json
    ? JSON.stringify({ format, tasks: tasks.length, items: items.length, rejected, notes })
    : summaryOf({ ...imported, tasks }).join('\n');
  process.stdout.write(`${text}\n`);
  return 0;
};

function summaryOf({ format, tasks, items, rejected, notes, subsets }: Imported): string[] {
  const doubtful = tasks.filter(({ warnings }) => warnings.length > 0);
  return [
    `${format}: ${tasks.length} tasks, ${items.length} labelled screens, ${rejected.length} rows rejected`,
    ...Object.entries(subsets).map(([name, holds]) => `  ${name}: ${tasks.filter(holds).length}`),
    ...rejected.map(({ line, why }) => `  line ${line} rejected: ${why}`),
    ...notes.map((note) => `  ${note}`),
    ...doubtful.map(({ id, warnings }) => `  ${id}: ${warnings.join('; ')}`),
  ];
}

function inSubset({ tasks, subsets }: Imported, name: string | undefined): readonly BenchTask[] {
  if (name === undefined) return tasks;
  const holds = Object.hasOwn(subsets, name) ? subsets[name] : undefined;
  if (holds) return tasks.filter(holds);
  const names = Object.keys(subsets);
  const near = nearest(name, names);
  const hint = near ? `Did you mean ${near}?` : `There are ${names.join(', ') || 'none'}.`;
  throw new FarhandError('USAGE', `The file has no subset "${name}"`, { hint });
}

function formatOf(given: string | undefined): ImportFormat | undefined {
  const found = importFormats.find((format) => format === given);
  if (given === undefined || found) return found;
  throw new FarhandError('USAGE', `There is no format "${given}"`, { hint: `They are ${importFormats.join(', ')}.` });
}

function placeOf(given: string | undefined): Place | undefined {
  if (given === undefined) return undefined;
  const [name = '', ...degrees] = given.split(',').map((part) => part.trim());
  const [latitude = Number.NaN, longitude = Number.NaN] = degrees.map(Number);
  if (name !== '' && degrees.length === 2 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
    return { name, latitude, longitude };
  }
  throw new FarhandError('USAGE', `--place cannot be "${given}"`, { hint: 'Such as --place 北京,39.9042,116.4074' });
}

async function writeLines(path: string, values: readonly unknown[]): Promise<void> {
  await writeFile(path, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
}
