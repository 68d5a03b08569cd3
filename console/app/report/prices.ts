// What prices are compared with each other: those of the currency that most shops quote, as integers. As the cloud does for
// the answer in words; here for the table, where the shops that have nothing stand, too.
import type { PriceHistory } from '@farhand/cloud';
import type { Offer, Plan, Report } from '@farhand/shared';

export interface ShopPrice {
  readonly subtaskId: string;
  readonly app: string;
  /** By what way, where that is what is compared: the flight and the train of one shop. */
  readonly by: string | undefined;
  /** The shop's cheapest; undefined where it has none. */
  readonly offer: Offer | undefined;
  /** What the report of the shop says. */
  readonly text: string;
  /** Nothing else of the same currency is cheaper, and there is something else. */
  readonly isCheapest: boolean;
}

/** Cheapest first, then prices in other currencies, then shops that were asked and have none; each in the order of the plan. */
export function comparedPrices(plan: Plan | undefined, reports: readonly Report[]): readonly ShopPrice[] {
  const subtasks = new Map(plan?.subtasks.map((subtask) => [subtask.id, subtask]));
  const shops = reports.flatMap(({ subtaskId, values, text }) => {
    const subtask = subtasks.get(subtaskId);
    if (values?.offers === undefined && subtask?.intent !== 'find_price') return [];
    const offer = cheapestOf(values?.offers ?? []);
    const by = subtask?.intent === 'ticket' ? subtask.values.by : undefined;
    return [{ subtaskId, app: offer?.app ?? subtask?.app ?? '', by, offer, text }];
  });
  const currency = mainCurrency(shops.flatMap(({ offer }) => offer ?? []));
  const rank = ({ offer }: { offer: Offer | undefined }) => (!offer ? 2 : offer.price.currency === currency ? 0 : 1);
  const compared = shops.filter((shop) => rank(shop) === 0);
  const lowest = Math.min(...compared.map(({ offer }) => offer?.price.minor ?? Number.POSITIVE_INFINITY));
  return shops
    .map((shop) => ({
      ...shop,
      isCheapest: rank(shop) === 0 && compared.length > 1 && shop.offer?.price.minor === lowest,
    }))
    .sort((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? minorOf(a) - minorOf(b) : 0));
}

function minorOf({ offer }: { readonly offer: Offer | undefined }): number {
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

export interface EarlierPrice {
  readonly id: string;
  readonly at: string;
  readonly best: Offer;
}

/** The lowest price of each asking, oldest first, in the one currency that most of them brought. */
export function earlierPrices(found: PriceHistory['found']): readonly EarlierPrice[] {
  const currency = mainCurrency(found.flatMap(({ offers }) => cheapestOf(offers) ?? []));
  return found
    .flatMap(({ taskId: id, at, offers }) => {
      const best = cheapestOf(offers, currency);
      return best ? [{ id, at, best }] : [];
    })
    .reverse();
}
