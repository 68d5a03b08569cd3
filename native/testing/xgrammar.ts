// xgrammar, another implementation of constrained decoding (https://github.com/mlc-ai/xgrammar), as WebAssembly: what
// the engine's masks are held against. Its package calls itself an ES module but holds a CommonJS script, which is why
// it can't simply be imported.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction, constants } from 'node:vm';
import type { CompiledGrammar, GrammarCompiler, GrammarMatcher, TokenizerInfo } from '@mlc-ai/web-xgrammar';
import type { Vocabulary } from './vocabulary.js';
import { BYTE_LETTERS, CONTROL } from './vocabulary.js';

type Package = typeof import('@mlc-ai/web-xgrammar');

/** Compact JSON, and no properties but those of the schema: the same documents that the engine's grammars allow. */
const COMPACT = { anyWhitespace: false, indent: -1, separators: [',', ':'], strict: true } as const;

/** The bytes that UTF-8 never uses */
const NO_CHARACTERS = new Set(BYTE_LETTERS.filter((_, byte) => byte === 0xc0 || byte === 0xc1 || byte > 0xf4));

/** A grammar being followed by xgrammar, with the methods of the engine's own constraints. */
export class OracleConstraint {
  readonly #matcher: GrammarMatcher;
  readonly #endToken: number;
  readonly #vocabularySize: number;
  #mask: Int32Array = new Int32Array();

  private constructor(matcher: GrammarMatcher, endToken: number, vocabularySize: number) {
    this.#matcher = matcher;
    this.#endToken = endToken;
    this.#vocabularySize = vocabularySize;
  }

  static async of(matcher: GrammarMatcher, endToken: number, vocabularySize: number): Promise<OracleConstraint> {
    const constraint = new OracleConstraint(matcher, endToken, vocabularySize);
    await constraint.#readMask();
    return constraint;
  }

  /** A bit for every token, 32 to a word; the end token's says whether the text may end here. */
  get mask(): Int32Array {
    return this.#mask;
  }

  /** The tokens that may come next, in ascending order, without the end token. */
  allowed(): Uint32Array {
    const tokens: number[] = [];
    for (const [index, word] of this.#mask.entries()) {
      for (let bits = word; bits !== 0; bits &= bits - 1) tokens.push(32 * index + 31 - Math.clz32(bits & -bits));
    }
    return Uint32Array.from(tokens.filter((token) => token !== this.#endToken && token < this.#vocabularySize));
  }

  mayEnd(): boolean {
    return (((this.#mask[this.#endToken >> 5] ?? 0) >> (this.#endToken & 31)) & 1) === 1;
  }

  /** Takes the token, and computes the mask of what may follow it. */
  async accept(token: number): Promise<void> {
    if (!this.#matcher.acceptToken(token)) throw new Error(`xgrammar does not take token ${token}`);
    await this.#readMask();
  }

  dispose(): void {
    this.#matcher.dispose();
  }

  async #readMask(): Promise<void> {
    this.#mask = await this.#matcher.getNextTokenBitmask();
  }
}

/** xgrammar with a vocabulary. */
export class GrammarOracle {
  readonly #package: Package;
  readonly #tokenizer: TokenizerInfo;
  readonly #compiler: GrammarCompiler;
  readonly #endToken: number;

  private constructor(parts: Package, tokenizer: TokenizerInfo, compiler: GrammarCompiler, endToken: number) {
    this.#package = parts;
    this.#tokenizer = tokenizer;
    this.#compiler = compiler;
    this.#endToken = endToken;
  }

  static async open({ tokens, kinds, endToken }: Vocabulary): Promise<GrammarOracle> {
    const parts = loadPackage();
    // A token without bytes is a special one to xgrammar, which no text has. Bytes that no character has become that too,
    // as xgrammar takes them for characters outside of a negated class.
    const special = (token: string, index: number) => kinds[index] === CONTROL || NO_CHARACTERS.has(token);
    const texts = tokens.map((token, index) => (special(token, index) && index !== endToken ? '' : token));
    const tokenizer = await parts.TokenizerInfo.createTokenizerInfo(
      texts,
      'byte_level',
      false,
      tokens.length,
      endToken,
    );
    const compiler = await parts.GrammarCompiler.createGrammarCompiler(tokenizer, false);
    return new GrammarOracle(parts, tokenizer, compiler, endToken);
  }

  async grammar(gbnf: string): Promise<OracleConstraint> {
    return this.#once(await this.compile({ grammar: gbnf }));
  }

  /** Follows xgrammar's own reading of a JSON Schema. */
  async schema(schema: unknown): Promise<OracleConstraint> {
    return this.#once(await this.compile({ schema }));
  }

  async compile(from: { readonly grammar: string } | { readonly schema: unknown }): Promise<CompiledGrammar> {
    if ('grammar' in from) return this.#compiler.compileGrammar(from.grammar);
    const { anyWhitespace, indent, separators, strict } = COMPACT;
    const text = JSON.stringify(from.schema);
    return this.#compiler.compileJSONSchema(text, anyWhitespace, indent, [...separators], strict);
  }

  async follow(compiled: CompiledGrammar): Promise<OracleConstraint> {
    const matcher = await this.#package.GrammarMatcher.createGrammarMatcher(compiled);
    return OracleConstraint.of(matcher, this.#endToken, this.#tokenizer.getVocabSize());
  }

  close(): void {
    this.#compiler.dispose();
    this.#tokenizer.dispose();
  }

  async #once(compiled: CompiledGrammar): Promise<OracleConstraint> {
    try {
      return await this.follow(compiled);
    } finally {
      compiled.dispose();
    }
  }
}

function loadPackage(): Package {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@mlc-ai/web-xgrammar');
  const parameters = ['exports', 'module', 'require', '__filename', '__dirname'];
  const script = compileFunction(fs.readFileSync(file, 'utf8'), parameters, {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  script(module.exports, module, require, file, path.dirname(file));
  return module.exports as Package;
}
