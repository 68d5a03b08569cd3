// What a subtask that is done must have brought back, checked by code. "Done" is only a claim: of the hand, of a vision
// model, of the brain that drove. Where the intent has a result that can be read, the result decides.
import type { Intent, Report, ReportValues, Subtask } from '@farhand/shared';
import type { AttemptOutcome } from './attempt.js';

/** met, missing with what is missing, or open: nothing that code could read. */
export type Expectation =
  | { readonly kind: 'met' }
  | { readonly kind: 'missing'; readonly what: string }
  | { readonly kind: 'open' };

const met: Expectation = { kind: 'met' };
const open: Expectation = { kind: 'open' };

interface Came {
  readonly report: Report;
  readonly said?: AttemptOutcome['said'] | undefined;
}

type Check = (values: ReportValues, subtask: Subtask) => Expectation;

const checks: Partial<Record<Intent, Check>> = {
  find_price: ({ offers = [], notFound }, { app }) => {
    if (notFound) return met;
    if (offers.length === 0) return missing('it names no price');
    const other = offers.find((offer) => offer.app !== app);
    return other ? missing(`its price is from ${other.app}`) : met;
  },
  search: ({ results = [], notFound }) => (results.length > 0 || notFound ? met : open),
  send_message: ({ sent }, { values }) => {
    if (!sent) return open;
    return folded(sent.text) === folded(values.text ?? '') ? met : missing(`the chat shows "${sent.text}"`);
  },
};

/**
 * `subtask` with the values that were asked for. What the hand looked for on the screen and did not see is not met, whatever
 * it says. A report that may not hold values, for privacy's sake, stays open.
 */
export function expectationOf(subtask: Subtask, { report, said }: Came): Expectation {
  if (said?.verified === 'no') return missing('the screen does not show it');
  const check = checks[subtask.intent];
  if (check && said?.privacy !== 'private') return check(report.values ?? {}, subtask);
  return report.text.trim() === '' ? missing('it says nothing') : open;
}

function missing(what: string): Expectation {
  return { kind: 'missing', what };
}

/** Chats break lines and trim ends as they like. */
function folded(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim();
}
