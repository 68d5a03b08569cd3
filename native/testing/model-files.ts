// Puts test models into a temporary folder that goes away with the test file.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export class ModelFiles {
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'farhand-engine-'));
  #count = 0;

  /** Writes the bytes and returns their path. */
  add(bytes: Uint8Array): string {
    const file = path.join(this.#folder, `model-${this.#count++}.gguf`);
    fs.writeFileSync(file, bytes);
    return file;
  }

  /** Writes the parts of a split model under the names that belong to them and returns their paths. */
  addSplit(parts: readonly Uint8Array[]): string[] {
    const name = `split-${this.#count++}`;
    const digits = (number: number) => `${number}`.padStart(5, '0');
    return parts.map((bytes, part) => {
      const file = path.join(this.#folder, `${name}-${digits(part + 1)}-of-${digits(parts.length)}.gguf`);
      fs.writeFileSync(file, bytes);
      return file;
    });
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
