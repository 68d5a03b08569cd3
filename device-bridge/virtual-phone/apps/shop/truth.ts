// The truth about offers, computed from the data alone, for tests that check what an agent found on screen.
import type { Listing, Product, ShopId } from './catalogue/model.js';
import { normalise } from './catalogue/words.js';
import type { ShopState } from './store.js';

export interface Offer {
  readonly shop: ShopId;
  readonly listing: Listing;
  readonly finalPriceFen: number;
}

/** The product that people mean by `name` (any of its spoken names, in any case); undefined when there is none. */
export function productNamed(products: readonly Product[], name: string): Product | undefined {
  const wanted = normalise(name).trim();
  return products.find(({ spokenNames }) =>
    [...spokenNames.zh, ...spokenNames.en].some((spoken) => normalise(spoken) === wanted),
  );
}

/**
 * The cheapest listing of the product that can be bought new in this shop, by the price after coupons; undefined when
 * the shop has none. `variantId` narrows it to one variant. Shipping is free everywhere.
 */
export function cheapestOffer(state: ShopState, productId: string, variantId?: string): Offer | undefined {
  const [cheapest] = state.goods
    .filter((listing) => listing.productId === productId && listing.kind === 'new' && !listing.soldOut)
    .filter((listing) => variantId === undefined || listing.variantId === variantId)
    .toSorted((a, b) => a.finalPriceFen - b.finalPriceFen);
  return cheapest && { shop: state.shop, listing: cheapest, finalPriceFen: cheapest.finalPriceFen };
}

/** The cheapest offer of each shop that has one, the cheapest first. */
export function cheapestOffers(states: readonly ShopState[], productId: string, variantId?: string): Offer[] {
  return states
    .flatMap((state) => cheapestOffer(state, productId, variantId) ?? [])
    .toSorted((a, b) => a.finalPriceFen - b.finalPriceFen);
}
