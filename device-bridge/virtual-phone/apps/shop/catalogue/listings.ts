// The seeded generator: which seller lists which product in which shop, for how much. For each product the prices to
// pay of all new listings differ, in all shops together, so that "the cheapest" is always one listing.

import { hashText, type Random, randomFor } from '../../random.js';
import { categoryOf } from './categories.js';
import {
  type Coupon,
  type Listing,
  type ListingKind,
  type Product,
  priceAfterCoupon,
  SHOP_IDS,
  type ShopId,
  type Variant,
} from './model.js';
import { distinctPrice, drawCoupon, retailPrice } from './pricing.js';
import { PRODUCTS } from './products.js';
import { sellerName, titleOfAccessory, titleOfNew, titleOfUsed } from './titles.js';

const ID_PREFIX: Readonly<Record<ShopId, string>> = { taobao: 'tb', jd: 'jd', pinduoduo: 'pdd' };
const GENERIC_BADGES: Readonly<Record<ShopId, readonly string[]>> = {
  taobao: ['天猫', '退货宝', '包邮'],
  jd: ['京东物流', '放心购', '包邮'],
  pinduoduo: ['退货包运费', '极速发货', '先用后付'],
};

/** What one shop sells under `seed`, in no meaningful order. */
export function listingsOf(shop: ShopId, seed: number): Listing[] {
  return PRODUCTS.flatMap((product) => offersFor(product, seed).filter((listing) => listing.shop === shop));
}

type Availability = 'sold' | 'soldOut' | 'missing';

function availability(product: Product, random: Random): Availability {
  const drawn = random.next();
  switch (product.popularity) {
    case 3:
      return 'sold';
    case 2:
      return drawn < 0.82 ? 'sold' : drawn < 0.9 ? 'soldOut' : 'missing';
    case 1:
      return drawn < 0.6 ? 'sold' : drawn < 0.72 ? 'soldOut' : 'missing';
    case 0:
      return 'missing';
  }
}

/** All listings of one product, in every shop. */
function offersFor(product: Product, seed: number): Listing[] {
  const taken = new Set<number>();
  return SHOP_IDS.flatMap((shop) => {
    const random = randomFor(seed, `${shop}/${product.id}`);
    const draft = new ShopDraft(shop, product, random, taken);
    const available = availability(product, random);
    if (available !== 'missing') draft.addNew(available);
    if (categoryOf(product.category).resold) draft.addUsed();
    draft.addAccessories();
    return draft.listings;
  });
}

/** The listings of one product in one shop while they are drawn. */
class ShopDraft {
  readonly listings: Listing[] = [];
  readonly #shop: ShopId;
  readonly #product: Product;
  readonly #random: Random;
  readonly #taken: Set<number>;
  readonly #shopLevel: number;

  constructor(shop: ShopId, product: Product, random: Random, taken: Set<number>) {
    this.#shop = shop;
    this.#product = product;
    this.#random = random;
    this.#taken = taken;
    this.#shopLevel = 0.93 + random.next() * 0.09;
  }

  addNew(available: Availability): void {
    const random = this.#random;
    const { variants, popularity } = this.#product;
    const count = random.integer(1, 2) + popularity;
    for (let index = 0; index < count; index += 1) {
      const variant = variants[index % variants.length] as Variant;
      const official = index === 0;
      const soldOut = available === 'soldOut' || (!official && random.chance(0.16));
      const sellerLevel = soldOut ? 0.9 + random.next() * 0.06 : 0.98 + random.next() * 0.08;
      const usual = retailPrice(variant.usualPriceFen * this.#shopLevel * sellerLevel);
      const coupon = drawCoupon(usual, random);
      const basePriceFen = distinctPrice(usual, coupon, this.#taken);
      this.#add('new', titleOfNew(this.#shop, this.#product, variant, random), basePriceFen, {
        variant,
        coupon,
        soldOut,
        official,
        sponsored: random.chance(0.06),
      });
    }
  }

  addUsed(): void {
    const random = this.#random;
    if (!random.chance(0.7)) return;
    const variant = random.pick(this.#product.variants);
    const price = retailPrice(variant.usualPriceFen * (0.55 + random.next() * 0.2));
    this.#add('used', titleOfUsed(this.#product, variant, random), price, { variant, soldOut: random.chance(0.1) });
  }

  addAccessories(): void {
    const random = this.#random;
    for (const accessory of categoryOf(this.#product.category).accessories) {
      if (!random.chance(0.5)) continue;
      const price = retailPrice(accessory.usualPriceYuan * 100 * (0.7 + random.next() * 0.7));
      const title = titleOfAccessory(this.#product, accessory.noun, random);
      this.#add('accessory', title, price, { shape: accessory.shape, coupon: drawCoupon(price, random) });
    }
  }

  #add(
    kind: ListingKind,
    title: string,
    basePriceFen: number,
    more: {
      variant?: Variant;
      coupon?: Coupon | undefined;
      soldOut?: boolean;
      official?: boolean;
      sponsored?: boolean;
      shape?: string;
    },
  ): void {
    const random = this.#random;
    const official = more.official === true;
    const number = hashText(`${this.#shop}/${this.#product.id}/${this.listings.length}`);
    this.listings.push({
      id: `${ID_PREFIX[this.#shop]}${number}`,
      shop: this.#shop,
      productId: this.#product.id,
      ...(more.variant ? { variantId: more.variant.id } : {}),
      kind,
      title,
      seller: sellerName(this.#shop, this.#product, random, official),
      basePriceFen,
      ...(more.coupon ? { coupon: more.coupon } : {}),
      finalPriceFen: priceAfterCoupon(basePriceFen, more.coupon),
      soldOut: more.soldOut === true,
      sponsored: more.sponsored === true,
      soldCount: Math.round(10 ** (1 + random.next() * 4)),
      badges: badgesOf(this.#shop, kind, official, random),
      promotions: promotionsOf(basePriceFen, kind, random),
      picture: { shape: more.shape ?? this.#product.shape, hue: random.integer(0, 359) },
    });
  }
}

function badgesOf(shop: ShopId, kind: ListingKind, official: boolean, random: Random): string[] {
  const badges = [random.pick(GENERIC_BADGES[shop])];
  if (official && shop === 'jd') badges.unshift('自营');
  if (shop === 'pinduoduo' && kind === 'new' && random.chance(0.4)) badges.unshift('百亿补贴');
  return badges;
}

function promotionsOf(basePriceFen: number, kind: ListingKind, random: Random): string[] {
  const promotions: string[] = [];
  if (basePriceFen >= 100_000 && random.chance(0.4)) {
    promotions.push(`12期免息 每期¥${Math.floor(basePriceFen / 1200)}起`);
  }
  if (kind === 'new' && random.chance(0.3))
    promotions.push(random.pick(['赠运费险', '7天无理由退货', '晚发即赔', '坏单包赔']));
  if (kind === 'new' && basePriceFen < 50_000 && random.chance(0.3)) promotions.push('满2件9.5折');
  if (kind === 'new' && basePriceFen >= 150_000 && random.chance(0.25)) promotions.push('以旧换新至高补800元');
  return promotions;
}
