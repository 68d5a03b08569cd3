// What shops sell: products with variants, and each shop's own listings of them. Money is in fen (1/100 yuan),
// always an integer.

export type ShopId = 'taobao' | 'jd' | 'pinduoduo';
export const SHOP_IDS: readonly ShopId[] = ['taobao', 'jd', 'pinduoduo'];

export interface Brand {
  readonly zh: string;
  readonly en: string;
}

export interface Variant {
  readonly id: string;
  /** As titles write it, "16GB+256GB"; empty when a product has only one form. */
  readonly label: string;
  /** What it costs where it is neither cheap nor dear. */
  readonly usualPriceFen: number;
}

/** How widely a product is sold: 3 in every shop, 2 in most, 1 in some, 0 in none any more. */
export type Popularity = 0 | 1 | 2 | 3;

export interface Product {
  readonly id: string;
  readonly category: string;
  readonly brand: Brand;
  /** Model name as Chinese titles write it, without the brand. */
  readonly name: string;
  /** What kind of thing it is, in Chinese: "台式电脑主机". */
  readonly noun: string;
  readonly shape: string;
  readonly popularity: Popularity;
  readonly variants: readonly Variant[];
  /** Names that people would say; each belongs to one product only. */
  readonly spokenNames: { readonly zh: readonly string[]; readonly en: readonly string[] };
}

/** Taken off the base price when that reaches the threshold; 0 = always. */
export interface Coupon {
  /** "领券立减200" or "满3000减150". */
  readonly label: string;
  readonly thresholdFen: number;
  readonly amountFen: number;
}

export type ListingKind = 'new' | 'used' | 'accessory';

export interface Listing {
  readonly id: string;
  readonly shop: ShopId;
  /** The product sold, or the one that an accessory is made for. */
  readonly productId: string;
  /** Absent for accessories. */
  readonly variantId?: string;
  readonly kind: ListingKind;
  readonly title: string;
  readonly seller: string;
  readonly basePriceFen: number;
  readonly coupon?: Coupon;
  /** What a buyer pays for one piece: the base price less the coupon, where it applies. */
  readonly finalPriceFen: number;
  readonly soldOut: boolean;
  /** Pays for being shown among the results of other searches. */
  readonly sponsored: boolean;
  readonly soldCount: number;
  readonly badges: readonly string[];
  readonly promotions: readonly string[];
  readonly picture: { readonly shape: string; readonly hue: number };
}

export function priceAfterCoupon(basePriceFen: number, coupon: Coupon | undefined): number {
  if (!coupon || basePriceFen < coupon.thresholdFen) return basePriceFen;
  return basePriceFen - coupon.amountFen;
}
