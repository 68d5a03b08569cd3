import { describe, expect, test } from 'vitest';
import { listingsOf } from './listings.js';
import { SHOP_IDS } from './model.js';
import { PRODUCTS } from './products.js';
import { searchIndex } from './search.js';

const SEED = 5;

describe.each(SHOP_IDS)('search in %s', (shop) => {
  const goods = listingsOf(shop, SEED);
  const { search } = searchIndex(goods);
  const productIds = (query: string): string[] => search(query).map(({ productId }) => productId);

  test('finds every new listing of a product by each of its spoken names', () => {
    for (const product of PRODUCTS) {
      const wanted = goods.filter(({ productId, kind }) => productId === product.id && kind === 'new');
      for (const name of [...product.spokenNames.zh, ...product.spokenNames.en]) {
        const found = new Set(search(name).map(({ id }) => id));
        for (const { id } of wanted) expect(found.has(id), `${name} finds ${id}`).toBe(true);
      }
    }
  });

  test('does not care about case, language of the brand, spaces, or words like "price"', () => {
    const usual = productIds('Mac mini M4').toSorted();
    expect(productIds('mac MINI m4').toSorted()).toEqual(usual);
    expect(productIds('macmini m4').filter((id) => id === 'mac-mini-m4').length).toBeGreaterThan(0);
    expect(productIds('苹果迷你主机 M4')).toContain('mac-mini-m4');
    expect(productIds('Mac mini M4 的价格 price')).toContain('mac-mini-m4');
  });

  test('lists each listing once, accessories and second-hand goods among them', () => {
    const found = search('iPhone 16');
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(new Set(found.map(({ kind }) => kind)).size).toBeGreaterThan(1);
  });

  test('puts paid rows for other goods between the results', () => {
    const noise = PRODUCTS.flatMap(({ id, spokenNames: { en } }) =>
      search(en[0] ?? '').filter((listing) => listing.sponsored && listing.productId !== id),
    );
    expect(noise.length).toBeGreaterThan(20);
  });

  test('finds nothing for goods that do not exist', () => {
    expect(search('Zorblax 9000')).toEqual([]);
    expect(search('曲速引擎')).toEqual([]);
    expect(search('   ')).toEqual([]);
  });

  test('finds no new offer for goods that nobody sells any more', () => {
    const offers = search('Kindle Paperwhite').filter(
      ({ kind, productId }) => kind === 'new' && productId === 'kindle-paperwhite',
    );
    expect(offers).toEqual([]);
  });
});
