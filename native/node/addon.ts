// Finds the compiled addon, built here or prebuilt for this kind of machine, and describes its face. Everything below this line of the house is C++ (binding/, engine/).

import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { asEngineError, EngineError } from '../errors.js';
import type { MemoryPlan, PackedFileInfo } from './load-types.js';
import type { DraftSource, ModelInfo, RateMeasurement, StopReason } from './types.js';

export interface NativeSampling {
  temperature: number;
  topK: number;
  topP: number;
  minP: number;
  repetitionPenalty: number;
  repetitionWindow: number;
  seed: number;
}

export interface NativeGenerateOptions extends NativeSampling {
  tokens: Uint32Array;
  grammar: string;
  maxTokens: number;
  /** Defaults to false. */
  jumpAhead?: boolean;
  /** Defaults to 'none'. */
  draft?: DraftSource;
  /** 0 stands for as many as there are. Defaults to 0. */
  draftTokens?: number;
  /** Defaults to 0. */
  draftAcceptance?: number;
}

/** What the engine wrote since the last call. After `done` nothing more comes; `error` says why it went wrong. */
export interface NativeBatch {
  tokens: Uint32Array;
  logprobs: Float64Array;
  done: boolean;
  stopReason?: StopReason | 'cancelled';
  error?: Error;
  promptMs: number;
  generateMs: number;
  cachedTokens: number;
  draftedTokens: number;
  acceptedTokens: number;
  forcedTokens: number;
}

export interface NativeGeneration {
  take(): NativeBatch;
  finished(): boolean;
  cancel(): void;
  /** Whether the running output keeps the process alive. It doesn't until `hold()`. */
  hold(): void;
  release(): void;
}

/** Work on Node's thread pool */
export interface NativeComputation<T> {
  result: Promise<T>;
  cancel(): void;
}

/** A grammar being followed, token by token. */
export interface NativeConstraint {
  /** The tokens that may come next, in ascending order. */
  allowed(): Uint32Array;
  /** Whether the tokens so far are a whole text. */
  mayEnd(): boolean;
  /** The bytes that must come next, and those of their tokens that can be written without sampling. */
  forced(): { bytes: Uint8Array; tokens: Uint32Array };
  /** Sets the logits of all tokens that may not come next to -Infinity; throws ENGINE_GRAMMAR_STUCK if none may. */
  forbidOthers(logits: Float32Array): void;
  /** The token must be allowed. */
  accept(token: number): void;
}

export interface NativeModel {
  info(): ModelInfo;
  tokenize(text: string, special: boolean): Uint32Array;
  /** The tokens' bytes one after another; control tokens have none unless `special`. */
  tokenBytes(tokens: Uint32Array, special: boolean): Uint8Array;
  /** `batch` tokens go through the model together (0: the usual number); the result doesn't depend on it. */
  logits(tokens: Uint32Array, batch?: number, lastOnly?: boolean): NativeComputation<Float32Array>;
  measure(prompt: Uint32Array, decoded: Uint32Array, position?: number): NativeComputation<RateMeasurement>;
  /** Starts writing beside the model's other outputs; `wake` is called whenever `take` has something new. */
  generate(options: NativeGenerateOptions, wake: () => void): NativeGeneration;
  /** For tests: the text cut where merges may not cross. */
  pieces(text: string): string[];
  /** For tests and measurements: follows a grammar from its beginning. */
  constrain(grammar: string): NativeConstraint;
  /**
   * For tests: what the prediction heads say after at least two tokens, each going on from the likeliest token of the
   * one before: (heads, vocabularySize).
   */
  predictions(tokens: Uint32Array): Float32Array;
  /** For a context of so many positions; no cache is the model's. */
  plan(contextLength: number, cache?: string): MemoryPlan;
  /** For tests: the bytes that are taken for what the plan counts. */
  allocated(): { packed: number; packedFile: number; keysAndValues: number; batch: number };
  close(): void;
}

/** What loading may keep packed weights in. Without a path: beside the model, or else in the user's folder. */
export interface NativePackedFile {
  mode: 'auto' | 'on' | 'off';
  path?: string;
  userFolder?: string;
}

export interface Addon {
  /**
   * A `memoryLimit` of 0 stands for what is available, no `predictionHeads` for all, no cache and
   * precision for 'auto', no packed file for 'off'. Whoever calls what `started` is given ends the writing of a packed
   * file, and the loading with it.
   */
  load(
    path: string,
    threads: number,
    contextLength: number,
    memoryLimit?: number,
    mlock?: boolean,
    predictionHeads?: number,
    cache?: string,
    precision?: string,
    packedFile?: NativePackedFile,
    started?: (cancel: () => void) => void,
  ): Promise<NativeModel>;
  /** A `contextLength` of 0 is the file's own; what is 'auto' or not given is as loading takes it. */
  planMemory(
    path: string,
    contextLength: number,
    cache?: string,
    predictionHeads?: number,
    precision?: string,
    packedFile?: NativePackedFile,
  ): MemoryPlan;
  /** `threads` of 0 are the physical cores. */
  pack(path: string, threads: number, packedFile: NativePackedFile): NativeComputation<PackedFileInfo>;
  removePacked(path: string, packedFile: NativePackedFile): string[];
  /** For tests: what a sampler that remembers these tokens chooses from the same logits, `count` times in a row. */
  sample(logits: Float32Array, options: NativeSampling, remembered: Uint32Array, count: number): Uint32Array;
}

let loaded: Addon | undefined;

/** The addon, loaded once. Throws ENGINE_NOT_BUILT if it isn't there or doesn't fit this Node. */
export function addon(): Addon {
  loaded ??= requireAddon();
  return loaded;
}

function requireAddon(): Addon {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const parent = path.dirname(here);
  const packageFolder = path.basename(parent) === 'dist' ? path.dirname(parent) : parent;
  const require = createRequire(import.meta.url);
  const nodeGypBuild = require('node-gyp-build') as (folder: string) => Addon;
  try {
    return nodeGypBuild(packageFolder);
  } catch (cause) {
    const message = `The inference engine is neither built nor prebuilt for this machine: none in ${packageFolder} can be loaded.`;
    throw new EngineError('ENGINE_NOT_BUILT', message, { cause });
  }
}

/** Calls into the addon with its errors turned into EngineError. */
export function native<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    throw asEngineError(thrown);
  }
}
