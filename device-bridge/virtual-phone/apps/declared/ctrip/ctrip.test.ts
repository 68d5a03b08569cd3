import { expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { ctrip } from './index.js';
import type { CtripState } from './model.js';
import { flightsOf } from './travel-data.js';

function open(): { readonly stage: AppStage; state(): CtripState } {
  const app = ctrip(7);
  return { stage: new AppStage([app]), state: () => app.state() as CtripState };
}

const texts = (stage: AppStage, key: RegExp): string[] =>
  stage.views().flatMap((view) => (key.test(view.key) ? [view.text ?? ''] : []));

test('a hotel found by price is kept, and booked up to the payment', () => {
  const { stage, state } = open();
  stage.tap('酒店');
  stage.tap('city');
  stage.tap('option:杭州');
  stage.tap('查询');
  stage.tap('低价优先');
  stage.tap('wants:免费取消');
  const prices = texts(stage, /^hotel:[^/]*\/price$/).map((text) => Number.parseFloat(text.slice(1)));
  expect(prices.length).toBeGreaterThan(1);
  expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  stage.tap(stage.views().find(({ key }) => /^hotel:[^/]*$/.test(key))?.key ?? '');
  const hotel = state().hotels.find(({ id }) => id === state().browsed[0]);
  stage.tap('收藏');
  const room = hotel?.rooms.toSorted((a, b) => a.fen - b.fen).find(({ left }) => left > 0);
  while (!stage.find(`room:${room?.id}/button`)) stage.scroll('list', 600);
  stage.tap(`room:${room?.id}/button`);
  stage.tap('guest');
  stage.type('林晓雨');
  stage.back();
  stage.tap('去支付');
  expect(state().orders[0]).toMatchObject({ kind: 'hotel', title: hotel?.name, fen: room?.fen, status: 'unpaid' });
  expect(state().favourites).toEqual([hotel?.id]);
  expect(stage.app.secure?.()).toBe(true);
});

test('a direct flight is found by price and ordered with tax, and without what nobody chose', () => {
  const { stage, state } = open();
  stage.tap('机票');
  stage.tap('go');
  stage.tap('wants:直飞');
  stage.tap('sort:低价优先');
  const { to } = state().flight;
  const flights = flightsOf(7, '上海', to, '2026-11-24').filter(({ via }) => via === '');
  const price = (cabins: { fen: number }[]): number => Math.min(...cabins.map(({ fen }) => fen));
  const best = flights.toSorted((a, b) => price(a.cabins) - price(b.cabins))[0];
  stage.tap(`times:${best?.no}`);
  const cabin = best?.cabins.find(({ left }) => left > 0);
  while (!stage.find(`seat:${cabin?.name}/button`)) stage.scroll('list', 600);
  stage.tap(`seat:${cabin?.name}/button`);
  stage.tap('person:t2');
  stage.tap('去支付');
  expect(state().orders[0]).toMatchObject({ kind: 'flight', people: ['林建国'], fen: (cabin?.fen ?? 0) + 12_000 });
});

test('a ticket for a sight is ordered for a day', () => {
  const { stage, state } = open();
  stage.tap('services:sights');
  stage.tap('sight-field');
  stage.type('故宫');
  stage.tap('故宫博物院');
  while (!stage.find('ticket:v8-3/button')) stage.scroll('list', 500);
  stage.tap('ticket:v8-3/button');
  stage.tap('count/add');
  stage.tap('guest');
  stage.type('陈芳');
  stage.back();
  stage.tap('去支付');
  expect(state().orders).toMatchObject([{ kind: 'ticket', title: '故宫博物院', day: '2026-11-24', fen: 7000 }]);
});
