import { expect, test } from 'vitest';
import { ownQuestion } from './own-question.js';

test.each([
  ['看一下淘宝购物车里一共几件东西，总价多少', 'taobao', '购物车里一共几件东西，总价多少'],
  ['滴滴上我还有几张优惠券，哪张快过期了', 'didi', '我还有几张优惠券，哪张快过期了'],
  [
    'How many coupons do I have on DiDi, and when does the next one expire?',
    'didi',
    'How many coupons do I have on DiDi, and when does the next one expire',
  ],
])('what is one’s own in an app is asked of it: %s', (request, app, what) => {
  const clause = ownQuestion(request);
  expect(clause?.apps).toMatchObject([{ id: app }]);
  expect(clause?.values).toEqual({ what });
});

test.each([
  '淘宝的优惠券怎么用',
  '取消京东的订单要多少钱',
  '淘宝是什么时候成立的',
  '把淘宝购物车清空，看看还剩多少',
  'why is my DiDi balance so low and what can I do',
  '购物车里有什么',
])('anything else is none: %s', (request) => {
  expect(ownQuestion(request)).toBeUndefined();
});
