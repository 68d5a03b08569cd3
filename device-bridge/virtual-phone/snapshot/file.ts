// Snapshots as files. A file is whole or not there: it is written beside its place and then moved.
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { FarhandError } from '@farhand/shared';
import type { PhoneSnapshot } from './format.js';

/** The JSON of a file; what it means is looked at when it is restored. @throws FarhandError INPUT_INVALID */
export async function readSnapshot(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new FarhandError('INPUT_INVALID', `The snapshot ${path} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}

/** @throws FarhandError INPUT_INVALID when the place cannot be written to */
export async function saveSnapshot(path: string, snapshot: PhoneSnapshot): Promise<void> {
  const draft = `${path}.part`;
  try {
    await writeFile(draft, `${JSON.stringify(snapshot)}\n`);
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new FarhandError('INPUT_INVALID', `The snapshot ${path} cannot be written: ${(cause as Error).message}`, {
      cause,
    });
  }
}
