// Answers that need no computing: the last report as it is, or all of them in the order of the plan.
import type { Plan, Report } from '@farhand/shared';
import { appName, type Outcome, outcomesOf, succeeded } from './outcome.js';
import { citationOf } from './seen-at.js';

/** Each report under the name of its app, in the order of the plan, with where its figures were seen. */
export function answerAll(plan: Plan, reports: readonly Report[]): string {
  const { language } = plan;
  const outcomes = outcomesOf(plan, reports);
  if (outcomes.length === 1) return describe(outcomes[0]);
  const cited = (outcome: Outcome) => {
    const where = succeeded(outcome.report) ? citationOf(outcome.report, reports, language) : undefined;
    const said = describe(outcome);
    if (where === undefined) return said;
    return language === 'zh' ? `${said}（${where}）` : `${said} (${where})`;
  };
  return outcomes.map((outcome) => `${appName(outcome.subtask, language)}: ${cited(outcome)}`).join('\n');
}

/** The last subtask's report; where it could not begin, what came before says why. */
export function answerLast(plan: Plan, reports: readonly Report[]): string {
  const outcomes = outcomesOf(plan, reports);
  const last = outcomes.at(-1);
  if (last?.report.stopReason === 'NOT_STARTED') return answerAll(plan, reports);
  return describe(last);
}

/** The results of a search stand below the report's text unless the text names them already. */
function describe(outcome: Outcome | undefined): string {
  if (!outcome) return '';
  const { text, values } = outcome.report;
  const missing = (values?.results ?? []).filter((result) => !text.includes(result));
  return [text, ...missing.map((result) => `- ${result}`)].join('\n').trim();
}
