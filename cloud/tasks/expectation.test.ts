import type { Report, ReportValues, Subtask } from '@farhand/shared';
import { expect, test } from 'vitest';
import type { AttemptOutcome } from './attempt.js';
import { expectationOf } from './expectation.js';

const subtask = (intent: Subtask['intent'], values: Record<string, string> = {}): Subtask => {
  return { id: 's1', kind: 'app', app: 'taobao', intent, goal: 'g', values, dependsOn: [] };
};
const report = (values?: ReportValues, text = 'done'): Report => {
  return {
    subtaskId: 's1',
    stopReason: 'TASK_COMPLETED_SUCCESSFULLY',
    text,
    steps: 1,
    seconds: 1,
    ...(values && { values }),
  };
};
const offer = { app: 'taobao', title: 't', price: { minor: 1, currency: 'CNY' }, conditions: [], step: 1 };
const message = subtask('send_message', { recipient: 'Li Lei', text: 'see you\nat 3' });

test.each<[string, Subtask, Report, string]>([
  ['a price with an offer of its shop', subtask('find_price'), report({ offers: [offer] }), 'met'],
  ['a price that the shop does not have', subtask('find_price'), report({ notFound: true }), 'met'],
  ['a price without an offer', subtask('find_price'), report(), 'missing'],
  ['a price of another shop', subtask('find_price'), report({ offers: [{ ...offer, app: 'jd' }] }), 'missing'],
  ['a search with results', subtask('search'), report({ results: ['a'] }), 'met'],
  ['a search with words alone', subtask('search'), report(), 'open'],
  ['a message that the chat shows', message, report({ sent: { to: 'Li Lei', text: ' see you at 3' } }), 'met'],
  ['a message with another text', message, report({ sent: { to: 'Li Lei', text: 'see you at 5' } }), 'missing'],
  ['a message that nobody read back', message, report(), 'open'],
  ['anything else that says something', subtask('do', { goal: 'x' }), report(), 'open'],
  ['anything that says nothing', subtask('do', { goal: 'x' }), report(undefined, ' '), 'missing'],
])('%s is %4$s', (_, wanted, came, kind) => {
  expect(expectationOf(wanted, { report: came }).kind).toBe(kind);
});

const said = (parts: Partial<NonNullable<AttemptOutcome['said']>>): AttemptOutcome['said'] => {
  return { verified: 'unknown', privacy: 'open', ...parts };
};

test('what the screen did not show is never met, whatever the report says', () => {
  const sent = report({ sent: { to: 'Li Lei', text: 'see you at 3' } });
  const expectations = (['yes', 'unknown', 'no'] as const).map((verified) =>
    expectationOf(message, { report: sent, said: said({ verified }) }),
  );
  expect(expectations.map(({ kind }) => kind)).toEqual(['met', 'met', 'missing']);
});

test('what may not say its values is not found lacking for it', () => {
  expect(expectationOf(subtask('find_price'), { report: report(), said: said({ privacy: 'private' }) }).kind).toBe(
    'open',
  );
});
