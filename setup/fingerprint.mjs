// Decides whether a set-up step is still good: a step is done when the files it depends on have not changed since it
// last succeeded. Stamps live in `.farhand/setup.json`; deleting that file repeats every step. Every command asks, so files
// are read again only when one of them looks changed: what was read is kept in `.farhand/fingerprints.json`.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'build', '.git', '.farhand']);

/** A file that changed less than this ago may change again and look the same. */
const settledAfterMs = 2000;

/** sha256 over names and contents of all files under `paths` (files or folders) whose name ends in one of `endings`. */
export function fingerprint(root, paths, endings = ['']) {
  const file = join(root, '.farhand/fingerprints.json');
  const key = [process.version, process.arch, ...paths, ...endings].join(' ');
  const { looks, newestMs } = looksOf(root, paths, endings);
  const known = read(file)[key];
  if (known?.looks === looks) return known.contents;
  const contents = digest(createHash('sha256').update(process.version).update(process.arch), root, paths, endings);
  if (newestMs + settledAfterMs < Date.now()) write(file, { ...read(file), [key]: { looks, contents } });
  return contents;
}

/** sha256 over names, sizes and times of change, and the last of these times. */
function looksOf(root, paths, endings) {
  const hash = createHash('sha256');
  let newestMs = 0;
  for (const path of paths) {
    eachFile(root, path, endings, (name, full) => {
      const { size, mtimeMs, ctimeMs, ino } = statSync(full);
      hash.update(`${name}\n${size} ${mtimeMs} ${ctimeMs} ${ino}\n`);
      newestMs = Math.max(newestMs, ctimeMs);
    });
  }
  return { looks: hash.digest('hex'), newestMs };
}

/** The same for what fits every Node and processor. */
export function portableFingerprint(root, paths, endings = ['']) {
  return digest(createHash('sha256'), root, paths, endings);
}

function digest(hash, root, paths, endings) {
  for (const path of paths) eachFile(root, path, endings, (name, full) => hash.update(name).update(readFileSync(full)));
  return hash.digest('hex');
}

/** In the order of their names, so that the same files are always told alike. */
function eachFile(root, path, endings, tell) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  let entries;
  try {
    entries = readdirSync(full, { withFileTypes: true });
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error;
    tell(path, full);
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (skipped.has(entry.name)) continue;
    const name = join(path, entry.name);
    const isWanted = endings.some((ending) => name.endsWith(ending));
    if (entry.isFile() && isWanted) tell(name, join(root, name));
    else if (entry.isDirectory() || isWanted) eachFile(root, name, endings, tell);
  }
}

export class Stamps {
  #file;
  #stamps;

  constructor(file) {
    this.#file = file;
    this.#stamps = read(file);
  }

  get(step) {
    return this.#stamps[step];
  }

  set(step, value) {
    this.#stamps = { ...read(this.#file), [step]: value };
    write(this.#file, this.#stamps);
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}`;
  writeFileSync(next, JSON.stringify(content, null, 2));
  renameSync(next, file);
}
