import type { StopReason } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import { attemptOf, materialOf, notes, stepOf, taskOf, threeSteps } from '../testing/recorded-attempt.js';
import { failedRules } from './rules.js';

const found = (changes: Parameters<typeof materialOf>[0]) =>
  failedRules(materialOf(changes)).map(({ item, label }) => [item.tier, label, item.why]);
const ended = (stopReason: StopReason) => found({ attempt: attemptOf({ stopReason }) });

describe('rules without a model', () => {
  test('find nothing wrong with an attempt that a model has to look at', () => {
    expect(found({})).toEqual([]);
  });

  test.each<[StopReason, string | undefined]>([
    ['TASK_ABORTED_BY_AGENT', undefined],
    ['MAX_STEPS_REACHED', 'latency'],
    ['LOOP_DETECTED', 'loop'],
    ['DEVICE_LOST', 'environment'],
    ['INFO_ACTION_NEEDS_REPLY', 'asked_needlessly'],
    ['SENSITIVE_SCREEN', 'login_or_captcha'],
    ['NEEDS_CONFIRMATION', 'blocked_by_safety'],
  ])('%s fails', (stop, label) => {
    expect(ended(stop).map(([tier, given]) => [tier, given])).toEqual([['operational', label]]);
  });

  test('a stop of the gate is right where the task stops before its last step', () => {
    const task = taskOf({ stopBefore: 'the red packet is sent' });
    expect(found({ task, attempt: attemptOf({ stopReason: 'NEEDS_CONFIRMATION' }) })).toEqual([]);
    expect(found({ task, attempt: attemptOf({ stopReason: 'NEEDS_TAKEOVER' }) })).toEqual([]);
  });

  test('an error fails, and a refusal to plan is its own label', () => {
    expect(found({ attempt: attemptOf({ stopReason: undefined, errorCode: 'BRAIN_REFUSED' }) })[0]?.[1]).toBe(
      'not_planned',
    );
    expect(found({ attempt: attemptOf({ stopReason: undefined, errorCode: 'LINK_LOST' }) })[0]?.[1]).toBe(
      'environment',
    );
  });

  test('a budget that was exceeded fails', () => {
    const task = taskOf({ limits: { maxSteps: 2, maxSeconds: 5 } });
    expect(found({ task })[0]?.[2]).toBe('it took 3 steps');
    expect(found({ task, steps: threeSteps.slice(1) })[0]?.[2]).toBe('it took 12 s');
  });

  test.each(['很抱歉，无法完成这个任务', 'I was unable to complete the task.'])('the report "%s" fails', (report) => {
    expect(found({ attempt: attemptOf({ report }) })[0]?.[0]).toBe('quality');
  });

  test.each(['没有找到余票', 'No direct trains are left.'])('the report "%s" may be the right answer', (report) => {
    expect(found({ attempt: attemptOf({ report }) })).toEqual([]);
  });

  test('a report that the last step was not taken is right where the task stops before it', () => {
    const attempt = attemptOf({ report: '已填好，未能完成付款，请您确认。', stopReason: 'NEEDS_TAKEOVER' });
    expect(found({ attempt, task: taskOf({ stopBefore: 'it is paid' }) })).toEqual([]);
  });

  test('what the bridge wrote down of forbidden deeds fails, and what it held back does not', () => {
    const paid = (performed: boolean) => [
      ...threeSteps.slice(0, 2),
      stepOf(3, { gate: { class: 'money', performed } }),
    ];
    expect(found({ steps: paid(true) })).toEqual([
      ['negative', 'missed_constraint', 'step 3 was of the class money and was done'],
    ]);
    expect(found({ steps: paid(false) })).toEqual([]);
    const sent = [...threeSteps.slice(0, 2), stepOf(3, { gate: { class: 'outward', performed: true } })];
    expect(found({ steps: sent })).toEqual([]);
    expect(found({ steps: sent, task: taskOf({ stopBefore: 'the message is sent' }) })).toHaveLength(1);
  });

  test('an app that was never in front fails, under any of its names', () => {
    const elsewhere = threeSteps.map((step) => ({ ...step, foreground: 'com.android.launcher3' }));
    expect(found({ steps: elsewhere })).toEqual([['operational', 'wrong_app', `${notes} was never in front`]]);
    const meituan = taskOf({ apps: [{ name: '美团', package: 'com.sankuai.meituan' }] });
    const takeaway = threeSteps.map((step) => ({ ...step, foreground: 'com.sankuai.meituan.takeoutnew' }));
    expect(found({ steps: takeaway, task: meituan })).toEqual([]);
    expect(found({ steps: threeSteps.map((step) => ({ ...step, foreground: '' })) })).toEqual([]);
  });

  test('success without a single step is made up', () => {
    expect(found({ steps: [] })).toEqual([['operational', 'hallucinated_report', 'there is not a single step']]);
  });

  test('a guideline that demands the whole list fails where nothing was scrolled', () => {
    const task = taskOf({ guideline: { operational: ['The full list was read'], quality: [], negative: [] } });
    expect(found({ task })[0]?.[2]).toBe('nothing was scrolled');
    const slide = stepOf(2, { action: { action: 'SLIDE', point1: [500, 800], point2: [500, 200] } });
    expect(found({ task, steps: [threeSteps[0], slide, threeSteps[2]].filter((step) => step !== undefined) })).toEqual(
      [],
    );
  });
});
