// `bench static generate|score`: makes a set of labelled screens from the virtual phone, and scores a model on one. A set
// of others is scored where it lies: score takes ScreenSpot's, AITZ's and AndroidControl's files as well.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ScreenWalk } from '@farhand/device-bridge';
import { FarhandError } from '@farhand/shared';
import { type Command, readArguments } from '../command.js';
import { importTasks } from '../imports/index.js';
import { generateScreens } from './generate.js';
import type { StaticItem } from './item.js';
import { predictByHand } from './predict.js';
import { scoreLines } from './report.js';
import { type ItemResult, scoreItems, summarise } from './score.js';
import { addToSet, beginSet, readSet } from './set.js';

/** What the phone's clock shows in every picture. */
const walkTimeMs = Date.UTC(2026, 11, 1, 1, 0);
const usualCount = 100;

const generate: Command = async (argv, signal) => {
  const options = { seed: { type: 'string' }, count: { type: 'string' } } as const;
  const usage = 'bench static generate FOLDER [--seed N] [--count N]';
  const { values, positionals } = readArguments(argv, { options, words: 1, usage });
  const folder = positionals[0] ?? '';
  const seed = wholeNumber('--seed', values.seed, 1);
  const count = wholeNumber('--count', values.count, usualCount);
  await beginSet(folder);
  const walk = new ScreenWalk({ seed, nowMs: walkTimeMs });
  const labels = new Map<string, number>();
  try {
    for await (const screen of generateScreens(walk, { seed, count }, signal)) {
      await addToSet(folder, screen);
      const { type } = screen.item.label;
      labels.set(type, (labels.get(type) ?? 0) + 1);
    }
  } finally {
    walk.close();
  }
  const counts = [...labels].sort().map(([type, many]) => `${type} ${many}`);
  process.stdout.write(`${folder}: seed ${seed}, ${counts.join(', ')}\n`);
  return 0;
};

const score: Command = async (argv, signal) => {
  const options = {
    pictures: { type: 'string' },
    boxes: { type: 'string' },
    level: { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  const usage =
    'bench static score FOLDER|FILE [--pictures FOLDER] [--boxes corners|size] [--level high|low] [--limit N] [--json]';
  const { values, positionals } = readArguments(argv, { options, words: 1, usage });
  const { items, folder } = await itemsAt(positionals[0] ?? '', values);
  const limit = wholeNumber('--limit', values.limit, items.length);
  const { predict, model } = predictByHand(folder, process.env);
  const results: ItemResult[] = [];
  for await (const result of scoreItems(items.slice(0, limit), predict, signal)) results.push(result);
  const summary = summarise(results);
  const text = values.json ? JSON.stringify({ model, ...summary, results }) : scoreLines(summary, model).join('\n');
  process.stdout.write(`${text}\n`);
  return 0;
};

export const staticCommands = { generate, score } as const satisfies Readonly<Record<string, Command>>;

async function itemsAt(
  path: string,
  given: {
    readonly pictures?: string | undefined;
    readonly boxes?: string | undefined;
    readonly level?: string | undefined;
  },
): Promise<{ items: readonly StaticItem[]; folder: string }> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return { items: await readSet(path), folder: path };
  const folder = given.pictures ?? dirname(path);
  const boxes = oneOf('--boxes', given.boxes, ['corners', 'size'] as const);
  const level = oneOf('--level', given.level, ['high', 'low'] as const);
  const { items, rejected, format } = await importTasks(path, { pictures: folder, boxes, level });
  for (const { line, why } of rejected) process.stderr.write(`${path}, ${line}: ${why}\n`);
  if (items.length > 0) return { items, folder };
  throw new FarhandError('INPUT_INVALID', `${path} (${format}) holds no labelled screens`);
}

function wholeNumber(flag: string, given: string | undefined, usual: number): number {
  if (given === undefined) return usual;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new FarhandError('USAGE', `${flag} cannot be "${given}": it is no whole number`);
}

function oneOf<T extends string>(flag: string, given: string | undefined, known: readonly T[]): T | undefined {
  const found = known.find((value) => value === given);
  if (given === undefined || found) return found;
  throw new FarhandError('USAGE', `${flag} cannot be "${given}": it is ${known.join(' or ')}`);
}
