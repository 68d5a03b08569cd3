// How sellers price: near the usual price, on numbers that look like prices, some with a coupon.

import type { Random } from '../../random.js';
import type { Coupon } from './model.js';
import { priceAfterCoupon } from './model.js';

const YUAN = 100;

/** The nearest price that ends in 9: 4499, 369, 24.90. */
export function retailPrice(fen: number): number {
  const yuan = fen / YUAN;
  if (yuan >= 1000) return (Math.round(yuan / 10) * 10 - 1) * YUAN;
  if (yuan >= 50) return Math.max(1, Math.round(yuan) - (Math.round(yuan) % 10 === 0 ? 1 : 0)) * YUAN;
  return Math.max(1, Math.round(yuan)) * YUAN - 10;
}

/** The smallest step that moves a price and still looks like one. */
function priceStep(fen: number): number {
  return fen >= 1000 * YUAN ? 10 * YUAN : fen >= 50 * YUAN ? YUAN : 10;
}

export function drawCoupon(basePriceFen: number, random: Random): Coupon | undefined {
  if (!random.chance(0.55)) return undefined;
  const amountYuan = couponAmount((basePriceFen / YUAN) * (0.02 + random.next() * 0.06));
  if (amountYuan === 0) return undefined;
  const amountFen = amountYuan * YUAN;
  if (random.chance(0.5)) return { label: `领券立减${amountYuan}`, thresholdFen: 0, amountFen };
  const share = random.chance(0.75) ? 0.6 + random.next() * 0.35 : 1.1 + random.next() * 0.5;
  const thresholdYuan = roundThreshold((basePriceFen / YUAN) * share);
  return { label: `满${thresholdYuan}减${amountYuan}`, thresholdFen: thresholdYuan * YUAN, amountFen };
}

function couponAmount(yuan: number): number {
  const steps = [1000, 800, 500, 400, 300, 200, 150, 100, 80, 50, 40, 30, 20, 15, 10, 8, 5, 3, 2];
  return steps.find((step) => step <= yuan) ?? 0;
}

function roundThreshold(yuan: number): number {
  const step = yuan >= 1000 ? 500 : yuan >= 100 ? 50 : 5;
  return Math.max(step, Math.round(yuan / step) * step);
}

/** Moves the base price up until the price to pay is not in `taken`, then takes it. */
export function distinctPrice(basePriceFen: number, coupon: Coupon | undefined, taken: Set<number>): number {
  let base = basePriceFen;
  while (taken.has(priceAfterCoupon(base, coupon))) base += priceStep(base);
  taken.add(priceAfterCoupon(base, coupon));
  return base;
}
