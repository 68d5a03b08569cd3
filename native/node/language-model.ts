// A loaded model. Owns its running outputs and computations, so that closing it ends them all before the file goes.

import { CALL, CALL_END, THINK, THINK_END } from '../chat/answer-parser.js';
import { ChatTemplate } from '../chat/chat-template.js';
import { abortedError, asEngineError, EngineError } from '../errors.js';
import type { NativeComputation, NativeModel } from './addon.js';
import { addon, native } from './addon.js';
import { type ContextModel, GenerationContext } from './context.js';
import { TokenGeneration } from './generation.js';
import type { LoadOptions, MemoryPlan, ModelPlanOptions } from './load-types.js';
import {
  checkedGenerateOptions,
  checkedLoadOptions,
  checkedPlanOptions,
  checkedPosition,
  checkedTokens,
} from './options.js';
import type {
  Context,
  ContextOptions,
  GenerateOptions,
  Generation,
  LogitsOptions,
  MeasureOptions,
  Model,
  ModelInfo,
  RateMeasurement,
  TokenizeOptions,
} from './types.js';

/**
 * Opens a step35 GGUF file. It is mapped; quantised weights are packed, which costs seconds for each few gigabytes, or
 * taken from a packed file. Throws EngineError; every damaged or unsupported file has a code of its own.
 */
export async function loadModel(path: string, options: LoadOptions = {}): Promise<Model> {
  const checked = checkedLoadOptions(options);
  const { threads, contextLength, memoryLimit, mlock, predictionHeads, cache, precision, packedFile } = checked;
  const { signal } = options;
  if (signal?.aborted) throw abortedError(signal);
  let cancel = () => {};
  const onAbort = () => cancel();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const loaded = await addon().load(
      path,
      threads,
      contextLength,
      memoryLimit,
      mlock,
      predictionHeads,
      cache,
      precision,
      packedFile,
      (end) => {
        cancel = end;
      },
    );
    if (signal?.aborted !== true) return new LanguageModel(loaded);
    loaded.close();
    throw abortedError(signal);
  } catch (thrown) {
    throw signal?.aborted ? abortedError(signal) : asEngineError(thrown);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

class LanguageModel implements ContextModel {
  readonly info: ModelInfo;
  #native: NativeModel | undefined;
  #chatTemplate: ChatTemplate | undefined;
  readonly #contexts = new Set<Context>();
  readonly #generations = new Set<TokenGeneration>();
  readonly #computations = new Set<NativeComputation<unknown>>();

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
    return this.start(options, false);
  }

  planMemory(options: ModelPlanOptions = {}): MemoryPlan {
    const { contextLength, cache } = checkedPlanOptions(options, this.info);
    return native(() => this.#open().plan(contextLength, cache));
  }

  createContext(options: ContextOptions = {}): Context {
    this.#open();
    const context = new GenerationContext(this, options);
    this.#contexts.add(context);
    return context;
  }

  forget(context: Context): void {
    this.#contexts.delete(context);
  }

  get chatTemplate(): ChatTemplate {
    const { beginToken, endTokens } = this.info;
    this.#chatTemplate ??= new ChatTemplate(this.info.chatTemplate, {
      bos_token: beginToken === undefined ? '' : this.tokenText(beginToken),
      eos_token: endTokens[0] === undefined ? '' : this.tokenText(endTokens[0]),
    });
    return this.#chatTemplate;
  }

  start(options: GenerateOptions, marks: boolean): TokenGeneration {
    const opened = this.#open();
    const checked = checkedGenerateOptions(options, this.#promptTokens(options));
    if (checked.tokens.length >= this.info.contextLength) {
      throw new EngineError(
        'ENGINE_CONTEXT_EXCEEDED',
        `The prompt has ${checked.tokens.length} tokens; the context of ${this.info.contextLength} leaves no room to write.`,
      );
    }
    const shown = marks ? this.#markTokens() : new Set<number>();
    const generation: TokenGeneration = new TokenGeneration({
      promptTokens: checked.tokens.length,
      stops: options.stop ?? [],
      signal: options.signal,
      start: (wake) => {
        this.#generations.add(generation);
        return native(() => this.#open().generate(checked, wake));
      },
      tokenBytes: (token) => opened.tokenBytes(Uint32Array.of(token), shown.has(token)),
      ended: () => this.#generations.delete(generation),
    });
    return generation;
  }

  async logits(tokens: readonly number[], options: LogitsOptions = {}): Promise<Float32Array> {
    const checked = checkedTokens(tokens, this.info.vocabularySize);
    return this.#compute((opened) => opened.logits(checked, 0, options.lastOnly ?? false), options.signal);
  }

  async measure(
    prompt: readonly number[],
    decoded: readonly number[],
    options: MeasureOptions = {},
  ): Promise<RateMeasurement> {
    const position = checkedPosition(options, prompt.length);
    const before = checkedTokens(prompt, this.info.vocabularySize);
    const after = checkedTokens(decoded, this.info.vocabularySize);
    return this.#compute((opened) => opened.measure(before, after, position), options.signal);
  }

  async close(): Promise<void> {
    const closing = this.#native;
    this.#native = undefined;
    await Promise.all([...this.#contexts].map((context) => context.dispose()));
    for (const computation of this.#computations) computation.cancel();
    await Promise.allSettled([
      ...[...this.#generations].map((generation) => generation.close()),
      ...[...this.#computations].map((computation) => computation.result),
    ]);
    this.#generations.clear();
    closing?.close();
  }

  dispose(): Promise<void> {
    return this.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #compute<T>(start: (opened: NativeModel) => NativeComputation<T>, signal?: AbortSignal): Promise<T> {
    const opened = this.#open();
    if (signal?.aborted) throw abortedError(signal);
    const computation = native(() => start(opened));
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

  /** The tokens whose whole text is a mark of the answer's parts */
  #markTokens(): Set<number> {
    const marks = [THINK, THINK_END, CALL, CALL_END];
    return new Set(marks.flatMap((mark) => this.tokenize(mark, { special: true }).slice(-1)));
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
