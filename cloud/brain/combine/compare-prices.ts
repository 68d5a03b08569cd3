// Which shop is cheapest, computed from the offers that were read, never written by a model. Prices are compared as
// integers and only within one currency. What could not be checked is said as plainly as what was found.
import type { Language, Offer, Plan, Report } from '@farhand/shared';
import { formatMoney } from './money.js';
import { appName, outcomesOf, succeeded } from './outcome.js';
import { type PriceWords, priceWords } from './price-words.js';
import { phoneOf, seenAt } from './seen-at.js';
import { isPrice, type ShopPrice, shopPrices } from './shop-prices.js';

/** A shop's cheapest offer. */
export interface ShopOffer {
  readonly subtaskId: string;
  readonly shop: string;
  readonly offer: Offer;
  /** The phone, where several took part; else empty. */
  readonly phone: string;
}

/** A shop without an offer, and what its report says. */
export interface ShopWithout {
  readonly shop: string;
  readonly text: string;
}

export interface Comparison {
  /** Cheapest first; equal prices in the order of the plan. Only the currency of `ranked[0]`. */
  readonly ranked: readonly ShopOffer[];
  /** Offers in other currencies, in the order of the plan. */
  readonly otherCurrencies: readonly ShopOffer[];
  /** Searched and not there, or sold out. */
  readonly notFound: readonly ShopWithout[];
  /** Could not be checked, with why. */
  readonly failed: readonly ShopWithout[];
}

export function comparePrices(plan: Plan, reports: readonly Report[]): Comparison {
  const prices = shopPrices(plan, reports);
  const offersOf = (isCompared: boolean) =>
    prices.flatMap((price) => (price.isCompared === isCompared ? shopOffer(plan, reports, price) : []));
  const withoutOffer = prices.filter(({ offer }) => !offer);
  const named = (price: ShopPrice): ShopWithout => ({ shop: sourceOf(plan, price.subtaskId), text: price.text });
  const isDone = ({ subtaskId }: ShopPrice) =>
    reports.some((report) => report.subtaskId === subtaskId && succeeded(report));
  return {
    ranked: offersOf(true),
    otherCurrencies: offersOf(false),
    notFound: withoutOffer.filter(isDone).map(named),
    failed: withoutOffer.filter((price) => !isDone(price)).map(named),
  };
}

/** Means of travel are told apart by what they are, shops by their names. */
function sourceOf({ subtasks, language }: Plan, subtaskId: string): string {
  const subtask = subtasks.find(({ id }) => id === subtaskId);
  if (!subtask) return subtaskId;
  const shop = appName(subtask, language);
  const { by } = subtask.values;
  if (subtask.intent !== 'ticket' || by === undefined) return shop;
  return language === 'zh' ? `${by}（${shop}）` : `${by} (${shop})`;
}

function shopOffer(plan: Plan, reports: readonly Report[], { subtaskId, offer }: ShopPrice): ShopOffer[] {
  const report = reports.find((candidate) => candidate.subtaskId === subtaskId);
  if (!offer || !report) return [];
  return [{ subtaskId, shop: sourceOf(plan, subtaskId), offer, phone: phoneOf(report, reports) }];
}

/** The answer people read: the cheapest in a sentence, all offers in a table, then what was not found or failed. */
export function answerPrices(plan: Plan, reports: readonly Report[]): string {
  const comparison = comparePrices(plan, reports);
  const { ranked, otherCurrencies } = comparison;
  const words = priceWords[plan.language];
  const lines = [headline(plan, comparison)];
  if (ranked.length > 0) lines.push('', ...table([...ranked, ...otherCurrencies], words, plan.language), '');
  else lines.push(...comparison.notFound.map(({ text }) => text));
  lines.push(...gaps(comparison, words));
  const others = outcomesOf(plan, reports).filter((outcome) => outcome.subtask.kind === 'app' && !isPrice(outcome));
  for (const { subtask, report } of others) lines.push(`${appName(subtask, plan.language)}: ${report.text}`);
  return lines.join('\n').trim();
}

/** The same without the table, short enough for a message or a note. */
export function summarisePrices(plan: Plan, reports: readonly Report[]): string {
  const comparison = comparePrices(plan, reports);
  return [headline(plan, comparison), ...gaps(comparison, priceWords[plan.language])].join('\n');
}

/** What was not found beside what was, and what could not be checked. */
function gaps({ ranked, notFound, failed }: Comparison, words: PriceWords): string[] {
  const missing = ranked.length > 0 && notFound.length > 0 ? [words.notFoundAt(shopsOf(notFound, words))] : [];
  return [...missing, ...failed.map(({ shop, text }) => words.failed(shop, text))];
}

function shopsOf(outcomes: readonly { readonly shop: string }[], words: PriceWords): string {
  return words.list(outcomes.map(({ shop }) => shop));
}

function headline(plan: Plan, { ranked, notFound, failed }: Comparison): string {
  const { language } = plan;
  const words = priceWords[language];
  const item = itemOf(plan);
  const [best] = ranked;
  if (!best) {
    if (notFound.length > 0) return words.nowhere(item, shopsOf(notFound, words), failed.length > 0);
    return words.nothingChecked(item);
  }
  const equal = ranked.filter(({ offer }) => offer.price.minor === best.offer.price.minor);
  const price = formatMoney(best.offer.price, language);
  const shops = shopsOf(equal, words);
  const next = ranked[equal.length];
  const saving = next
    ? formatMoney({ ...next.offer.price, minor: next.offer.price.minor - best.offer.price.minor }, language)
    : undefined;
  const sentence = words.cheapest(item, shops, price, best.offer.title, ranked.length > 1);
  if (!saving || !next) return sentence;
  return `${sentence}${words.saving(saving, next.shop, formatMoney(next.offer.price, language))}`;
}

/** What is compared: goods by their name, journeys by where they go. */
function itemOf({ subtasks, language }: Plan): string {
  const item = subtasks.find(({ intent }) => intent === 'find_price')?.values.item;
  const { to, time = '' } = subtasks.find(({ intent }) => intent === 'ticket')?.values ?? {};
  if (item !== undefined || to === undefined) return item ?? '';
  return language === 'zh' ? `${time}去${to}` : `way to ${to} ${time}`.trim();
}

function table(shown: readonly ShopOffer[], words: PriceWords, language: Language): string[] {
  const rows = shown.map(({ shop, subtaskId, offer, phone }) => [
    shop,
    formatMoney(offer.price, language),
    [offer.title, offer.seller].filter((part) => part !== undefined).join(' · '),
    conditions(offer, words, language),
    seenAt(subtaskId, [offer.step], phone, language),
  ]);
  return [words.columns, words.columns.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`);
}

function conditions(offer: Offer, words: PriceWords, language: Language): string {
  const before = offer.listPrice ? [words.before(formatMoney(offer.listPrice, language))] : [];
  return words.list([...before, ...offer.conditions]) || '–';
}

/** A title may hold what would break the table. */
function cell(text: string): string {
  return text.replaceAll('|', '/').replaceAll(/\s+/g, ' ').trim();
}
