import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { files } from './files.js';

let base: string;
let folder: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'farhand-files-'));
  folder = join(base, 'task');
});
afterEach(() => rm(base, { recursive: true, force: true }));

const use = async (input: object): Promise<string> =>
  (await files.run(input, { signal: new AbortController().signal, folder, confirmed: false })).text;

describe("a task's folder", () => {
  test('keeps what is written, in folders of its own', async () => {
    expect(await use({ action: 'list' })).toBe('The folder is empty');
    await use({ action: 'write', path: 'notes/plan.md', text: 'first\n' });
    await use({ action: 'append', path: 'notes/plan.md', text: 'second' });
    expect(await use({ action: 'read', path: 'notes/plan.md' })).toBe('first\nsecond');
    expect(await use({ action: 'list' })).toBe('notes/plan.md (12 bytes)');
    await use({ action: 'delete', path: 'notes/plan.md' });
    await expect(use({ action: 'read', path: 'notes/plan.md' })).rejects.toThrow('There is no file notes/plan.md');
  });

  test.each([
    '../out',
    '/etc/passwd',
    'a/../../out',
    'a//b',
    '.',
    '..',
    'a\\..\\b',
    'c:evil',
    'a\0b',
    '...',
    'a/b/c/d/e',
  ])('is not left by "%s"', async (path) => {
    await expect(use({ action: 'write', path, text: 'x' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(await readdir(base)).toEqual([]);
  });

  test('is not left by any name', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', ' ', '\0', '~'), maxLength: 12 }),
        async (path) => {
          await use({ action: 'write', path, text: 'x' }).catch(() => undefined);
          expect((await readdir(base)).filter((name) => name !== 'task')).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('is not left through links, neither to read nor to write', async () => {
    await use({ action: 'write', path: 'a', text: 'x' });
    await writeFile(join(base, 'secret'), 'secret');
    await symlink(join(base, 'secret'), join(folder, 'link'));
    await symlink(base, join(folder, 'out'));
    for (const path of ['link', 'out/secret', 'out/new']) {
      await expect(use({ action: 'read', path })).rejects.toMatchObject({ code: 'TOOL_REFUSED' });
      await expect(use({ action: 'write', path, text: 'x' })).rejects.toMatchObject({ code: 'TOOL_REFUSED' });
    }
    expect(await readFile(join(base, 'secret'), 'utf8')).toBe('secret');
  });

  test('has a size, also for what is written at once', async () => {
    const text = 'x'.repeat(900_000);
    const writes = Array.from({ length: 14 }, (_, i) => use({ action: 'write', path: `f${i}`, text }));
    const settled = await Promise.allSettled(writes);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(11);
    await expect(use({ action: 'append', path: 'f0', text })).rejects.toThrow('a file may have 1000000 bytes');
  });
});
