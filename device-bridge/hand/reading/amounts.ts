// Amounts of money in a line of a shop, and what each of them is: a price, the price after coupons, the price before, a
// reduction, a rate per month... The words beside an amount tell; a bare amount is a price.
import type { Money } from '@farhand/shared';

export type AmountRole = 'price' | 'final' | 'list' | 'member' | 'reduction' | 'instalment' | 'deposit' | 'shipping';

export interface Amount {
  readonly money: Money;
  readonly role: AmountRole;
  /** "from 3999": the cheapest of several forms. */
  readonly from: boolean;
}

const amountPattern =
  /(?<symbol>US\$|HK\$|[¥￥$€£]|RMB|CNY|USD|EUR|GBP)?\s*(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)\s*(?<tenThousands>万)?\s*(?<yuan>元)?/giu;

const currencies: Readonly<Record<string, string>> = {
  '¥': 'CNY',
  '￥': 'CNY',
  RMB: 'CNY',
  CNY: 'CNY',
  US$: 'USD',
  $: 'USD',
  USD: 'USD',
  HK$: 'HKD',
  '€': 'EUR',
  EUR: 'EUR',
  '£': 'GBP',
  GBP: 'GBP',
};

// Read from the words just before an amount; the first that fits decides.
const rolesBefore: readonly (readonly [RegExp, AmountRole])[] = [
  [/(运费|邮费|快递费?|配送费?|起送价?|shipping|delivery)[^\d]{0,6}$/i, 'shipping'],
  [/(定金|订金|押金|deposit)[^\d]{0,4}$/i, 'deposit'],
  [/(每期|月供|分期|期付|首付|per month|instal\w*)[^\d]{0,6}$/i, 'instalment'],
  [
    /(原价|市场价|划线价|吊牌价|专柜价|官方价|指导价|参考价|日常价|单独购买|单买价?|list price|was|rrp|msrp)[^\d]{0,4}$/i,
    'list',
  ],
  [/(plus|会员|88vip|新人|首单|学生|members?)[^\d]{0,4}$/i, 'member'],
  [/(券后|到手|折后|用券后|领券后|优惠后|实付|合计|final|after coupon|you pay)[^\d]{0,4}$/i, 'final'],
  [
    /(满|立?减|省|返|补|最高|至高|优惠|抵扣?|券|红包|津贴|立降|直降|off|save|saves|over|coupon)[^\d价]{0,3}$/i,
    'reduction',
  ],
];

const rolesAfter: readonly (readonly [RegExp, AmountRole])[] = [
  [/^\s*(?:[x×*]\s*\d+\s*期|\/\s*(?:月|期|mo)|每月|起?\s*\/期)/i, 'instalment'],
  [/^\s*(?:券后|到手|after coupon)/i, 'final'],
  [/^\s*(?:off|券|优惠券|coupon)/i, 'reduction'],
];

/** The amounts of one line, in order. A number without a currency is none. */
export function readAmounts(line: string): Amount[] {
  const amounts: Amount[] = [];
  for (const match of line.matchAll(amountPattern)) {
    const { symbol, digits = '', tenThousands, yuan } = match.groups ?? {};
    if (!symbol && !yuan) continue;
    const before = line.slice(Math.max(0, match.index - 14), match.index);
    const after = line.slice(match.index + match[0].length);
    const minor = toMinor(digits, tenThousands !== undefined);
    const currency = currencies[(symbol ?? '¥').toUpperCase()] ?? 'CNY';
    amounts.push({ money: { minor, currency }, role: roleOf(before, after), from: /^\s*起/.test(after) });
  }
  return amounts;
}

/** What a line says besides its amounts. */
export function withoutAmounts(line: string): string {
  return line
    .replaceAll(amountPattern, (match, ...rest) => {
      const groups = rest.at(-1) as { symbol?: string; yuan?: string };
      return groups.symbol || groups.yuan ? ' ' : match;
    })
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function roleOf(before: string, after: string): AmountRole {
  for (const [pattern, role] of rolesAfter) if (pattern.test(after)) return role;
  for (const [pattern, role] of rolesBefore) if (pattern.test(before)) return role;
  return 'price';
}

/** Digits with at most two decimals as hundredths, without going through a binary fraction. */
function toMinor(digits: string, tenThousands: boolean): number {
  const [whole = '0', fraction = ''] = digits.replaceAll(',', '').split('.');
  const minor = Number(whole) * 100 + Number(fraction.padEnd(2, '0').slice(0, 2));
  return tenThousands ? minor * 10_000 : minor;
}

/** A reduction that a page offers. Both in hundredths; `thresholdMinor` 0 means always. */
export interface Coupon {
  readonly label: string;
  readonly thresholdMinor: number;
  readonly amountMinor: number;
  /** "每满300减40": once for every full threshold. */
  readonly repeats: boolean;
}

const thresholdCoupon =
  /(?<every>每)?满\s*(?:[¥￥]\s*)?(?<over>\d+(?:\.\d+)?)\s*元?\s*(?:可用)?\s*(?:可|立)?(?:减|-|省)\s*(?:[¥￥]\s*)?(?<less>\d+(?:\.\d+)?)/gu;
const plainCoupon =
  /(?:领券|用券|优惠券|店铺券|立减|直降|立省|券)(?:立?减|可?省|立享)?\s*(?:[¥￥]\s*)?(?<less>\d+(?:\.\d+)?)\s*元?(?!\s*[件折期%])/gu;
const englishCoupon =
  /(?:save\s+)?(?:[$€£¥]\s*)(?<less>\d+(?:\.\d+)?)\s*(?:off|coupon)(?:[^\d]{0,20}over\s+[$€£¥]\s*(?<over>\d+(?:\.\d+)?))?/giu;

/** The coupons that one line offers to a buyer of a single piece. */
export function readCoupons(line: string): Coupon[] {
  const coupons: Coupon[] = [];
  let rest = line;
  for (const pattern of [thresholdCoupon, plainCoupon, englishCoupon]) {
    for (const match of rest.matchAll(pattern)) {
      const { over, less = '0', every } = match.groups ?? {};
      coupons.push({
        label: match[0].trim(),
        thresholdMinor: over ? toMinor(over, false) : 0,
        amountMinor: toMinor(less, false),
        repeats: every !== undefined,
      });
    }
    rest = rest.replaceAll(pattern, ' ');
  }
  return coupons.filter(({ amountMinor }) => amountMinor > 0);
}

/** What a coupon takes off a price, in hundredths. */
export function reductionMinor(coupon: Coupon, priceMinor: number): number {
  if (priceMinor < coupon.thresholdMinor) return 0;
  if (!coupon.repeats || coupon.thresholdMinor === 0) return Math.min(coupon.amountMinor, priceMinor);
  return Math.min(Math.floor(priceMinor / coupon.thresholdMinor) * coupon.amountMinor, priceMinor);
}

/** "¥3899" or "¥3899.50", as shops write yuan; "$3,899" elsewhere. */
export function formatMoney({ minor, currency }: Money): string {
  const symbol = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$' }[currency] ?? `${currency} `;
  const whole = Math.floor(minor / 100);
  const written = currency === 'CNY' ? String(whole) : whole.toLocaleString('en-US');
  const cents = minor % 100;
  return `${symbol}${written}${cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`}`;
}
