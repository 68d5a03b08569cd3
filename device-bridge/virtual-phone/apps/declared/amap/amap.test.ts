import { expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { amap } from './index.js';
import type { AmapState } from './model.js';

function open(): { readonly stage: AppStage; state(): AmapState } {
  const app = amap(7);
  return { stage: new AppStage([app]), state: () => app.state() as AmapState };
}

function search(stage: AppStage, text: string): void {
  stage.tap('search');
  stage.type(text);
  stage.submit();
}

test('a navigation says where it leads, by which way, and stays until it is left', () => {
  const { stage, state } = open();
  search(stage, '上海虹桥站');
  stage.tap('路线');
  stage.tap('骑行');
  stage.tap('way:electric');
  stage.tap('开始导航');
  expect(state().navigation).toMatchObject({
    active: true,
    from: 'here',
    toName: '上海虹桥站',
    by: 'bike',
    way: '电动车',
  });
  for (let backs = 0; backs < 3; backs += 1) stage.back();
  stage.tap('navigating');
  stage.tap('退出导航');
  stage.tap('退出');
  expect(state().navigation.active).toBe(false);
  expect(state().trips).toHaveLength(1);
});

test('places nearby are sorted and filtered, and can be kept or become home', () => {
  const { stage, state } = open();
  search(stage, '停车场');
  stage.tap('价格最低');
  const prices = stage.views().flatMap(({ key, text }) => (/^place:[^/]*\/note$/.test(key) ? [text ?? ''] : []));
  const fen = prices.map((text) => Number(/¥([\d.]+)/.exec(text)?.[1]));
  expect(fen.length).toBeGreaterThan(3);
  expect(fen).toEqual(fen.toSorted((a, b) => a - b));
  stage.tap(stage.views().find(({ key }) => /^place:[^/]*$/.test(key))?.key ?? '');
  stage.tap('收藏');
  stage.tap('更多');
  stage.tap('设为家');
  expect(state().favourites[0]).toBe(state().home);
});

test('a ride is called between two chosen places at the price that was shown', () => {
  const { stage, state } = open();
  stage.tap('services:taxi');
  stage.tap('to');
  stage.type('东方明珠');
  stage.tap('东方明珠广播电视塔');
  const shown = stage.get('fare:快车/price').text;
  stage.tap('fare:快车/button');
  expect(state().rides).toMatchObject([{ type: '快车', to: '东方明珠广播电视塔', status: 'calling' }]);
  expect(shown).toBe(`预估¥${(state().rides[0]?.fen ?? 0) / 100}`);
});
