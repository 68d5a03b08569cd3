// `files`: a small folder of the task's own, for what agents want to keep beside the conversation. Names stay inside it,
// links are never followed, and quotas bound what one task can leave on the disk.
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { FarhandError } from '@farhand/shared';
import { z } from 'zod';
import { Pace } from './pace.js';
import { defineTool, type Tool, type ToolResult } from './tool.js';

const mostFiles = 100;
const longestFile = 1_000_000;
const longestFolder = 10_000_000;
const mostLevels = 4;
/** Characters that one answer shows of a file. */
const pieceLength = 8000;

const path = z.string().min(1).max(200).describe('Relative path with /, such as notes/plan.md');
const input = z.strictObject({
  action: z.enum(['list', 'read', 'write', 'append', 'delete']),
  path: path.optional().describe('Not for list'),
  text: z.string().max(longestFile).optional().describe('For write and append'),
  offset: z.int().min(0).default(0).describe('For read: character to begin at'),
});
type Input = z.output<typeof input>;

interface Entry {
  /** Relative, with /. */
  readonly name: string;
  readonly bytes: number;
}

export const files: Tool = defineTool({
  name: 'files',
  description: "Keep texts in this task's own folder: list, read, write, append, delete.",
  input,
  run: async (request, { folder, signal }) => {
    if (request.action === 'list')
      return said(
        (await entriesOf(folder)).map(({ name, bytes }) => `${name} (${bytes} bytes)`).join('\n') ||
          'The folder is empty',
      );
    const name = checkedName(request.path);
    await refuseLinks(folder, name);
    return act(folder, name, request, signal);
  },
});

async function act(folder: string, name: string, request: Input, signal: AbortSignal): Promise<ToolResult> {
  const { action, text, offset } = request;
  const place = join(folder, name);
  if (action === 'read') return readPiece(place, name, offset);
  if (action === 'delete') {
    await rm(place).catch((error) => {
      throw problem(error, name);
    });
    return said(`Deleted ${name}`);
  }
  if (text === undefined) throw new FarhandError('INPUT_INVALID', `The input of files lacks "text" to ${action}`);
  // One after the other: what two calls at once may write together must fit the quota.
  return writing.run(() => write(folder, name, text, action === 'append'), signal);
}

const writing = new Pace(0);

async function write(folder: string, name: string, text: string, isAppended: boolean): Promise<ToolResult> {
  const place = join(folder, name);
  const bytes = Buffer.byteLength(text);
  await checkQuota(folder, name, bytes, isAppended);
  await mkdir(dirname(place), { recursive: true });
  const flags = isAppended ? constants.O_APPEND : constants.O_TRUNC;
  const handle = await open(place, constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW | flags, 0o600).catch(
    (error) => {
      throw problem(error, name);
    },
  );
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
  return said(`${isAppended ? 'Appended' : 'Wrote'} ${bytes} bytes to ${name}`);
}

async function readPiece(place: string, name: string, offset: number): Promise<ToolResult> {
  const handle = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error) => {
    throw problem(error, name);
  });
  try {
    const text = await handle.readFile('utf8').catch((error) => {
      throw problem(error, name);
    });
    const end = Math.min(text.length, offset + pieceLength);
    const rest = end < text.length ? `\n[${text.length - end} characters more: offset ${end}]` : '';
    return said(`${text.slice(offset, end)}${rest}`);
  } finally {
    await handle.close();
  }
}

/** Throws INPUT_INVALID for a name that leaves the folder or could be read as another on some system. */
function checkedName(given: string | undefined): string {
  if (given === undefined) throw new FarhandError('INPUT_INVALID', 'The input of files lacks "path"');
  const segments = given.split('/');
  const isPlain = (segment: string) => /^[^\\:*?"<>|\p{Cc}]+$/u.test(segment) && !/^\.*\s*$/.test(segment);
  if (segments.length > mostLevels || !segments.every(isPlain)) {
    throw new FarhandError('INPUT_INVALID', `"${given}" is no path inside the task's folder`, {
      hint: `Use up to ${mostLevels} plain names with / between them, such as notes/plan.md.`,
    });
  }
  return segments.join('/');
}

/** Only this tool writes to the folder, so what was looked at stays what it is; a link can only come from elsewhere. */
async function refuseLinks(folder: string, name: string): Promise<void> {
  let place = folder;
  for (const segment of name.split('/')) {
    place = join(place, segment);
    const stats = await lstat(place).catch(() => undefined);
    if (stats?.isSymbolicLink())
      throw new FarhandError('TOOL_REFUSED', `${name} is a link, and links are not followed`);
  }
}

async function checkQuota(folder: string, name: string, bytes: number, isAppended: boolean): Promise<void> {
  const entries = await entriesOf(folder);
  const known = entries.find((entry) => entry.name === name);
  const others = entries.reduce((sum, entry) => sum + entry.bytes, 0) - (known?.bytes ?? 0);
  const size = bytes + (isAppended ? (known?.bytes ?? 0) : 0);
  const full = (what: string) =>
    new FarhandError('TOOL_FAILED', `${name} cannot be written: ${what}`, { hint: 'Delete what is not needed.' });
  if (size > longestFile) throw full(`a file may have ${longestFile} bytes`);
  if (others + size > longestFolder) throw full(`the folder may have ${longestFolder} bytes`);
  if (!known && entries.length >= mostFiles) throw full(`the folder may have ${mostFiles} files`);
}

async function entriesOf(folder: string): Promise<Entry[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const plain = found.filter((entry) => entry.isFile());
  const entries = plain.map(async (entry) => {
    const place = join(entry.parentPath, entry.name);
    return { name: relative(folder, place), bytes: (await lstat(place)).size };
  });
  return (await Promise.all(entries)).sort((a, b) => a.name.localeCompare(b.name));
}

function said(text: string): ToolResult {
  return { text, sources: [] };
}

function problem(error: NodeJS.ErrnoException, name: string): FarhandError {
  const { code } = error;
  if (code === 'ENOENT') return new FarhandError('TOOL_FAILED', `There is no file ${name} in the task's folder`);
  if (code === 'ELOOP') return new FarhandError('TOOL_REFUSED', `${name} is a link, and links are not followed`);
  if (code === 'EISDIR' || code === 'ENOTDIR') return new FarhandError('TOOL_FAILED', `${name} is no file`);
  return new FarhandError('TOOL_FAILED', `${name}: ${error.message}`, { cause: error });
}
