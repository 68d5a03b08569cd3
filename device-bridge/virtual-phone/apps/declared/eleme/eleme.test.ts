import { expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { eleme } from './index.js';
import type { ElemeState } from './model.js';

function open(): { readonly stage: AppStage; state(): ElemeState } {
  const app = eleme(7);
  return { stage: new AppStage([app]), state: () => app.state() as ElemeState };
}

function search(stage: AppStage, text: string): void {
  stage.tap('输入商家、商品名称');
  stage.type(text);
  stage.submit();
}

test('a drink is ordered the way it was asked for, with a coupon, up to the payment', () => {
  const { stage, state } = open();
  search(stage, '霸王茶姬');
  stage.tap('shop:s5');
  stage.tap('dish:s5-1/button');
  stage.tap('spec:去冰/add');
  stage.tap('spec:去冰/add');
  stage.tap('spec-done');
  stage.tap('cart/button');
  stage.tap('coupon');
  stage.tap('option:q1');
  while (!stage.find('tableware')) stage.scroll('list', 400);
  stage.tap('tableware');
  stage.tap('option:无需餐具');
  stage.tap('提交订单');
  const [order] = state().orders;
  const shop = state().shops.find(({ id }) => id === 's5');
  const fen = 2 * (shop?.dishes[0]?.fen ?? 0);
  expect(order).toMatchObject({
    lines: [{ name: '伯牙绝弦', spec: '去冰', count: 2, fen }],
    fen: fen + (shop?.deliveryFen ?? 0) + (shop?.packingFen ?? 0) - 300,
    tableware: '无需餐具',
    status: 'unpaid',
  });
  expect(state().cart).toEqual({});
  expect(state().coupons.map(({ id }) => id)).toEqual(['q2', 'q3']);
  expect(stage.app.secure?.()).toBe(true);
});

test('lists follow the chosen order and wishes', () => {
  const { stage, state } = open();
  stage.tap('kinds:麻辣烫');
  stage.tap('sort');
  stage.tap('option:评分最高');
  const shown = stage.views().flatMap(({ key }) => (/^shop:[^/]*$/.test(key) ? [key.slice('shop:'.length)] : []));
  const scores = shown.map((id) => state().shops.find((shop) => shop.id === id)?.score ?? 0);
  expect(scores.length).toBeGreaterThan(2);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});

test('a delivered order is reviewed, and ordered again', () => {
  const { stage, state } = open();
  stage.tap('订单');
  stage.tap('order:E9001/review');
  stage.tap('stars:4');
  stage.tap('text');
  stage.type('很好喝');
  stage.back();
  stage.tap('发布');
  expect(state().orders[0]).toMatchObject({ stars: 4, review: '很好喝' });
  stage.tap('order:E9001/again');
  expect(Object.values(state().cart)).toEqual([1, 1]);
});
