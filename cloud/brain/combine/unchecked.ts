// What a phone called done and nobody could check is said to be so, in the answer that people read.
import type { Language, Plan, Report } from '@farhand/shared';
import { appName, outcomesOf, succeeded } from './outcome.js';

const words: Readonly<Record<Language, (apps: readonly string[]) => string>> = {
  en: (apps) => `Not checked: nothing that was read back shows that it was done (${apps.join(', ')}).`,
  zh: (apps) => `未核实：没有读回能证明已经完成的内容（${apps.join('、')}）。`,
};

/** Only of the hand's word: what the cloud did itself it has seen. */
export function isUnchecked(report: Report): boolean {
  return succeeded(report) && report.device !== undefined && !report.skipped && report.checked === undefined;
}

/** A line of its own, or nothing where everything was checked. */
export function uncheckedLine(plan: Plan, reports: readonly Report[]): string | undefined {
  const outcomes = outcomesOf(plan, reports).filter(({ report }) => isUnchecked(report));
  if (outcomes.length === 0) return undefined;
  return words[plan.language]([...new Set(outcomes.map(({ subtask }) => appName(subtask, plan.language)))]);
}
