// A static set on the disk: `items.jsonl`, one labelled screen a line, and the pictures and page sources it names.
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { FarhandError } from '@farhand/shared';
import { linesOf } from '../imports/json.js';
import type { GeneratedScreen } from './generate.js';
import { parseItem, type StaticItem } from './item.js';

export const itemsFile = 'items.jsonl';

/** Throws INPUT_INVALID naming the line. */
export async function readSet(folder: string): Promise<StaticItem[]> {
  const text = await readFile(join(folder, itemsFile), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new FarhandError('INPUT_INVALID', `${folder} holds no ${itemsFile}: ${cause.code ?? cause.message}`, {
      cause,
    });
  });
  return linesOf(text, 'item').map(({ line, value }) => parseItem(value, `item of line ${line}`));
}

/** Begins a set. Throws INPUT_INVALID when there is one already: two seeds in one folder would be no set. */
export async function beginSet(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, itemsFile), '', { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    throw new FarhandError('INPUT_INVALID', `${join(folder, itemsFile)} cannot be made: ${cause.code}`, {
      hint: 'Name a folder that holds no set yet.',
      cause,
    });
  });
}

export async function addToSet(folder: string, { item, png, source }: GeneratedScreen): Promise<void> {
  const [picture, tree] = [`${item.id}.png`, `${item.id}.xml`];
  await writeFile(join(folder, picture), png);
  await writeFile(join(folder, tree), source);
  const line: StaticItem = { ...item, picture, tree };
  await appendFile(join(folder, itemsFile), `${JSON.stringify(line)}\n`);
}

/** Throws INPUT_INVALID for a picture that is not there, or that lies outside of the folder. */
export async function pictureIn(folder: string, { id, picture }: StaticItem): Promise<Buffer> {
  const root = resolve(folder);
  const path = resolve(root, picture);
  const fail = (why: string, cause?: unknown): FarhandError =>
    new FarhandError('INPUT_INVALID', `The picture ${picture} of ${id} ${why}`, { cause });
  if (!path.startsWith(root + sep)) throw fail('lies outside of the set');
  return readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw fail(`cannot be read: ${cause.code ?? cause.message}`, cause);
  });
}
