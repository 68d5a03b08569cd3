import type { Plan } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import { withoutForbidden } from './forbidden-recipients.js';

function planFor(...recipients: string[]): Plan {
  const subtasks = recipients.map((recipient, index) => ({
    id: `s${index + 1}`,
    kind: 'app' as const,
    app: 'wechat',
    intent: 'send_message' as const,
    goal: `message ${recipient}`,
    values: { recipient, text: 'hello' },
    dependsOn: [],
  }));
  return { language: 'zh', subtasks, combine: 'collect' };
}

const reached = (plan: Plan) => plan.subtasks.map(({ values }) => values.recipient);

describe('whom the command excludes is not reached', () => {
  test.each([
    ['给张三发微信："开会"，别发错成张三丰', ['张三', '张三丰'], ['张三']],
    ['给张三丰发微信：开会，不要发给张三', ['张三丰', '张三'], ['张三丰']],
    ['告诉李四开会了，千万别告诉“王五”', ['李四', '王五'], ['李四']],
    ['给陈经理而不是陈静发：到了', ['陈经理', '陈静'], ['陈经理']],
    ["Tell Anna I am late, don't tell Ben", ['Anna', 'Ben'], ['Anna']],
    ['Send "hi" to Lisa Wong, not to Lisa Chen', ['Lisa Wong', 'Lisa Chen'], ['Lisa Wong']],
  ])('%s', (command, planned, expected) => {
    expect(reached(withoutForbidden(planFor(...planned), command))).toEqual(expected);
  });

  test.each([
    ['别给张三发微信', ['张三']],
    ["don't message Ben", ['Ben']],
  ])('%s: nothing else is left, so it is refused', (command, planned) => {
    expect(() => withoutForbidden(planFor(...planned), command)).toThrow(planned[0]);
  });
});

test.each([
  ['分别告诉张三和李四开会', ['张三', '李四']],
  ['别忘了告诉张三开会', ['张三']],
  ['问张三要不要告诉李四', ['张三']],
  ['特别告诉王五一声', ['王五']],
  ['我今天不去了告诉张三', ['张三']],
  ["don't forget to tell Ben that I am late", ['Ben']],
  ['I am not coming, tell Ben', ['Ben']],
  ['告诉张三：别告诉李四，也别发给张三', ['张三']],
])('%s: excludes nobody who is meant', (command, planned) => {
  expect(reached(withoutForbidden(planFor(...planned), command))).toEqual(planned);
});
