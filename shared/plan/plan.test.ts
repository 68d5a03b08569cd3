import { describe, expect, test } from 'vitest';
import { goalSentence, intents, intentTable, languageOf } from './goal.js';
import { type Plan, parsePlan } from './plan.js';

const price = (id: string, app: string) => ({
  id,
  kind: 'app' as const,
  app,
  intent: 'find_price' as const,
  goal: `Search ${app}`,
  values: { item: 'Mac Mini M4' },
  dependsOn: [],
});

const handOver: Plan = {
  language: 'en',
  combine: 'last',
  subtasks: [
    price('s1', 'taobao'),
    { id: 's2', kind: 'tool', intent: 'summarise', goal: 'Summarise', values: {}, dependsOn: ['s1'] },
    {
      id: 's3',
      kind: 'app',
      app: 'wechat',
      intent: 'send_message',
      goal: 'Send it',
      values: { recipient: 'Zhang San' },
      inputs: { text: 's2' },
      dependsOn: ['s2'],
    },
  ],
};

function broken(change: (plan: Plan) => void): Plan {
  const plan = structuredClone(handOver);
  change(plan);
  return plan;
}

describe('a plan', () => {
  test('that can be run is given back', () => {
    expect(parsePlan(handOver)).toEqual(handOver);
  });

  test.each<[string, Plan, string]>([
    ['a dependency that comes later', broken((p) => p.subtasks[0]?.dependsOn.push('s3')), 'subtask s1 depends on "s3"'],
    [
      'an input from nowhere',
      broken((p) => Object.assign(p.subtasks[2] ?? {}, { inputs: { text: 's9' } })),
      'depends on "s9"',
    ],
    ['a missing value', broken((p) => Object.assign(p.subtasks[0] ?? {}, { values: {} })), 'lacks the value "item"'],
    [
      'an empty value',
      broken((p) => Object.assign(p.subtasks[0] ?? {}, { values: { item: ' ' } })),
      'lacks the value "item"',
    ],
    [
      'a value too many',
      broken((p) => Object.assign(p.subtasks[0]?.values ?? {}, { colour: 'red' })),
      'the value "colour"',
    ],
    [
      'a condition on what comes later',
      broken((p) => Object.assign(p.subtasks[0] ?? {}, { when: { report: 's3', test: '超过20万', holds: true } })),
      'subtask s1 depends on "s3"',
    ],
    ['the same id twice', broken((p) => p.subtasks.push(price('s1', 'jd'))), 'subtask s1 stands twice'],
    ['no app', broken((p) => delete p.subtasks[0]?.app), 'subtask s1 names no app'],
    ['an unknown key', broken((p) => Object.assign(p, { langage: 'en' })), 'did you mean "language"?'],
  ])('with %s is refused in one sentence', (_, plan, sentence) => {
    expect(() => parsePlan(plan)).toThrow(sentence);
    expect(() => parsePlan(plan)).toThrow(expect.objectContaining({ code: 'BRAIN_ANSWER_INVALID' }));
  });
});

describe('goals in words', () => {
  test.each(intents)('the sentence of %s holds every value, in both languages', (intent) => {
    const values = Object.fromEntries(Object.keys(intentTable[intent]).map((name) => [name, `<${name}>`]));
    for (const language of ['zh', 'en'] as const) {
      const sentence = goalSentence(intent, values, 'APP', language);
      for (const value of Object.values(values)) expect(sentence).toContain(value);
      expect(sentence).not.toContain('undefined');
    }
  });

  test('a value that an earlier subtask will fill shows as an ellipsis', () => {
    expect(goalSentence('send_message', { recipient: '张三' }, '微信', 'zh')).toBe('在微信给张三发送：…');
  });

  test('the language is that of the words', () => {
    expect(languageOf('Compare prices on Taobao')).toBe('en');
    expect(languageOf('compare 空气炸锅 prices')).toBe('zh');
  });
});
