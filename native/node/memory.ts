// How much memory a model will take, from the head of its file: nothing is loaded, so this works for models that don't
// fit, too.

import { addon, native } from './addon.js';
import { checkedLoadOptions } from './options.js';

export interface MemoryPlan {
  /** All figures are bytes. */
  readonly weights: number;
  /** With the whole context in use; sliding-window layers keep only their window. */
  readonly keysAndValues: number;
  /** What a pass works with */
  readonly batch: number;
  readonly total: number;
  /** To this process: what the system has left, or less where control groups limit it */
  readonly available: number;
}

export interface PlanOptions {
  /** Tokens, prompt and output together, of all sequences. Defaults to what the model was made for. */
  contextLength?: number;
  /** How keys and values are kept. Defaults to what loading takes: 'f32' for small models, else 'f16'. */
  cache?: 'f32' | 'f16' | 'q8_0';
  /** Multi-token-prediction heads that count, 0 to 64. Defaults to all that the file has. */
  predictionHeads?: number;
}

/** Throws EngineError for files that can't be read or have no valid shape. */
export function planMemory(path: string, options: PlanOptions = {}): MemoryPlan {
  const { contextLength, predictionHeads } = checkedLoadOptions(options);
  return native(() => addon().planMemory(path, contextLength, options.cache ?? '', predictionHeads));
}
