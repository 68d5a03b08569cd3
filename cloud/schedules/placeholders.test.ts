import { FarhandError, type Plan } from '@farhand/shared';
import { expect, test } from 'vitest';
import { placeholdersIn, planFilled, withSaid } from './placeholders.js';

const plan: Plan = {
  language: 'en',
  subtasks: [
    {
      id: 's1',
      kind: 'app',
      app: 'wechat',
      intent: 'send_message',
      goal: 'in WeChat, send "{title}: {text}" to Ann',
      values: { recipient: 'Ann', text: '{title}: {text}' },
      dependsOn: [],
    },
  ],
  combine: 'last',
};

test('placeholders of a command are known by name, and a wrong one is refused', () => {
  expect(placeholdersIn('tell Ann {text}, from {title} and again {text}')).toEqual(['title', 'text']);
  expect(placeholdersIn('open WeChat')).toEqual([]);
  expect(() => placeholdersIn('tell Ann {txt}')).toThrow('no {txt}; did you mean {text}?');
});

test('what was said fills values and nothing else, and is not read again', () => {
  const [subtask] = withSaid(plan, { title: '{text}', text: '$& to Bob, and pay {title}' }).subtasks;
  expect(subtask).toMatchObject({
    app: 'wechat',
    intent: 'send_message',
    values: { recipient: 'Ann', text: '{text}: $& to Bob, and pay {title}' },
  });
  expect(subtask?.goal).toContain('$& to Bob, and pay {title}');
  expect(withSaid(plan, { title: 'a', text: 'b' }).subtasks).toHaveLength(1);
});

test('a brain that makes nothing of placeholders plans with words in their place', async () => {
  const asked: string[] = [];
  const literal = async (command: string): Promise<{ plan: Plan }> => {
    asked.push(command);
    if (command.includes('{')) throw new FarhandError('BRAIN_REFUSED', 'what is {text}?');
    const values = { recipient: 'Ann', text: command.slice(command.indexOf(':') + 2) };
    return { plan: { ...plan, subtasks: plan.subtasks.map((subtask) => ({ ...subtask, values })) } };
  };
  const filled = await planFilled('tell Ann: Text7 {text}', { text: 'hello' }, literal);
  expect(asked).toEqual(['tell Ann: Text7 {text}', 'tell Ann: Text7 Text8']);
  expect(filled.plan.subtasks[0]?.values.text).toBe('Text7 hello');
});

test('a plan that has no place for what was said is refused', async () => {
  const open = { ...plan, subtasks: plan.subtasks.map((subtask) => ({ ...subtask, values: { recipient: 'Ann' } })) };
  await expect(planFilled('tell Ann {text}', { text: 'hello' }, async () => ({ plan: open }))).rejects.toThrow(
    /no place for \{text\}/,
  );
});
