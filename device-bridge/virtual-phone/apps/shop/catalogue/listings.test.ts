import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listingsOf } from './listings.js';
import { type Listing, priceAfterCoupon, SHOP_IDS } from './model.js';
import { PRODUCTS, productOf } from './products.js';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const FEW = { numRuns: 12 };

function everywhere(seed: number): Listing[] {
  return SHOP_IDS.flatMap((shop) => listingsOf(shop, seed));
}

test('prices are positive whole fen, and the price to pay follows from base price and coupon', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      for (const listing of everywhere(seed)) {
        expect(Number.isInteger(listing.basePriceFen)).toBe(true);
        expect(listing.finalPriceFen).toBe(priceAfterCoupon(listing.basePriceFen, listing.coupon));
        expect(listing.finalPriceFen).toBeGreaterThan(0);
        expect(listing.finalPriceFen).toBeLessThanOrEqual(listing.basePriceFen);
      }
    }),
    FEW,
  );
});

test('listing ids are unique across shops', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const ids = everywhere(seed).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    FEW,
  );
});

test('no two new listings of a product cost the same, whatever the shop', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const taken = new Set<string>();
      for (const { kind, productId, finalPriceFen } of everywhere(seed)) {
        if (kind !== 'new') continue;
        const price = `${productId}/${finalPriceFen}`;
        expect(taken.has(price), price).toBe(false);
        taken.add(price);
      }
    }),
    FEW,
  );
});

test('well-known goods can be bought in every shop, some others are sold out or missing, some exist nowhere', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      let missing = 0;
      let soldOut = 0;
      for (const shop of SHOP_IDS) {
        const offers = listingsOf(shop, seed).filter(({ kind }) => kind === 'new');
        for (const product of PRODUCTS) {
          const own = offers.filter(({ productId }) => productId === product.id);
          const buyable = own.some((offer) => !offer.soldOut);
          if (product.popularity === 3) expect(buyable, product.id).toBe(true);
          if (product.popularity === 0) expect(own).toEqual([]);
          if (own.length === 0) missing += 1;
          else if (!buyable) soldOut += 1;
        }
      }
      expect(missing).toBeGreaterThan(3);
      expect(soldOut).toBeGreaterThan(0);
    }),
    FEW,
  );
});

test('titles tell new, used and accessories apart, and new ones name model and variant', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      for (const { kind, title, productId, variantId } of everywhere(seed)) {
        const product = productOf(productId);
        expect(title).toContain(product.name);
        expect(/适用|兼容/.test(title)).toBe(kind === 'accessory');
        expect(/二手/.test(title)).toBe(kind === 'used');
        const variant = product.variants.find(({ id }) => id === variantId);
        if (kind === 'new') expect(title).toContain(variant?.label);
      }
    }),
    FEW,
  );
});

test('the same seed gives the same goods, another seed others', () => {
  expect(listingsOf('jd', 7)).toEqual(listingsOf('jd', 7));
  expect(listingsOf('jd', 7)).not.toEqual(listingsOf('jd', 8));
});
