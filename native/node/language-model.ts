// A loaded model. Owns its running outputs and computations, so that closing it ends them all before the file goes.

import { abortedError, asEngineError, EngineError } from '../errors.js';
import type { NativeModel } from './addon.js';
import { addon, native } from './addon.js';
import { TokenGeneration } from './generation.js';
import { checkedGenerateOptions, checkedLoadOptions, checkedTokens } from './options.js';
import type { GenerateOptions, Generation, LoadOptions, Model, ModelInfo, TokenizeOptions } from './types.js';

/**
 * Opens a step35 GGUF file. The weights stay in the file and are mapped, so loading costs milliseconds, not memory.
 * Throws EngineError; every damaged or unsupported file has a code of its own.
 */
export async function loadModel(path: string, options: LoadOptions = {}): Promise<Model> {
  const { threads, contextLength, memoryLimit, mlock } = checkedLoadOptions(options);
  const { signal } = options;
  if (signal?.aborted) throw abortedError(signal);
  const loaded = await addon().load(path, threads, contextLength, memoryLimit, mlock).catch(rethrow);
  if (signal?.aborted) {
    loaded.close();
    throw abortedError(signal);
  }
  return new LanguageModel(loaded);
}

class LanguageModel implements Model {
  readonly info: ModelInfo;
  #native: NativeModel | undefined;
  readonly #generations = new Set<TokenGeneration>();
  readonly #computations = new Set<{ cancel(): void; result: Promise<unknown> }>();

  constructor(loaded: NativeModel) {
    this.#native = loaded;
    this.info = Object.freeze(loaded.info());
  }

  tokenize(text: string, options: TokenizeOptions = {}): number[] {
    return Array.from(native(() => this.#open().tokenize(text, options.special ?? false)));
  }

  detokenize(tokens: readonly number[], options: TokenizeOptions = {}): string {
    return decode(this.#tokenBytes(tokens, options.special ?? false));
  }

  tokenText(token: number): string {
    return decode(this.#tokenBytes([token], true));
  }

  generate(options: GenerateOptions): Generation {
    const opened = this.#open();
    const checked = checkedGenerateOptions(options, this.#promptTokens(options));
    if (checked.tokens.length >= this.info.contextLength) {
      throw new EngineError(
        'ENGINE_CONTEXT_EXCEEDED',
        `The prompt has ${checked.tokens.length} tokens; the context of ${this.info.contextLength} leaves no room to write.`,
      );
    }
    const generation: TokenGeneration = new TokenGeneration({
      promptTokens: checked.tokens.length,
      stops: options.stop ?? [],
      signal: options.signal,
      start: (wake) => {
        this.#generations.add(generation);
        return native(() => this.#open().generate(checked, wake));
      },
      tokenBytes: (token) => opened.tokenBytes(Uint32Array.of(token), false),
      ended: () => this.#generations.delete(generation),
    });
    return generation;
  }

  async logits(tokens: readonly number[], options: { signal?: AbortSignal } = {}): Promise<Float32Array> {
    const { signal } = options;
    const opened = this.#open();
    const checked = checkedTokens(tokens, this.info.vocabularySize);
    if (signal?.aborted) throw abortedError(signal);
    const computation = native(() => opened.logits(checked));
    const cancel = () => computation.cancel();
    this.#computations.add(computation);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await computation.result;
    } catch (thrown) {
      throw signal?.aborted ? abortedError(signal) : asEngineError(thrown);
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#computations.delete(computation);
    }
  }

  async close(): Promise<void> {
    const closing = this.#native;
    this.#native = undefined;
    for (const computation of this.#computations) computation.cancel();
    await Promise.allSettled([
      ...[...this.#generations].map((generation) => generation.close()),
      ...[...this.#computations].map((computation) => computation.result),
    ]);
    this.#generations.clear();
    closing?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #promptTokens(options: GenerateOptions): Uint32Array {
    const { prompt, tokens } = options;
    if ((prompt === undefined) === (tokens === undefined)) {
      throw new EngineError('ENGINE_OPTION_INVALID', 'Give either prompt or tokens, not both and not neither.');
    }
    const given =
      tokens === undefined
        ? native(() => this.#open().tokenize(prompt ?? '', options.special ?? false))
        : checkedTokens(tokens, this.info.vocabularySize);
    if (given.length === 0) throw new EngineError('ENGINE_OPTION_INVALID', 'The prompt has no tokens.');
    return given;
  }

  #tokenBytes(tokens: readonly number[], special: boolean): Uint8Array {
    const checked = checkedTokens(tokens, this.info.vocabularySize);
    return native(() => this.#open().tokenBytes(checked, special));
  }

  #open(): NativeModel {
    if (this.#native === undefined) throw new EngineError('ENGINE_CLOSED', 'The model is closed.');
    return this.#native;
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function rethrow(thrown: unknown): never {
  throw asEngineError(thrown);
}
