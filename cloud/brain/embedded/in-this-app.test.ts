import { type App, appById } from '@farhand/shared';
import { expect, test } from 'vitest';
import { meantIn } from './in-this-app.js';

const app = (id: string): App => appById(id) ?? expect.fail(`no app ${id}`);

test('a dish goes into the basket of its shop, as it is wanted', () => {
  const dish = { item: '生椰拿铁，去冰', shop: '瑞幸', count: '两杯' };
  expect(meantIn(app('eleme'), { intent: 'add_to_cart', values: dish }, 'zh')).toEqual({
    intent: 'order_food',
    values: { item: '两杯生椰拿铁', shop: '瑞幸', kind: '去冰' },
  });
  const latte = { item: 'a large latte' };
  expect(meantIn(app('meituan'), { intent: 'add_to_cart', values: latte }, 'en')).toEqual({
    intent: 'order_food',
    values: latte,
  });
  const goods = { intent: 'add_to_cart', values: { item: '耳机，白色' } } as const;
  expect(meantIn(app('jd'), goods, 'zh')).toEqual(goods);
});

test('where a dish is the cheapest is told by menus, the best rated shop by the list', () => {
  const cheapest = { query: '蒸饺', best: '最便宜', want: '多少钱一份' };
  expect(meantIn(app('meituan'), { intent: 'search', values: cheapest }, 'zh')).toEqual({
    intent: 'find_price',
    values: { item: '蒸饺' },
  });
  const rated = { intent: 'search', values: { query: 'hot pot', best: 'best rated' } } as const;
  expect(meantIn(app('meituan'), rated, 'en')).toEqual(rated);
});

test('hotels of an app for food are looked for as hotels', () => {
  const search = { query: '舒适型酒店', best: '最便宜的', want: '多少钱一晚' };
  expect(meantIn(app('meituan'), { intent: 'search', values: search }, 'zh')).toEqual({
    intent: 'hotel',
    values: { filter: '舒适型', best: '最便宜的', want: '多少钱一晚' },
  });
  expect(meantIn(app('meituan'), { intent: 'find_price', values: { item: 'budget hotels' } }, 'en')).toEqual({
    intent: 'hotel',
    values: { filter: 'budget', best: 'cheapest' },
  });
});
