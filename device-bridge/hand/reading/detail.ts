// The page of one article: what it is, what a buyer of one piece pays, and why. Everything below a heading like "you may
// also like" belongs to other articles and is not read.
import type { Money } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import { type Amount, type Coupon, readCoupons, reductionMinor } from './amounts.js';
import { isSoldOut } from './cards.js';
import { amountsOf, type Line, linesOf } from './lines.js';

export interface DetailPage {
  readonly final: Money;
  /** Set when the final price is lower than the one asked first. */
  readonly listPrice?: Money;
  /** Coupons and promotions that the final price depends on, as shown. */
  readonly conditions: readonly string[];
  readonly soldOut: boolean;
  readonly title: string | undefined;
}

const otherGoods =
  /^(猜你喜欢|为你推荐|相似推荐|相关推荐|看了又看|看了还看|大家还在看|店铺推荐|同类好物|更多好物|you may also like|similar items|related items|recommended for you)/i;
const statesPrice = /(券后|到手|折后|领券后|用券后|优惠后|final|after coupon|you pay)/i;

/** What the page says, or nothing when it shows no price. */
export function readDetail(screen: Observation): DetailPage | undefined {
  const lines = ownLines(screen);
  const priced = lines.flatMap((line) => amountsOf(line).map((amount) => ({ amount, line })));
  const base = mostProminent(priced.filter(({ amount }) => amount.role === 'price'));
  const stated = mostProminent(priced.filter(({ amount }) => amount.role === 'final'));
  if (!base && !stated) return undefined;
  const title = longestTitle(lines);
  const soldOut = lines.some(({ text }) => text.length <= 16 && isSoldOut(text));
  const asked = base?.amount.money ?? (stated?.amount.money as Money);
  const coupons = lines.flatMap(({ text }) => readCoupons(text));
  if (stated && stated.amount.money.minor <= asked.minor) {
    return page(asked, stated.amount.money, conditionsOf(asked, stated, coupons), soldOut, title);
  }
  const best = bestCoupon(coupons, asked.minor);
  if (!best) return page(asked, asked, [], soldOut, title);
  const final = { ...asked, minor: asked.minor - reductionMinor(best, asked.minor) };
  return page(asked, final, [best.label], soldOut, title);
}

interface PricedLine {
  readonly amount: Amount;
  readonly line: Line;
}

function page(
  asked: Money,
  final: Money,
  conditions: readonly string[],
  soldOut: boolean,
  title: string | undefined,
): DetailPage {
  const lowered = final.minor < asked.minor ? { listPrice: asked } : {};
  return { final, ...lowered, conditions: [...new Set(conditions)], soldOut, title };
}

function conditionsOf(asked: Money, stated: PricedLine, coupons: readonly Coupon[]): string[] {
  const offMinor = asked.minor - stated.amount.money.minor;
  const exact = coupons.filter((coupon) => reductionMinor(coupon, asked.minor) === offMinor && offMinor > 0);
  if (exact.length > 0) return exact.slice(0, 1).map(({ label }) => label);
  const words = statesPrice.exec(stated.line.text)?.[0];
  return offMinor > 0 && words ? [words] : [];
}

/** One coupon at a time: that several may be added up is only known when the page states the sum. */
function bestCoupon(coupons: readonly Coupon[], priceMinor: number): Coupon | undefined {
  let best: Coupon | undefined;
  let bestMinor = 0;
  for (const coupon of coupons) {
    const offMinor = reductionMinor(coupon, priceMinor);
    if (offMinor > bestMinor && offMinor < priceMinor) [best, bestMinor] = [coupon, offMinor];
  }
  return best;
}

/** The price written largest; of equals the higher one on the page. */
function mostProminent(candidates: readonly PricedLine[]): PricedLine | undefined {
  let best: PricedLine | undefined;
  for (const candidate of candidates) {
    if (!best || candidate.line.sizePx > best.line.sizePx) best = candidate;
  }
  return best;
}

function ownLines(screen: Observation): Line[] {
  const lines = screen.tree.roots.filter((root) => root.packageName === screen.packageName).flatMap(linesOf);
  const heading = lines.find(({ text }) => otherGoods.test(text));
  if (!heading) return lines;
  return lines.filter((line) => line.bounds.top < heading.bounds.top || isFixedBelow(line, screen));
}

/** The bar with the buttons stays at the bottom whatever is scrolled behind it. */
function isFixedBelow(line: Line, screen: Observation): boolean {
  return line.bounds.top > screen.sizePx.heightPx * 0.88;
}

function longestTitle(lines: readonly Line[]): string | undefined {
  const titles = lines.filter((line) => line.text.length >= 6 && amountsOf(line).length === 0);
  return titles.sort((a, b) => b.text.length - a.text.length)[0]?.text;
}
