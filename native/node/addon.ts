// Finds the compiled addon and describes its face. Everything below this line of the house is C++ (binding/, engine/).

import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { asEngineError, EngineError } from '../errors.js';
import type { MemoryPlan } from './memory.js';
import type { ModelInfo, StopReason } from './types.js';

export interface NativeGenerateOptions {
  tokens: Uint32Array;
  grammar: string;
  maxTokens: number;
  temperature: number;
  topK: number;
  topP: number;
  minP: number;
  seed: number;
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
}

export interface NativeGeneration {
  take(): NativeBatch;
  finished(): boolean;
  cancel(): void;
  /** Whether the running output keeps the process alive. It doesn't until `hold()`. */
  hold(): void;
  release(): void;
}

export interface NativeLogits {
  result: Promise<Float32Array>;
  cancel(): void;
}

export interface NativeModel {
  info(): ModelInfo;
  tokenize(text: string, special: boolean): Uint32Array;
  /** The tokens' bytes one after another; control tokens have none unless `special`. */
  tokenBytes(tokens: Uint32Array, special: boolean): Uint8Array;
  logits(tokens: Uint32Array): NativeLogits;
  /** Starts writing on a thread of its own; `wake` is called whenever `take` has something new. */
  generate(options: NativeGenerateOptions, wake: () => void): NativeGeneration;
  /** For tests: the text cut where merges may not cross. */
  pieces(text: string): string[];
  /** For tests: what the grammar allows after these tokens. */
  allowedTokens(grammar: string, tokens: Uint32Array): { tokens: Uint32Array; mayEnd: boolean };
  close(): void;
}

export interface Addon {
  /** A `memoryLimit` of 0 stands for what is available. */
  load(
    path: string,
    threads: number,
    contextLength: number,
    memoryLimit?: number,
    mlock?: boolean,
  ): Promise<NativeModel>;
  planMemory(path: string, contextLength: number, cache: string): MemoryPlan;
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
  const file = path.join(packageFolder, 'build', 'Release', 'farhand_engine.node');
  try {
    return createRequire(import.meta.url)(file) as Addon;
  } catch (cause) {
    throw new EngineError('ENGINE_NOT_BUILT', `The inference engine is not built: ${file} can't be loaded.`, { cause });
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
