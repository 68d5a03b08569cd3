import { expect, test } from 'vitest';
import { PRODUCTS } from './catalogue/products.js';
import { ShopStore } from './store.js';
import { cheapestOffer, cheapestOffers, productNamed } from './truth.js';

const states = (['taobao', 'jd', 'pinduoduo'] as const).map((shop) => new ShopStore(shop, 3).state());

test('the cheapest offer is new, in stock, and nothing purchasable is cheaper', () => {
  for (const state of states) {
    for (const { id } of PRODUCTS) {
      const offer = cheapestOffer(state, id);
      const rivals = state.goods.filter((goods) => goods.productId === id && goods.kind === 'new' && !goods.soldOut);
      expect(offer === undefined).toBe(rivals.length === 0);
      for (const rival of rivals) expect(offer?.finalPriceFen).toBeLessThanOrEqual(rival.finalPriceFen);
    }
  }
});

test('offers of different shops never tie', () => {
  for (const { id } of PRODUCTS) {
    const prices = cheapestOffers(states, id).map(({ finalPriceFen }) => finalPriceFen);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    expect(new Set(prices).size).toBe(prices.length);
  }
});

test('a variant has its own cheapest offer', () => {
  for (const state of states) {
    const offer = cheapestOffer(state, 'mac-mini-m4', 'v1');
    expect(offer?.listing.title).toContain('16GB+256GB');
  }
});

test('products are known by what people call them', () => {
  expect(productNamed(PRODUCTS, 'mac MINI m4')?.id).toBe('mac-mini-m4');
  expect(productNamed(PRODUCTS, '苹果 Mac mini M4 Pro')?.id).toBe('mac-mini-m4-pro');
  expect(productNamed(PRODUCTS, 'The Three-Body Problem')?.id).toBe('three-body');
  expect(productNamed(PRODUCTS, 'Zorblax')).toBeUndefined();
});

test('the state is plain data that cannot be changed from outside', () => {
  const store = new ShopStore('jd', 3);
  const state = store.state();
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  (state.cart as unknown[]).push('nonsense');
  expect(store.state().cart).toEqual([]);
});
