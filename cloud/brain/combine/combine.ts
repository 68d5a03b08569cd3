// From reports to the answer, as the plan says they combine. Pure: the same reports always give the same answer.
import type { Combine, Plan, Report } from '@farhand/shared';
import { answerAll, answerLast } from './collect.js';
import { answerPrices } from './compare-prices.js';
import { uncheckedLine } from './unchecked.js';

const ways: Readonly<Record<Combine, (plan: Plan, reports: readonly Report[]) => string>> = {
  compare_prices: answerPrices,
  last: answerLast,
  collect: answerAll,
};

/** What was not needed has no part in it. Where conditions decide, what they were decided by is told, too. */
export function combine(plan: Plan, reports: readonly Report[]): string {
  const told = reports.filter(({ skipped }) => !skipped);
  const isConditional = plan.combine === 'last' && plan.subtasks.some(({ when }) => when !== undefined);
  const answer = isConditional ? answerAll(plan, told) : ways[plan.combine](plan, told);
  const unchecked = uncheckedLine(plan, told);
  return unchecked === undefined ? answer : `${answer}\n${unchecked}`.trim();
}
