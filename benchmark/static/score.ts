// Asks a model for the action of each labelled screen and counts what was right: by type of action and by the groups of
// the set. A reply that cannot be read is a wrong answer of its own kind; a server that fails ends the run.
import { type Action, FarhandError } from '@farhand/shared';
import type { LabelType, StaticItem } from './item.js';
import { isRight, type Match, match } from './match.js';

/** Throws BRAIN_ANSWER_INVALID for a reply that holds no action. */
export type Predict = (item: StaticItem, signal: AbortSignal) => Promise<Action>;

export interface ItemResult {
  readonly id: string;
  readonly label: LabelType;
  readonly groups: Readonly<Record<string, string>>;
  /** Absent where the reply held no action. */
  readonly action?: Action | undefined;
  readonly isType: boolean;
  readonly isValue?: boolean | undefined;
  readonly isRight: boolean;
  readonly seconds: number;
}

export interface Accuracy {
  readonly count: number;
  /** Shares from 0 to 1. */
  readonly type: number;
  /** Of those whose value can be compared; absent where there are none. */
  readonly value?: number | undefined;
  readonly right: number;
}

export interface StaticScore {
  readonly all: Accuracy;
  readonly byLabel: Readonly<Partial<Record<LabelType, Accuracy>>>;
  /** "ui_type=text" and the like. */
  readonly byGroup: Readonly<Record<string, Accuracy>>;
  readonly wrongFormat: number;
  readonly medianSeconds: number;
}

/** Results one by one, in the order of the items. */
export async function* scoreItems(
  items: readonly StaticItem[],
  predict: Predict,
  signal: AbortSignal,
): AsyncGenerator<ItemResult, void, undefined> {
  for (const item of items) {
    const startedMs = performance.now();
    const action = await predict(item, signal).catch((error: unknown) => {
      if (error instanceof FarhandError && error.code === 'BRAIN_ANSWER_INVALID') return undefined;
      throw error;
    });
    const seconds = (performance.now() - startedMs) / 1000;
    const found: Match = action ? match(item.label, action, item.sizePx) : { isType: false, isValue: false };
    const { id, groups, label } = item;
    yield { id, label: label.type, groups, action, ...found, isRight: isRight(found), seconds };
  }
}

export function summarise(results: readonly ItemResult[]): StaticScore {
  const groups = new Map<string, ItemResult[]>();
  for (const result of results) {
    for (const [name, value] of Object.entries(result.groups)) {
      const key = `${name}=${value}`;
      groups.set(key, [...(groups.get(key) ?? []), result]);
    }
  }
  const labels = [...new Set(results.map(({ label }) => label))].sort();
  return {
    all: accuracyOf(results),
    byLabel: Object.fromEntries(
      labels.map((label) => [label, accuracyOf(results.filter((one) => one.label === label))]),
    ),
    byGroup: Object.fromEntries([...groups].sort().map(([key, members]) => [key, accuracyOf(members)])),
    wrongFormat: results.filter(({ action }) => action === undefined).length,
    medianSeconds: median(results.map(({ seconds }) => seconds)),
  };
}

function accuracyOf(results: readonly ItemResult[]): Accuracy {
  const valued = results.filter(({ isValue }) => isValue !== undefined);
  return {
    count: results.length,
    type: share(results, ({ isType }) => isType),
    ...(valued.length > 0 && { value: share(valued, ({ isValue }) => isValue === true) }),
    right: share(results, (result) => result.isRight),
  };
}

function share(results: readonly ItemResult[], isCounted: (result: ItemResult) => boolean): number {
  return results.length === 0 ? 0 : results.filter(isCounted).length / results.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return 0;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
