// How many of a dish or of goods are meant, apart from its name: "两份海天酱油", "来杯拿铁", "a cup of tea", "烤茄子x2". A dish
// whose name begins like a number (三杯鸡) keeps it.
import { englishNumber, hanNumber, readNumber } from './time/numbers.js';

export interface Portions {
  readonly name: string;
  /** At least 1. */
  readonly count: number;
}

/** In the measure words of food a number is how many; of goods, only what counts single things, never a package (一箱). */
const measures = {
  food: '份|杯|碗|个|盘|瓶|罐|盒|只|串|笼|碟|听|套|袋|包|块|根|条|壶|桶|屉',
  goods: '件|台|部|个|双|本|只|支|把|张|套|条|辆|副|顶|枚|块|款',
} as const;
const vessels =
  'cups?|bowls?|plates?|portions?|servings?|orders?|bottles?|cans?|glass(?:es)?|box(?:es)?|slices?|pieces?|bags?|packs?|pairs?|sets?';
const namesWithNumbers = /^(?:三杯(?!\p{Script=Han}*(?:茶|咖啡|拿铁|奶|汁|水|可乐|豆浆|酒))|三只松鼠|四个圈)/u;
const verb = '(?:(?:再|给我|帮我|我)?[来点要买加](?:上)?)';

type Kind = keyof typeof measures;

const patternsOf = (kind: Kind): readonly RegExp[] => [
  new RegExp(`^${verb}?(?<count>${hanNumber})\\s*(?:${measures[kind]})(?!人)的?\\s*(?<name>\\S.+)$`, 'u'),
  new RegExp(`^${verb}(?:${measures[kind]})(?!人)(?<name>\\S.+)$`, 'u'),
  new RegExp(`^(?<count>${englishNumber})\\s+(?:${vessels})\\s+of\\s+(?<name>\\S.+)$`, 'iu'),
];
const plainOne = /^(?:an?|one)\s+(?<name>\S.+)$/iu;
const trailing = [
  new RegExp(`^(?<name>.*\\S)\\s*[x×*✕]\\s*(?<count>\\d{1,2})\\s*(?:${measures.food})?$`, 'iu'),
  new RegExp(`^(?<name>.*\\P{N})(?<count>${hanNumber})\\s*(?:${measures.food})$`, 'u'),
];

/** Of a dish. */
export function readPortions(said: string): Portions {
  return read(said, [...patternsOf('food'), plainOne, ...trailing]) ?? { name: said.trim(), count: 1 };
}

/** Of goods: the name without a leading "one" (一台, a pair of); a larger number stays, as it may say which package. */
export function withoutOne(said: string): string {
  const portions = read(said, patternsOf('goods'));
  return portions?.count === 1 ? portions.name : said.trim();
}

/** "两件", "3 pieces", "各一件"; 1 where no number is said. */
export function countIn(said: string): number {
  const words = new RegExp(
    `(${hanNumber})\\s*(?:${measures.goods}|${measures.food})?|\\b(${englishNumber})\\b`,
    'iu',
  ).exec(said);
  const number = readNumber(words?.[1] ?? words?.[2] ?? '');
  return number === undefined || number === 0 ? 1 : number;
}

function read(said: string, patterns: readonly RegExp[]): Portions | undefined {
  const text = said.normalize('NFKC').trim();
  if (namesWithNumbers.test(text)) return undefined;
  for (const pattern of patterns) {
    const { name = '', count = '1' } = pattern.exec(text)?.groups ?? {};
    const number = readNumber(count);
    if (name !== '' && number !== undefined && number > 0) return { name: name.trim(), count: number };
  }
  return undefined;
}
