// Every product of the phone's world, whoever sells it.
import { COMPUTER_GOODS } from './goods/computers.js';
import { HOUSEHOLD_GOODS } from './goods/household.js';
import { LEISURE_GOODS } from './goods/leisure.js';
import { MOBILE_GOODS } from './goods/mobile.js';
import type { Product } from './model.js';

export const PRODUCTS: readonly Product[] = [...COMPUTER_GOODS, ...MOBILE_GOODS, ...HOUSEHOLD_GOODS, ...LEISURE_GOODS];

const byId = new Map(PRODUCTS.map((product) => [product.id, product]));

export function productOf(id: string): Product {
  const product = byId.get(id);
  if (!product) throw new RangeError(`no product ${id}`);
  return product;
}
