// Puts test models into a temporary folder that goes away with the test file.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SparseFile } from './gguf-writer.js';

export class ModelFiles {
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'farhand-engine-'));
  #count = 0;

  /** Writes the bytes and returns their path. */
  add(contents: Uint8Array | SparseFile): string {
    return write(path.join(this.#folder, `model-${this.#count++}.gguf`), contents);
  }

  /** Writes the parts of a split model under the names that belong to them and returns their paths. */
  addSplit(parts: readonly (Uint8Array | SparseFile)[]): string[] {
    const name = `split-${this.#count++}`;
    const digits = (number: number) => `${number}`.padStart(5, '0');
    return parts.map((contents, part) =>
      write(path.join(this.#folder, `${name}-${digits(part + 1)}-of-${digits(parts.length)}.gguf`), contents),
    );
  }

  /** Whether the file system keeps a file of so many bytes without storing its zeros. */
  keepsSparse(bytes: number): boolean {
    const file = path.join(this.#folder, 'sparse');
    try {
      fs.writeFileSync(file, '');
      fs.truncateSync(file, bytes);
      return fs.statSync(file).blocks * 512 < bytes / 1000;
    } catch {
      return false;
    } finally {
      fs.rmSync(file, { force: true });
    }
  }

  /** Writes a tree of text files by their relative paths and returns the folder they lie in. */
  addTree(entries: Readonly<Record<string, string>>): string {
    const root = path.join(this.#folder, `tree-${this.#count++}`);
    for (const [name, text] of Object.entries(entries)) {
      const file = path.join(root, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
    return root;
  }

  remove(): void {
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}

function write(file: string, contents: Uint8Array | SparseFile): string {
  if (contents instanceof Uint8Array) {
    fs.writeFileSync(file, contents);
    return file;
  }
  const opened = fs.openSync(file, 'w');
  try {
    fs.ftruncateSync(opened, contents.length);
    for (const { at, bytes } of contents.pieces) fs.writeSync(opened, bytes, 0, bytes.length, at);
  } finally {
    fs.closeSync(opened);
  }
  return file;
}
