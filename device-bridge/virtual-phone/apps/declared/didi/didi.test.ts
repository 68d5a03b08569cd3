import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { didi } from './index.js';
import type { DidiState } from './state.js';

const definition = didi(7);
const state = (): DidiState => definition.state() as DidiState;
let stage: AppStage;

beforeEach(() => {
  definition.reset(7);
  stage = new AppStage([definition]);
});

function quotesTo(place: string): void {
  stage.tap('to');
  stage.type(place);
  stage.tap(stage.get(stage.views().find(({ key }) => key.startsWith('place:'))?.key ?? '').key);
}

test('a ride is called in the cheapest of the chosen cars, and a driver comes', () => {
  quotesTo('虹桥火车站');
  stage.tap('kind:拼车');
  stage.tap('立即呼叫');
  expect(state().rides[0]).toMatchObject({ kind: '拼车', to: '虹桥火车站', departs: '', status: 'accepted' });
  expect(stage.find('司机已接单，正在赶来')).toBeDefined();
});

test('cars are put in order of their price', () => {
  quotesTo('静安寺');
  stage.tap('价格最低');
  const first = stage.views().find(({ key }) => key.startsWith('kind:') && !key.includes('/'));
  expect(first?.key).toBe('kind:拼车');
});

test('a trip that was called can be cancelled', () => {
  quotesTo('上海南站');
  stage.tap('立即呼叫');
  stage.tap('取消行程');
  stage.tap('确定取消');
  expect(state().rides[0]?.status).toBe('cancelled');
});

test('home is another place once it is chosen', () => {
  stage.tap('我的');
  stage.tap('家');
  stage.type('复旦');
  stage.tap('复旦大学附属华山医院');
  expect(state().home).toBe('复旦大学附属华山医院');
});
