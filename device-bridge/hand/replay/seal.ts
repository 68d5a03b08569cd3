// What a recording keeps of a screen instead of its words: short names made with a key of this computer. Equal words have
// equal names, so that a screen can be known again; without the key nobody can try out which word a name stands for.
import { createHmac } from 'node:crypto';

const sealHexDigits = 16;
/** Words beyond this are sealed anew each time. */
const mostKept = 20_000;

export class Seal {
  readonly #key: Buffer;
  readonly #kept = new Map<string, string>();

  /** @param key 32 random bytes */
  constructor(key: Buffer) {
    this.#key = key;
  }

  /** The name of a text: 16 hex digits. */
  of(text: string): string {
    const kept = this.#kept.get(text);
    if (kept !== undefined) return kept;
    const name = createHmac('sha256', this.#key).update(text).digest('hex').slice(0, sealHexDigits);
    if (this.#kept.size < mostKept) this.#kept.set(text, name);
    return name;
  }
}
