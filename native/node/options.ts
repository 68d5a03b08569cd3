// Checks what callers ask for and fills in the defaults, so that the C++ side receives complete, sane numbers.

import { EngineError } from '../errors.js';
import type { NativeGenerateOptions } from './addon.js';
import type { GenerateOptions, LoadOptions } from './types.js';

const MAX_THREADS = 256;

export interface CheckedLoadOptions {
  threads: number;
  contextLength: number;
  memoryLimit: number;
  mlock: boolean;
}

export function checkedLoadOptions(options: LoadOptions): CheckedLoadOptions {
  const { threads, contextLength, memoryLimit } = options;
  return {
    threads: threads === undefined ? 0 : wholeNumber('threads', threads, 1, MAX_THREADS),
    contextLength: contextLength === undefined ? 0 : wholeNumber('contextLength', contextLength, 1, 2 ** 31 - 1),
    memoryLimit: memoryLimit === undefined ? 0 : wholeNumber('memoryLimit', memoryLimit, 1, Number.MAX_SAFE_INTEGER),
    mlock: options.mlock ?? false,
  };
}

export function checkedGenerateOptions(options: GenerateOptions, tokens: Uint32Array): NativeGenerateOptions {
  return {
    tokens,
    grammar: options.grammar ?? '',
    maxTokens: wholeNumber('maxTokens', options.maxTokens, 1, 2 ** 31 - 1),
    temperature: within('temperature', options.temperature ?? 0, 0, 100),
    topK: wholeNumber('topK', options.topK ?? 0, 0, 2 ** 31 - 1),
    topP: within('topP', options.topP ?? 1, 0, 1),
    minP: within('minP', options.minP ?? 0, 0, 1),
    seed: wholeNumber('seed', options.seed ?? 0, 0, Number.MAX_SAFE_INTEGER),
  };
}

/** Token ids as the engine takes them; fails on anything that is no id of a vocabulary of this size. */
export function checkedTokens(tokens: readonly number[], vocabularySize: number): Uint32Array {
  for (const token of tokens) {
    if (!Number.isInteger(token) || token < 0 || token >= vocabularySize) {
      throw new EngineError(
        'ENGINE_TOKEN_INVALID',
        `${token} is no token of this model, which has tokens 0 to ${vocabularySize - 1}.`,
      );
    }
  }
  return Uint32Array.from(tokens);
}

function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) throw optionError(name, value, least, most);
  return value;
}

function within(name: string, value: number, least: number, most: number): number {
  if (!(value >= least && value <= most)) throw optionError(name, value, least, most);
  return value;
}

function optionError(name: string, value: number, least: number, most: number): EngineError {
  return new EngineError('ENGINE_OPTION_INVALID', `${name} is ${value}, but must lie between ${least} and ${most}.`);
}
