// The one way in for suites of others: a file, recognised by what is in it or named, becomes tasks or labelled screens.
// The files themselves are not part of the project; whoever has one points at it.
import { readFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { FarhandError } from '@farhand/shared';
import sharp from 'sharp';
import { importAitz } from './aitz.js';
import { importAndroidControl } from './android-control.js';
import { androidDailyColumns, importAndroidDaily } from './android-daily/index.js';
import { importAndroidWorld } from './android-world/tasks.js';
import { withGuidelines } from './guidelines.js';
import type { ImportOptions, Parsed } from './imported.js';
import { linesOf, readJson } from './json.js';
import { importMobileWorld, mobileWorldColumns } from './mobile-world.js';
import { importScreenSpot, type SizeOfPicture } from './screenspot.js';

export type { ImportOptions, Place, Rejected } from './imported.js';

export const importFormats = [
  'androiddaily',
  'mobileworld',
  'androidworld',
  'screenspot',
  'aitz',
  'androidcontrol',
] as const;
export type ImportFormat = (typeof importFormats)[number];

export interface Imported extends Parsed {
  readonly format: ImportFormat;
}

/**
 * Throws INPUT_INVALID for a file that cannot be read or is of no known format, CONFIG_INVALID where an option is
 * missing that the format needs. Rows that cannot be used are in `rejected`.
 */
export async function importTasks(
  file: string,
  options: ImportOptions & { readonly format?: ImportFormat | undefined } = {},
): Promise<Imported> {
  const text = (await readText(file)).replace(/^\uFEFF/, '');
  const format = options.format ?? formatOf(text, file);
  const parsed = await parse(format, text, file, options);
  if (options.guidelines === undefined) return { format, ...parsed };
  const { tasks, notes } = withGuidelines(parsed.tasks, await readText(options.guidelines));
  return { format, ...parsed, tasks, notes: [...parsed.notes, ...notes] };
}

async function parse(format: ImportFormat, text: string, file: string, options: ImportOptions): Promise<Parsed> {
  const sizeOfPicture = sizesIn(options.pictures ?? dirname(file));
  switch (format) {
    case 'androiddaily':
      return importAndroidDaily(text, options);
    case 'mobileworld':
      return importMobileWorld(text);
    case 'androidworld':
      return importAndroidWorld(arrayOf(text, 'AndroidWorld metadata'));
    case 'screenspot':
      return importScreenSpot(arrayOf(text, 'ScreenSpot file'), options, sizeOfPicture);
    case 'aitz':
      return importAitz(arrayOf(text, 'AITZ episode'), sizeOfPicture);
    case 'androidcontrol':
      return importAndroidControl(linesOf(text, 'AndroidControl file'), options);
  }
}

function formatOf(text: string, file: string): ImportFormat {
  const head = text.trimStart();
  const known = head.startsWith('[')
    ? formatOfRows(text)
    : head.startsWith('{')
      ? formatOfLines(head)
      : formatOfCsv(head);
  if (known) return known;
  throw new FarhandError('INPUT_INVALID', `${file} is of no format that is known here`, {
    hint: `Name it, if it is one of them: --format ${importFormats.join('|')}`,
  });
}

function formatOfCsv(head: string): ImportFormat | undefined {
  const columns = (head.split(/\r?\n/, 1)[0] ?? '').split(',').map((name) => name.trim().replaceAll('"', ''));
  // A misspelt column must be told as such, so one in doubt is still taken for what it looks like.
  const share = (wanted: readonly string[]): number =>
    wanted.filter((name) => columns.includes(name)).length / wanted.length;
  if (share(androidDailyColumns) > 0.5) return 'androiddaily';
  return share(mobileWorldColumns) > 0.5 ? 'mobileworld' : undefined;
}

function formatOfRows(text: string): ImportFormat | undefined {
  const [first] = arrayOf(text, 'file') as Record<string, unknown>[];
  if (typeof first !== 'object' || first === null) return undefined;
  if ('task_name' in first && 'task_template' in first) return 'androidworld';
  if ('img_filename' in first && 'instruction' in first) return 'screenspot';
  return 'episode_id' in first && 'result_action_type' in first ? 'aitz' : undefined;
}

function formatOfLines(head: string): ImportFormat | undefined {
  try {
    const first = JSON.parse(head.split('\n', 1)[0] ?? '') as Record<string, unknown>;
    return 'episode_id' in first && 'actions' in first && 'screenshots' in first ? 'androidcontrol' : undefined;
  } catch {
    return undefined;
  }
}

function arrayOf(text: string, what: string): unknown[] {
  const value = readJson(text, what);
  if (Array.isArray(value)) return value;
  throw new FarhandError('INPUT_INVALID', `The ${what} is no JSON array`);
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new FarhandError('INPUT_INVALID', `${file} cannot be read: ${cause.code ?? cause.message}`, { cause });
  });
}

/** Sizes of the pictures of a folder, each looked up once. A name that leads out of the folder is not there. */
function sizesIn(folder: string): SizeOfPicture {
  const root = resolve(folder);
  const known = new Map<string, ReturnType<SizeOfPicture>>();
  const read = async (name: string): ReturnType<SizeOfPicture> => {
    const path = resolve(root, name);
    if (!path.startsWith(root + sep)) return undefined;
    const { width, height } = await sharp(path)
      .metadata()
      .catch(() => ({ width: undefined, height: undefined }));
    return width && height ? { widthPx: width, heightPx: height } : undefined;
  };
  return (name) => {
    const size = known.get(name) ?? read(name);
    known.set(name, size);
    return size;
  };
}
