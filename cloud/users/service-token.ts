// The service token: made on the first start, kept in the home folder for its owner alone.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The token of this home; `fixed` (a setting) wins over the file. */
export async function serviceToken(home: string, fixed: string | undefined): Promise<string> {
  if (fixed !== undefined) return fixed;
  const path = join(home, 'token');
  await mkdir(home, { recursive: true, mode: 0o700 });
  const made = randomBytes(32).toString('base64url');
  // 'wx' fails where a file is: of two processes that start at once, both use the token of the faster.
  await writeFile(path, `${made}\n`, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return (await readFile(path, 'utf8')).trim();
}
