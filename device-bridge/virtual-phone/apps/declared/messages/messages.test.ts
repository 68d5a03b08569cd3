import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { messages } from './index.js';
import type { MessagesState } from './state.js';
import { codeIn } from './threads.js';

const definition = messages(7);
const state = (): MessagesState => definition.state() as MessagesState;
let stage: AppStage;

beforeEach(() => {
  definition.reset(7);
  stage = new AppStage([definition]);
});

test('a message to a contact goes out and is delivered', () => {
  stage.tap('新建短信');
  stage.type('lisi');
  stage.tap('李四');
  stage.tap('write/field');
  stage.type('下午三点见');
  stage.tap('发送');
  const thread = state().threads.at(-1);
  expect(thread).toMatchObject({ name: '李四', number: '13701234567', draft: '' });
  expect(thread?.messages).toMatchObject([{ text: '下午三点见', own: true, state: 'delivered' }]);
});

test('a code is read from its message and copied', () => {
  stage.tap('验证码');
  stage.tap('微信支付');
  const code = codeIn(state().threads.find(({ name }) => name === '微信支付')?.messages[0]?.text ?? '');
  expect(code).toMatch(/^\d{6}$/);
  stage.tap(`复制 ${code}`);
  expect(state().copied).toBe(code);
  expect(state().threads.find(({ name }) => name === '微信支付')?.unread).toBe(0);
});

test('a message to a blocked number fails', () => {
  stage.tap('个人');
  stage.tap('陈经理');
  stage.tap('会话详情');
  stage.tap('block/switch');
  stage.back();
  stage.tap('write/field');
  stage.type('在吗');
  stage.tap('发送');
  expect(stage.find('发送失败')).toBeDefined();
});

test.each([
  ['【菜鸟驿站】包裹已到店，凭 3-2-1048 领取', '3-2-1048'],
  ['【京东】取件码 884016，24 小时后收费', '884016'],
  ['【招商银行】余额 12936.77 元', ''],
])('the code in %s is "%s"', (text, code) => {
  expect(codeIn(text)).toBe(code);
});
