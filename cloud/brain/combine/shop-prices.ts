// Which prices are compared with each other, for the answer in words and for tables alike: each shop's cheapest, as integers,
// within the currency that most shops quote.
import type { Offer, Plan, Report } from '@farhand/shared';
import { type Outcome, outcomesOf } from './outcome.js';

export interface ShopPrice {
  readonly subtaskId: string;
  /** Catalogue id. */
  readonly app: string;
  /** By what way, where that is what is compared: the flight and the train of one shop. */
  readonly by?: string | undefined;
  /** The shop's cheapest; absent where it has none. */
  readonly offer?: Offer | undefined;
  /** What the report of the shop says. */
  readonly text: string;
  /** Its price is in the currency that is compared. */
  readonly isCompared: boolean;
  /** Nothing else that is compared is cheaper, and there is something else. */
  readonly isCheapest: boolean;
}

/** Cheapest first, then prices in other currencies, then shops that were asked and have none; each in the order of the plan. */
export function shopPrices(plan: Plan, reports: readonly Report[]): ShopPrice[] {
  const shops = outcomesOf(plan, reports)
    .filter(isPrice)
    .map(({ subtask, report }) => ({ subtask, report, offer: cheapestOf(report.values?.offers ?? []) }));
  const currency = mainCurrency(shops.flatMap(({ offer }) => offer ?? []));
  const compared = shops.flatMap(({ offer }) => (offer?.price.currency === currency ? (offer ?? []) : []));
  const lowest = Math.min(...compared.map(({ price }) => price.minor));
  const prices = shops.map(({ subtask, report, offer }): ShopPrice => {
    const isCompared = offer !== undefined && offer.price.currency === currency;
    const by = subtask.intent === 'ticket' ? subtask.values.by : undefined;
    return {
      subtaskId: subtask.id,
      app: offer?.app ?? subtask.app ?? '',
      ...(by !== undefined && { by }),
      ...(offer && { offer }),
      text: report.text,
      isCompared,
      isCheapest: isCompared && compared.length > 1 && offer.price.minor === lowest,
    };
  });
  return prices.sort((a, b) => rank(a) - rank(b) || (a.isCompared && b.isCompared ? minorOf(a) - minorOf(b) : 0));
}

/** Whatever brought offers is compared, such as the cheapest flight and the cheapest train. */
export function isPrice({ subtask, report }: Outcome): boolean {
  return subtask.intent === 'find_price' || report.values?.offers !== undefined;
}

/** Askings for the same goods, each with the lowest price in the one currency that most of them brought. */
export function withBest<F extends { readonly offers: readonly Offer[] }>(
  found: readonly F[],
): (F & { readonly best?: Offer })[] {
  const currency = mainCurrency(found.flatMap(({ offers }) => cheapestOf(offers) ?? []));
  return found.map((asking) => {
    const best = cheapestOf(asking.offers, currency);
    return { ...asking, ...(best && { best }) };
  });
}

function rank({ isCompared, offer }: ShopPrice): number {
  if (!offer) return 2;
  return isCompared ? 0 : 1;
}

function minorOf({ offer }: ShopPrice): number {
  return offer?.price.minor ?? 0;
}

/** Within the currency of the first. */
function cheapestOf(offers: readonly Offer[], currency = offers[0]?.price.currency): Offer | undefined {
  const [cheapest] = offers
    .filter(({ price }) => price.currency === currency)
    .sort((a, b) => a.price.minor - b.price.minor);
  return cheapest;
}

/** The one that most offers quote; of the first when they are even. */
function mainCurrency(offers: readonly Offer[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { price } of offers) counts.set(price.currency, (counts.get(price.currency) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}
