// From reports to the answer, as the plan says they combine. Pure: the same reports always give the same answer.
import type { Combine, Plan, Report } from '@farhand/shared';
import { answerAll, answerLast } from './collect.js';
import { answerPrices } from './compare-prices.js';

const ways: Readonly<Record<Combine, (plan: Plan, reports: readonly Report[]) => string>> = {
  compare_prices: answerPrices,
  last: answerLast,
  collect: answerAll,
};

export function combine(plan: Plan, reports: readonly Report[]): string {
  return ways[plan.combine](plan, reports);
}
