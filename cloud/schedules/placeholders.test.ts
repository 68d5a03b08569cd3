import type { Plan } from '@farhand/shared';
import { expect, test } from 'vitest';
import { placeholdersIn, withSaid } from './placeholders.js';

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
