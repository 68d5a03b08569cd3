import { expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { trainsOf } from './data.js';
import { railway } from './index.js';
import type { RailwayState } from './model.js';

function open(): { readonly stage: AppStage; state(): RailwayState } {
  const app = railway(7);
  return { stage: new AppStage([app]), state: () => app.state() as RailwayState };
}

function station(stage: AppStage, place: 'ends/fact0' | 'ends/fact2', name: string): void {
  stage.tap(place);
  stage.type(name);
  stage.tap(`city:${name}`);
}

const shownTrains = (stage: AppStage): string[] =>
  stage.views().flatMap(({ key }) => (/^train:[A-Z]\d+$/.test(key) ? [key.slice('train:'.length)] : []));

test('the fastest train of another day is ordered for two passengers, up to the payment', () => {
  const { stage, state } = open();
  station(stage, 'ends/fact0', '北京');
  station(stage, 'ends/fact2', '上海');
  stage.tap('查询车票');
  stage.tap('后一天');
  stage.tap('sort:耗时最短');
  stage.tap('wants:只看有票');
  const day = state().query.day;
  const offered = trainsOf(7, '北京', '上海', day).filter(({ seats }) => seats.some(({ left }) => left > 0));
  const fastest = offered.toSorted((a, b) => a.minutes - b.minutes)[0];
  expect(shownTrains(stage)[0]).toBe(fastest?.no);
  stage.tap(`seats:${fastest?.no}`);
  const seat = fastest?.seats.find(({ left }) => left > 1);
  stage.tap(`seat:${seat?.name}/button`);
  stage.tap('person:m1');
  stage.tap('person:m2');
  stage.tap('提交订单');
  stage.tap('确认');
  expect(state().orders[0]).toMatchObject({
    train: fastest?.no,
    day,
    passengers: ['林晓雨', '林建国'],
    fen: 2 * (seat?.fen ?? 0),
    status: 'unpaid',
  });
  stage.tap('立即支付');
  expect(stage.app.secure?.()).toBe(true);
});

test('a paid ticket is given back for its price less the fee', () => {
  const { stage, state } = open();
  stage.tap('订单');
  stage.tap('order:E90001');
  stage.tap('退票');
  stage.tap('give');
  stage.tap('确定');
  const [order] = state().orders;
  expect(order?.status).toBe('refunded');
  expect((order?.fen ?? 0) - (order?.refundFen ?? 0)).toBe(Math.round(((order?.fen ?? 0) * 0.05) / 50) * 50);
});

test('days outside the sale are refused', () => {
  const { stage, state } = open();
  stage.tap('查询车票');
  stage.tap('前一天');
  expect(state().query.day).toBe('');
  expect(stage.toasts.at(-1)).toBe('不能选择过去的日期');
  for (let days = 0; days < 16; days += 1) stage.tap('后一天');
  expect(state().query.day).toBe('2026-12-07');
});
