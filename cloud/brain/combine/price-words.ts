// The words of a price answer in both languages.
import type { Language } from '@farhand/shared';

export interface PriceWords {
  readonly columns: readonly string[];
  readonly list: (parts: readonly string[]) => string;
  readonly cheapest: (item: string, shops: string, price: string, title: string, compared: boolean) => string;
  readonly saving: (amount: string, nextShop: string, nextPrice: string) => string;
  readonly before: (price: string) => string;
  readonly notFoundAt: (shops: string) => string;
  readonly nowhere: (item: string, shops: string, othersFailed: boolean) => string;
  readonly nothingChecked: (item: string) => string;
  readonly failed: (shop: string, why: string) => string;
}

export const priceWords: Readonly<Record<Language, PriceWords>> = {
  en: {
    columns: ['Shop', 'Price', 'Offer', 'Conditions', 'Seen at'],
    list: (parts) => parts.join(', '),
    cheapest: (item, shops, price, title, compared) =>
      compared
        ? `The cheapest ${item} is on ${shops}: ${price} (${title}).`
        : `The only offer for ${item} is on ${shops}: ${price} (${title}).`,
    saving: (amount, nextShop, nextPrice) => ` That is ${amount} less than on ${nextShop} (${nextPrice}).`,
    before: (price) => `before: ${price}`,
    notFoundAt: (shops) => `Not found or sold out on: ${shops}.`,
    nowhere: (item, shops, othersFailed) =>
      `${item} was not found in stock on ${shops}${othersFailed ? '; other shops could not be checked' : ''}.`,
    nothingChecked: (item) => `No price for ${item} could be read.`,
    failed: (shop, why) => `${shop} could not be checked: ${why}`,
  },
  zh: {
    columns: ['平台', '到手价', '商品', '条件', '出处'],
    list: (parts) => parts.join('、'),
    cheapest: (item, shops, price, title, compared) =>
      compared ? `${item}最便宜的是${shops}：${price}（${title}）。` : `只有${shops}有${item}：${price}（${title}）。`,
    saving: (amount, nextShop, nextPrice) => `比${nextShop}（${nextPrice}）便宜${amount}。`,
    before: (price) => `原价${price}`,
    notFoundAt: (shops) => `没有找到或已售罄：${shops}。`,
    nowhere: (item, shops, othersFailed) =>
      `${shops}上没有找到在售的${item}${othersFailed ? '，其他平台未能查询' : ''}。`,
    nothingChecked: (item) => `没有查到${item}的价格。`,
    failed: (shop, why) => `${shop}未能查询：${why}`,
  },
};
