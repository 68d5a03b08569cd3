// How a user wants results put in order and what of them to leave out, in their words, and what apps call the same.
import type { Money } from '@farhand/shared';

export type Order = 'sales' | 'priceUp' | 'priceDown' | 'rating' | 'distance' | 'newest' | 'relevance';

/** What is wanted, and the names of the control that does it; the first that fits decides. */
const orders: readonly { readonly said: RegExp; readonly order: Order; readonly names: readonly string[] }[] = [
  {
    said: /(价格?.{0,6}(从高到低|由高到低|降序|最高)|最贵|贵的(在前|优先)|price.{0,12}(high to low|descending)|most expensive|dearest)/i,
    order: 'priceDown',
    names: ['价格从高到低', '价格降序', '高价优先', 'price: high to low', 'price high to low', '价格', 'price'],
  },
  {
    said: /(价格|价钱|便宜|低价|price|cheap|lowest)/i,
    order: 'priceUp',
    names: [
      '价格从低到高',
      '价格升序',
      '低价优先',
      '价格最低',
      'price: low to high',
      'price low to high',
      'cheapest',
      '价格',
      'price',
    ],
  },
  {
    said: /(销量|热销|卖得|畅销|best.?sell|sales|popular)/i,
    order: 'sales',
    names: ['销量优先', '销量最高', '月售最高', '销量', '热销', 'best selling', 'bestselling', 'sales', 'most popular'],
  },
  {
    said: /(好评|评分|评价|口碑|星级|rating|rated|review)/i,
    order: 'rating',
    names: ['好评优先', '评分最高', '评分优先', '口碑优先', '好评', '评分', 'top rated', 'rating', 'highest rated'],
  },
  {
    said: /(距离|最近的?(店|地方)?$|离我|近的|distance|near)/i,
    order: 'distance',
    names: ['距离最近', '距离优先', '离我最近', '距离', 'distance', 'nearest'],
  },
  {
    said: /(最新|新品|上新|时间|newest|latest|recent|new first)/i,
    order: 'newest',
    names: ['最新发布', '最新优先', '最新', '新品', '上新', 'newest', 'latest', 'most recent'],
  },
  {
    said: /(综合|默认|相关|relevan|default)/i,
    order: 'relevance',
    names: ['综合排序', '综合', '智能排序', '推荐', '默认', 'relevance', 'recommended', 'default'],
  },
];

export interface WantedOrder {
  readonly order: Order;
  readonly names: readonly string[];
}

export function readOrder(words: string): WantedOrder | undefined {
  const found = orders.find(({ said }) => said.test(words));
  return found && { order: found.order, names: found.names };
}

export interface WantedFilter {
  /** What the results are to be, as the control may be called: "自营", "包邮". */
  readonly marks: readonly string[];
  readonly leastMinor?: number;
  readonly mostMinor?: number;
}

const amount = '(?:[¥￥$]\\s*)?(\\d+(?:\\.\\d{1,2})?)\\s*(?:元|块|块钱)?';
const range = new RegExp(
  `(?:价格|价钱|price)?\\s*(?:在|between|from)?\\s*${amount}\\s*(?:到|至|-|–|—|~|to|and)\\s*${amount}(?:之间|以内)?`,
  'i',
);
const most = new RegExp(
  `(?:价格|价钱|price)?\\s*(?:不超过|低于|少于|小于|最多|under|below|less than|at most|up to|max(?:imum)?)\\s*${amount}|${amount}\\s*(?:以下|以内|之内|or less|and below)`,
  'i',
);
const least = new RegExp(
  `(?:价格|价钱|price)?\\s*(?:不低于|高于|超过|至少|最少|over|above|more than|at least|min(?:imum)?)\\s*${amount}|${amount}\\s*(?:以上|起|or more|and up)`,
  'i',
);
const lead =
  /^(请|帮我)?(只看|仅看|只要|仅限|只买|要|看|筛选|only|just|show only)?\s*|(的|商品|宝贝|店铺|ones?|items?|products?|only)?$/gi;

/** The parts of a filter that the user said. */
export function readFilter(words: string): WantedFilter {
  let rest = words.normalize('NFKC');
  let leastMinor: number | undefined;
  let mostMinor: number | undefined;
  const take = (pattern: RegExp, use: (numbers: number[]) => void): void => {
    const match = pattern.exec(rest);
    if (!match) return;
    use(
      match
        .slice(1)
        .filter((digits) => digits !== undefined)
        .map((digits) => Math.round(Number(digits) * 100)),
    );
    rest = `${rest.slice(0, match.index)},${rest.slice(match.index + match[0].length)}`;
  };
  take(range, ([a = 0, b = 0]) => {
    [leastMinor, mostMinor] = [Math.min(a, b), Math.max(a, b)];
  });
  take(most, ([a]) => {
    mostMinor ??= a;
  });
  take(least, ([a]) => {
    leastMinor ??= a;
  });
  const marks = rest
    .split(/[,，、;；]|\band\b|和|并?且/)
    .map((part) => part.trim().replace(lead, '').trim())
    .filter((part) => part !== '' && !/^(价格|价钱|price)$/i.test(part));
  return { marks, ...(leastMinor !== undefined && { leastMinor }), ...(mostMinor !== undefined && { mostMinor }) };
}

/** Whether a price lies within what was asked for. */
export function isWithin({ minor }: Money, { leastMinor, mostMinor }: WantedFilter): boolean {
  return (leastMinor === undefined || minor >= leastMinor) && (mostMinor === undefined || minor <= mostMinor);
}

/** What apps call a mark: itself, and itself with "only" before it. */
export function markNames(mark: string): string[] {
  return [mark, ...['仅看', '只看', '仅', '只'].map((word) => `${word}${mark}`), `${mark} only`];
}
