// Decides whether a set-up step is still good: a step is done when the files it depends on have not changed since it
// last succeeded. Stamps live in `.farhand/setup.json`; deleting that file repeats every step.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'build', '.git', '.farhand']);

/** sha256 over names and contents of all files under `paths` (files or folders) whose name ends in one of `endings`. */
export function fingerprint(root, paths, endings = ['']) {
  return digest(createHash('sha256').update(process.version).update(process.arch), root, paths, endings);
}

/** The same for what fits every Node and processor. */
export function portableFingerprint(root, paths, endings = ['']) {
  return digest(createHash('sha256'), root, paths, endings);
}

function digest(hash, root, paths, endings) {
  for (const path of paths) addTree(hash, root, path, endings);
  return hash.digest('hex');
}

function addTree(hash, root, path, endings) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  let entries;
  try {
    entries = readdirSync(full, { withFileTypes: true });
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error;
    hash.update(path).update(readFileSync(full));
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (skipped.has(entry.name)) continue;
    if (entry.isDirectory() || endings.some((ending) => entry.name.endsWith(ending))) {
      addTree(hash, root, join(path, entry.name), endings);
    }
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
    mkdirSync(dirname(this.#file), { recursive: true });
    const next = `${this.#file}.${process.pid}`;
    writeFileSync(next, JSON.stringify(this.#stamps, null, 2));
    renameSync(next, this.#file);
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
