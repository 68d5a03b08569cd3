// A kept plan with other values in it, and the words that ask for it.
import type { Plan, Subtask } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import { changeable, chosen, filledIn } from './skill.js';

function subtask(id: string, intent: Subtask['intent'], app: string, values: Record<string, string>): Subtask {
  return { id, kind: 'app', app, intent, goal: 'as it was', values, dependsOn: [] };
}

const toTwo: Plan = {
  language: 'zh',
  combine: 'collect',
  subtasks: [
    subtask('s1', 'send_message', 'wechat', { recipient: '张三', text: '会议改到三点' }),
    subtask('s2', 'send_message', 'qq', { recipient: '李四', text: '会议改到三点' }),
  ],
};
const command = '在微信上告诉张三，在QQ上告诉李四：会议改到三点';

describe('values of a plan', () => {
  test('are called as the plan calls them; the same one is one, wherever it stands', () => {
    expect(changeable(toTwo)).toEqual([
      { name: 'recipient', value: '张三', places: ['s1.recipient'] },
      { name: 'text', value: '会议改到三点', places: ['s1.text', 's2.text'] },
      { name: 'recipient2', value: '李四', places: ['s2.recipient'] },
    ]);
  });

  test('are named by the user, one by one or in all subtasks', () => {
    expect(chosen(toTwo, { 谁: ['s2.recipient'], what: ['text'] })).toEqual([
      { name: '谁', value: '李四', places: ['s2.recipient'] },
      { name: 'what', value: '会议改到三点', places: ['s1.text', 's2.text'] },
    ]);
  });

  test.each([
    [{ who: ['recipient'] }, 's1.recipient is "张三", and s2.recipient "李四"'],
    [{ a: ['s1.text'], b: ['text'] }, 'The value s1.text cannot be both "a" and "b"'],
    [{ who: ['s1.recipent'] }, 'did you mean "s1.recipient"?'],
    [{ who: ['s3.text'] }, 'The plan has no value "s3.text"'],
  ])('that %j cannot mean are refused', (names, why) => {
    expect(() => chosen(toTwo, names)).toThrow(why);
  });
});

describe('filling', () => {
  const skill = { command, plan: toTwo, params: changeable(toTwo) };

  test('changes what is given, in plan, goals and words, and nothing else', () => {
    const filled = filledIn(skill, { recipient: '王五', text: '取消了' });
    expect(filled.plan.subtasks.map(({ values }) => values)).toEqual([
      { recipient: '王五', text: '取消了' },
      { recipient: '李四', text: '取消了' },
    ]);
    expect(filled.plan.subtasks[0]?.goal).toBe('在微信给王五发送：取消了');
    expect(filled.command).toBe('在微信上告诉王五，在QQ上告诉李四：取消了');
    expect(filledIn(skill, {}).command).toBe(command);
  });

  test('what is put in is not read again, not even where it is the name of another value', () => {
    const { plan } = filledIn(skill, { recipient: '李四', recipient2: '张三' });
    expect(plan.subtasks.map(({ values }) => values.recipient)).toEqual(['李四', '张三']);
    expect(filledIn(skill, { recipient: '李四', recipient2: '张三' }).command).toBe(
      '在微信上告诉李四，在QQ上告诉张三：会议改到三点',
    );
  });

  test('words in which a value does not stand once are made of the goals', () => {
    const spoken = { ...skill, command: '告诉他们会议改到三点' };
    expect(filledIn(spoken, { recipient: '王五' }).command).toBe(
      '在微信给王五发送：会议改到三点；在QQ给李四发送：会议改到三点',
    );
    const twice = { ...skill, command: `${command}。张三收到请回复` };
    expect(filledIn(twice, { recipient: '王五' }).command).not.toContain('张三');
  });

  test('a value that the goal needs cannot be left empty, and an unknown one is told with the nearest', () => {
    expect(() => filledIn(skill, { recipient: ' ' })).toThrow('lacks the value "recipient"');
    expect(() => filledIn(skill, { recipent: '王五' })).toThrow('did you mean "recipient"?');
    expect(() => filledIn({ ...skill, params: [] }, { who: '王五' })).toThrow('it has no parameters');
  });

  test('a value that may be missing is left out when it is emptied', () => {
    const plan = { ...toTwo, subtasks: [subtask('s1', 'search', 'taobao', { query: '茶', sort: '按销量' })] };
    const { plan: filled } = filledIn({ command: '搜茶', plan, params: changeable(plan) }, { sort: '' });
    expect(filled.subtasks[0]?.values).toEqual({ query: '茶' });
  });
});
