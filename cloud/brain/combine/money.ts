// Money for people: exact integer minor units in, the way a price is written out. No floating point anywhere.
import type { Language, Money } from '@farhand/shared';

const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };
const symbols: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$', TWD: 'NT$' };

/** "¥4,299.00", in Chinese "¥4299.00" as shops write it; currencies without a sign of their own stand behind: "429 JPY". */
export function formatMoney(money: Money, language: Language): string {
  const digits = minorDigits(money.currency);
  const scale = 10n ** BigInt(digits);
  const minor = BigInt(money.minor);
  const whole = (minor / scale).toLocaleString(locales[language], { useGrouping: language === 'en' });
  const fraction = digits > 0 ? `.${String(minor % scale).padStart(digits, '0')}` : '';
  const symbol = symbols[money.currency];
  return symbol ? `${symbol}${whole}${fraction}` : `${whole}${fraction} ${money.currency}`;
}

/** Digits behind the point, from the currency table of ISO 4217 that the runtime carries. */
function minorDigits(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}
