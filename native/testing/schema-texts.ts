// Texts held against a constraint, and written under one by chance.

import type { NativeModel } from '../node/addon.js';

/** Steps after which the shortest way out of strings and lists is preferred */
const FREE_STEPS = 60;
const MOST_STEPS = 3000;

export class SchemaTexts {
  readonly #native: NativeModel;
  readonly #closing: ReadonlySet<number>;

  constructor(native: NativeModel) {
    this.#native = native;
    const tokens = [...Array(native.info().vocabularySize).keys()];
    const textOf = (token: number) => Buffer.from(native.tokenBytes(Uint32Array.of(token), true)).toString('latin1');
    this.#closing = new Set(tokens.filter((token) => /^["\]},]/.test(textOf(token))));
  }

  /** Whether the grammar takes the text, token by token. */
  takes(grammar: string, text: string): boolean {
    const constraint = this.#native.constrain(grammar);
    for (const token of this.#native.tokenize(text, false)) {
      if (!constraint.allowed().includes(token)) return false;
      constraint.accept(token);
    }
    return constraint.mayEnd();
  }

  /** A text by random choices, after a beginning that the grammar takes; undefined if it is not whole after many. */
  write(grammar: string, choices: readonly number[], beginning = ''): string | undefined {
    const constraint = this.#native.constrain(grammar);
    const written = [...this.#native.tokenize(beginning, false)];
    for (const token of written) constraint.accept(token);
    for (let i = 0; i < MOST_STEPS; i++) {
      const allowed = constraint.allowed();
      if (allowed.length === 0 || (constraint.mayEnd() && i % 3 === 0)) break;
      const closing = i > FREE_STEPS ? allowed.find((token) => this.#closing.has(token)) : undefined;
      const token = closing ?? allowed[(choices[i % choices.length] ?? 0) % allowed.length] ?? 0;
      constraint.accept(token);
      written.push(token);
    }
    if (!constraint.mayEnd()) return undefined;
    return Buffer.from(this.#native.tokenBytes(Uint32Array.from(written), true)).toString('utf8');
  }
}
