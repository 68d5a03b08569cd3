// How much memory a model will take, from the head of its file: nothing is loaded, so this works for models that don't
// fit, too.

import { addon, native } from './addon.js';
import type { LoadOptions, MemoryPlan } from './load-types.js';
import { checkOptionNames } from './option-checks.js';
import { checkedLoadOptions } from './options.js';

/** Those of the options of loading that decide what it takes, with the same defaults */
export type PlanOptions = Pick<LoadOptions, 'contextLength' | 'cache' | 'precision' | 'predictionHeads' | 'packedFile'>;

const PLAN_OPTIONS: Readonly<Record<keyof PlanOptions, true>> = {
  contextLength: true,
  cache: true,
  precision: true,
  predictionHeads: true,
  packedFile: true,
};

/** Throws EngineError for files that can't be read or have no valid shape, or lack tensors. */
export function planMemory(path: string, options: PlanOptions = {}): MemoryPlan {
  checkOptionNames(options, PLAN_OPTIONS);
  const { contextLength, cache, precision, predictionHeads, packedFile } = checkedLoadOptions(options);
  return native(() => addon().planMemory(path, contextLength, cache, predictionHeads, precision, packedFile));
}
