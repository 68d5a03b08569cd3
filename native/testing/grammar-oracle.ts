// The engine and xgrammar with one vocabulary, and random walks of both along the same grammars.

import type { JsonSchema } from '../gbnf/json-schema.js';
import { jsonSchemaToGbnf } from '../gbnf/json-schema-to-gbnf.js';
import { addon, type NativeModel } from '../node/addon.js';
import { type Walk, walkTogether } from './grammar-walk.js';
import type { ModelFiles } from './model-files.js';
import type { Random } from './random.js';
import { randomModel, TINY } from './random-model.js';
import type { Vocabulary } from './vocabulary.js';
import { GrammarOracle, type OracleConstraint } from './xgrammar.js';

const FIRST_PRINTABLE = 0x20;
const BACKSLASH = 0x5c;

export class GrammarPair {
  readonly engine: NativeModel;
  readonly oracle: GrammarOracle;
  /** Whether the token is whole characters without a backslash: within others xgrammar takes what no text has */
  readonly #mayGo: (token: number) => boolean;
  /** Whether it has neither an escape nor a control character */
  readonly #isPlain: (token: number) => boolean;

  private constructor(engine: NativeModel, oracle: GrammarOracle) {
    this.engine = engine;
    this.oracle = oracle;
    const bytesOf = (token: number) => Buffer.from(engine.tokenBytes(Uint32Array.of(token), true));
    this.#mayGo = remembering((token) => {
      const bytes = bytesOf(token);
      const text = bytes.toString('utf8');
      return Buffer.from(text, 'utf8').equals(bytes) && !text.includes('\\');
    });
    this.#isPlain = remembering((token) =>
      bytesOf(token).every((byte) => byte >= FIRST_PRINTABLE && byte !== BACKSLASH),
    );
  }

  static async open(vocabulary: Vocabulary, files: ModelFiles): Promise<GrammarPair> {
    const shape = { ...TINY, layers: 1, vocabulary, tiedOutput: true, blank: true };
    const engine = await addon().load(files.add(randomModel(shape).file), 1, 0);
    return new GrammarPair(engine, await GrammarOracle.open(vocabulary));
  }

  /** One grammar text, read by both. */
  async walkGrammar(gbnf: string, random: Random, steps: number): Promise<Walk> {
    return this.#walk(gbnf, await this.oracle.grammar(gbnf), random, steps);
  }

  /** One schema, for which each writes its own grammar. */
  async walkSchema(schema: JsonSchema, random: Random, steps: number): Promise<Walk> {
    return this.#walk(jsonSchemaToGbnf(schema), await this.oracle.schema(schema), random, steps);
  }

  /** The same, along plain characters, and only those compared. */
  async walkPlainly(schema: JsonSchema, random: Random, steps: number): Promise<Walk> {
    return this.#walk(jsonSchemaToGbnf(schema), await this.oracle.schema(schema), random, steps, this.#isPlain);
  }

  /** The tokens' text, for messages. */
  textOf(tokens: readonly number[]): string {
    return Buffer.from(this.engine.tokenBytes(Uint32Array.from(tokens), true)).toString('utf8');
  }

  close(): void {
    this.oracle.close();
    this.engine.close();
  }

  async #walk(
    gbnf: string,
    oracle: OracleConstraint,
    random: Random,
    steps: number,
    compared?: (token: number) => boolean,
  ): Promise<Walk> {
    try {
      const mayGo = (token: number) => this.#mayGo(token) && (compared?.(token) ?? true);
      return await walkTogether(this.engine.constrain(gbnf), oracle, random, steps, mayGo, compared);
    } finally {
      oracle.dispose();
    }
  }
}

function remembering(judge: (token: number) => boolean): (token: number) => boolean {
  const known = new Map<number, boolean>();
  return (token) => {
    const before = known.get(token);
    if (before !== undefined) return before;
    const judged = judge(token);
    known.set(token, judged);
    return judged;
  };
}
