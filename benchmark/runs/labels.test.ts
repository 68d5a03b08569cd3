import { expect, test } from 'vitest';
import type { FailureLabel, Verdict } from '../attempt.js';
import { someTask } from '../testing/runs.js';
import { type Ending, labelsOf } from './labels.js';

const failed = (...tiers: Verdict['items'][number]['tier'][]): Verdict => ({
  pass: false,
  by: 'state',
  items: tiers.map((tier) => ({ tier, what: 'it', outcome: 'violated', why: '' })),
});
const ended = (over: Partial<Ending>): FailureLabel[] =>
  labelsOf({ task: someTask('a'), verdict: failed('operational'), report: '', apps: [], ...over });

test.each<[string, Partial<Ending>, FailureLabel[]]>([
  ['passed', { verdict: { pass: true, by: 'state', items: [] }, errorCode: 'STEP_LIMIT' }, []],
  ['lost the phone', { errorCode: 'DEVICE_LOST' }, ['environment']],
  ['had no plan', { errorCode: 'BRAIN_REFUSED' }, ['not_planned']],
  ['gave up', { errorCode: 'SUBTASK_FAILED', stopReason: 'TASK_ABORTED_BY_AGENT' }, ['grounding']],
  ['went in circles', { errorCode: 'SUBTASK_FAILED', stopReason: 'LOOP_DETECTED' }, ['loop']],
  ['took too many steps', { errorCode: 'CANCELLED', limit: 'steps' }, ['loop']],
  ['took too long', { errorCode: 'TIME_LIMIT', limit: 'time' }, ['latency']],
  ['asked', { errorCode: 'NEEDS_CONFIRMATION' }, ['asked_needlessly']],
  ['stood before a login', { errorCode: 'NEEDS_TAKEOVER', report: '请先登录' }, ['login_or_captcha']],
  ['stood before a payment', { errorCode: 'NEEDS_TAKEOVER', report: 'Pay' }, ['blocked_by_safety']],
  ['said done and was not', {}, ['premature_complete']],
  ['did too much', { verdict: failed('negative') }, ['missed_constraint']],
  ['said what is not so', { verdict: failed('quality') }, ['hallucinated_report']],
  ['did it wrong', { verdict: failed('operational', 'quality') }, ['premature_complete', 'missed_constraint']],
  [
    'worked elsewhere',
    { task: someTask('a', { apps: [{ name: '京东' }] }), apps: ['taobao'] },
    ['premature_complete', 'wrong_app'],
  ],
])('an attempt that %s', (_, over, labels) => {
  expect(ended(over)).toEqual(labels);
});
