// One output being written: pulls batches from the engine's scheduler and hands them on as tokens with text.
// The engine leaves an output alone while its queue is full, so a slow reader slows it down instead of filling memory.

import { abortedError, asEngineError, EngineError } from '../errors.js';
import type { NativeBatch, NativeGeneration } from './addon.js';
import { TextStream } from './text-stream.js';
import type { GeneratedToken, Generation, GenerationStats, StopReason } from './types.js';

export interface GenerationSource {
  readonly promptTokens: number;
  readonly stops: readonly string[];
  readonly signal: AbortSignal | undefined;
  start(wake: () => void): NativeGeneration;
  tokenBytes(token: number): Uint8Array;
  /** The engine's thread has let go of the output. */
  ended(): void;
}

const NO_STATS: GenerationStats = {
  promptTokens: 0,
  cachedTokens: 0,
  generatedTokens: 0,
  draftedTokens: 0,
  acceptedTokens: 0,
  forcedTokens: 0,
  promptMs: 0,
  generateMs: 0,
};

export class TokenGeneration implements Generation {
  readonly #source: GenerationSource;
  readonly #tokens: AsyncGenerator<GeneratedToken, undefined>;
  readonly #text: TextStream;
  #running: RunningOutput | undefined;
  #closed = false;
  #stopReason: StopReason | undefined;
  #stats: GenerationStats;

  constructor(source: GenerationSource) {
    this.#source = source;
    this.#text = new TextStream(source.stops);
    this.#stats = { ...NO_STATS, promptTokens: source.promptTokens };
    this.#tokens = this.#write();
  }

  get stopReason(): StopReason | undefined {
    return this.#stopReason;
  }

  get stats(): GenerationStats {
    return this.#stats;
  }

  next(): Promise<IteratorResult<GeneratedToken, undefined>> {
    return this.#tokens.next();
  }

  return(): Promise<IteratorResult<GeneratedToken, undefined>> {
    this.#running?.native.cancel();
    return this.#tokens.return(undefined);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async text(): Promise<string> {
    let text = '';
    for await (const piece of this) text += piece.text;
    return text;
  }

  /** Ends the output because its model is being closed; resolves when the engine's thread has let go. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running?.end();
  }

  async *#write(): AsyncGenerator<GeneratedToken, undefined> {
    const { signal } = this.#source;
    this.#throwIfOver();
    const running = new RunningOutput((wake) => this.#source.start(wake));
    this.#running = running;
    const cancel = () => running.native.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      yield* this.#read(running);
      return undefined;
    } finally {
      signal?.removeEventListener('abort', cancel);
      await running.end();
      this.#source.ended();
    }
  }

  async *#read(running: RunningOutput): AsyncGenerator<GeneratedToken, undefined> {
    const waiting: GeneratedToken[] = [];
    for (;;) {
      const batch = running.native.take();
      for (const [index, token] of batch.tokens.entries()) {
        this.#throwIfOver();
        const piece = this.#text.push(this.#source.tokenBytes(token));
        waiting.push({ token, text: piece.text, logprob: batch.logprobs[index] ?? Number.NaN });
        this.#count(batch);
        if (piece.stopped) {
          this.#stopReason = 'stop';
          yield* waiting;
          return undefined;
        }
        if (!piece.holding) yield* waiting.splice(0);
      }
      this.#throwIfOver();
      if (batch.error !== undefined) throw asEngineError(batch.error);
      if (batch.done) {
        this.#measure(batch);
        this.#stopReason = batch.stopReason === 'cancelled' ? undefined : batch.stopReason;
        yield* this.#withRest(waiting);
        return undefined;
      }
      if (batch.tokens.length === 0) await running.news();
    }
  }

  /** The tokens whose text was held back; the last one receives what is left of it. */
  #withRest(waiting: readonly GeneratedToken[]): GeneratedToken[] {
    const rest = this.#text.flush();
    return waiting.map((token, index) =>
      index === waiting.length - 1 ? { ...token, text: token.text + rest } : token,
    );
  }

  #throwIfOver(): void {
    const { signal } = this.#source;
    if (signal?.aborted) throw abortedError(signal);
    if (this.#closed) throw new EngineError('ENGINE_CLOSED', 'The model was closed while it was writing.');
  }

  #count(batch: NativeBatch): void {
    this.#measure(batch);
    this.#stats = { ...this.#stats, generatedTokens: this.#stats.generatedTokens + 1 };
  }

  #measure(batch: NativeBatch): void {
    const { promptMs, generateMs, cachedTokens, draftedTokens, acceptedTokens, forcedTokens } = batch;
    const measured = { promptMs, generateMs, cachedTokens, draftedTokens, acceptedTokens, forcedTokens };
    this.#stats = { ...this.#stats, ...measured };
  }
}

/** The engine's side of an output, and a bell it rings when there is something to take. */
class RunningOutput {
  readonly native: NativeGeneration;
  #rung = false;
  #listeners: (() => void)[] = [];

  constructor(start: (wake: () => void) => NativeGeneration) {
    this.native = start(() => this.#ring());
  }

  /** Resolves at the next ring, at once if it rang since the last time. Keeps the process alive meanwhile. */
  async news(): Promise<void> {
    if (!this.#rung && !this.native.finished()) {
      this.native.hold();
      await new Promise<void>((resolve) => this.#listeners.push(resolve));
      this.native.release();
    }
    this.#rung = false;
  }

  /** Cancels and resolves when the engine's thread has ended. Safe to call again. */
  async end(): Promise<void> {
    this.native.cancel();
    while (!this.native.finished()) await this.news();
  }

  #ring(): void {
    this.#rung = true;
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }
}
