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

export class GrammarPair {
  readonly engine: NativeModel;
  readonly oracle: GrammarOracle;
  /** Whether the token is whole characters without a backslash: within others xgrammar takes what no text has */
  readonly #mayGo: (token: number) => boolean;

  private constructor(engine: NativeModel, oracle: GrammarOracle) {
    this.engine = engine;
    this.oracle = oracle;
    const known = new Map<number, boolean>();
    this.#mayGo = (token) => {
      const before = known.get(token);
      if (before !== undefined) return before;
      const bytes = Buffer.from(engine.tokenBytes(Uint32Array.of(token), true));
      const text = bytes.toString('utf8');
      const goes = Buffer.from(text, 'utf8').equals(bytes) && !text.includes('\\');
      known.set(token, goes);
      return goes;
    };
  }

  static async open(vocabulary: Vocabulary, files: ModelFiles): Promise<GrammarPair> {
    const shape = { ...TINY, layers: 1, vocabulary, tiedOutput: true };
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

  /** The tokens' text, for messages. */
  textOf(tokens: readonly number[]): string {
    return Buffer.from(this.engine.tokenBytes(Uint32Array.from(tokens), true)).toString('utf8');
  }

  close(): void {
    this.oracle.close();
    this.engine.close();
  }

  async #walk(gbnf: string, oracle: OracleConstraint, random: Random, steps: number): Promise<Walk> {
    try {
      return await walkTogether(this.engine.constrain(gbnf), oracle, random, steps, this.#mayGo);
    } finally {
      oracle.dispose();
    }
  }
}
