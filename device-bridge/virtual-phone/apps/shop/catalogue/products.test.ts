import { expect, test } from 'vitest';
import { goodsShapes } from '../../../render/pictures/goods.js';
import { CATEGORIES } from './categories.js';
import { PRODUCTS } from './products.js';
import { normalise } from './words.js';

test('there are several hundred goods in at least twelve departments, each department stocked', () => {
  const goods = PRODUCTS.reduce((sum, product) => sum + product.variants.length, 0);
  expect(goods).toBeGreaterThanOrEqual(200);
  expect(CATEGORIES.length).toBeGreaterThanOrEqual(12);
  for (const { id } of CATEGORIES) {
    expect(PRODUCTS.filter((product) => product.category === id).length, id).toBeGreaterThanOrEqual(4);
  }
});

test('product ids and spoken names belong to one product each', () => {
  expect(new Set(PRODUCTS.map(({ id }) => id)).size).toBe(PRODUCTS.length);
  const owners = new Map<string, string>();
  for (const { id, spokenNames } of PRODUCTS) {
    expect(spokenNames.zh.length).toBeGreaterThan(0);
    expect(spokenNames.en.length).toBeGreaterThan(0);
    for (const name of [...spokenNames.zh, ...spokenNames.en].map(normalise)) {
      expect(owners.get(name) ?? id, name).toBe(id);
      owners.set(name, id);
    }
  }
});

test('every product has a price and a drawing', () => {
  const shapes = goodsShapes();
  for (const product of PRODUCTS) {
    expect(shapes, product.id).toContain(product.shape);
    for (const variant of product.variants) expect(variant.usualPriceFen, product.id).toBeGreaterThan(0);
  }
  for (const { accessories } of CATEGORIES) for (const { shape } of accessories) expect(shapes).toContain(shape);
});
