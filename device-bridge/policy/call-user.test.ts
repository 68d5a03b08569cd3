import { expect, test } from 'vitest';
import { screen, text, view } from '../testing/screens.js';
import { judgeCall } from './call-user.js';

const shop = screen(text('购物车', [0, 100, 1080, 180]));
const login = screen(view('EditText', [0, 300, 1080, 400], { password: true, text: '' }));

function call(value: string, tag: 'confirm_action' | undefined, seen = shop): string {
  return judgeCall({ action: 'INFO', value, ...(tag && { tag }) }, 'next step', seen)?.class ?? 'question';
}

test.each([
  ['请在手机上完成支付', 'money'],
  ['Please pay for the order yourself', 'money'],
  ['需要登录后继续', 'identity'],
  ['Enter the captcha on the phone', 'identity'],
  ['选哪一种颜色？', 'question'],
  ['Shall I display the cheaper one?', 'question'],
])('a call to confirm "%s" is %s', (value, expected) => {
  expect(call(value, 'confirm_action')).toBe(expected);
});

test('on a screen that is the owner’s alone any call gives the phone to them', () => {
  expect(call('继续吗？', 'confirm_action', login)).toBe('identity');
});

test('without a tag it is a question, whatever it is about', () => {
  expect(call('请付款', undefined)).toBe('question');
});

test('a picture that the model cannot see is of a screen that nobody is to see', () => {
  const blind = () => judgeCall({ action: 'INFO', value: '全黑', tag: 'screenshot_issue' }, '', shop);
  expect(blind).toThrow(expect.objectContaining({ code: 'SENSITIVE_SCREEN' }));
});
