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

  remove(): void {
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}
