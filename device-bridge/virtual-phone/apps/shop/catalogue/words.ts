// From text to search words. Latin and digit runs are words; Chinese runs are cut along a vocabulary, what remains
// into pairs of characters. Words that mean the same in both languages are alternatives of one another.
import { CATEGORIES } from './categories.js';
import { PRODUCTS } from './products.js';

/** One word of a query and everything that counts as a match for it, all in normal form. */
export interface QueryWord {
  readonly alternatives: readonly string[];
}

const SYNONYMS: readonly (readonly string[])[] = [
  ['mini', '迷你'],
  ['手机', 'phone', 'smartphone', '智能手机'],
  ['电脑', 'computer', 'pc', '主机'],
  ['笔记本', 'laptop', 'notebook'],
  ['平板', 'tablet'],
  ['耳机', 'headphones', 'headphone', 'earbuds', 'earphones', 'headset'],
  ['音箱', '音响', 'speaker'],
  ['手表', 'watch'],
  ['手环', 'band'],
  ['游戏机', 'console'],
  ['手柄', 'controller', 'gamepad'],
  ['显示器', 'monitor', 'display'],
  ['键盘', 'keyboard'],
  ['鼠标', 'mouse'],
  ['路由器', 'router'],
  ['相机', 'camera'],
  ['无人机', 'drone'],
  ['吸尘器', 'vacuum'],
  ['吹风机', '电吹风', 'hairdryer'],
  ['冰箱', 'fridge', 'refrigerator'],
  ['洗衣机', 'washer'],
  ['牙刷', 'toothbrush'],
  ['水壶', '电水壶', 'kettle'],
  ['电饭煲', 'ricecooker'],
  ['炸锅', 'fryer', 'airfryer'],
  ['鞋', 'shoes', 'sneakers'],
  ['背包', '双肩包', 'backpack'],
  ['行李箱', '旅行箱', 'luggage', 'suitcase'],
  ['书', 'book', 'books'],
  ['积木', 'blocks', 'bricks'],
  ['面膜', 'mask'],
  ['口红', '唇膏', 'lipstick'],
  ['牛奶', 'milk'],
  ['大米', 'rice'],
  ['咖啡', 'coffee'],
  ['椅', '椅子', 'chair'],
  ['瑜伽垫', 'yogamat'],
  ['帐篷', 'tent'],
  ['篮球', 'basketball'],
  ['二手', 'used', 'secondhand'],
];

const STOP_WORDS = new Set(
  '的 了 在 和 我 想 买 要 请 帮 价格 价钱 报价 多少钱 最便宜 最低价 便宜 一个 一台 正品 官方 元 price prices buy cheap cheapest the a an of for and'.split(
    ' ',
  ),
);

const alternativesOf = new Map<string, Set<string>>();
const vocabulary = new Set<string>();

function learn(words: readonly string[]): void {
  const normal = words.map(normalise);
  for (const word of normal) {
    const known = alternativesOf.get(word) ?? new Set<string>();
    for (const other of normal) known.add(other);
    alternativesOf.set(word, known);
    if (isChinese(word)) vocabulary.add(word);
  }
}

for (const group of SYNONYMS) learn(group);
for (const { brand } of PRODUCTS) {
  const english = normalise(brand.en);
  learn(english.includes(' ') ? [brand.zh] : [brand.zh, english]);
}
for (const product of PRODUCTS) {
  for (const run of normalise(`${product.name} ${product.noun}`).match(/[㐀-鿿]{2,}/g) ?? []) vocabulary.add(run);
}
for (const category of CATEGORIES) for (const word of category.words) if (isChinese(word)) vocabulary.add(word);
for (const word of STOP_WORDS) if (isChinese(word)) vocabulary.add(word);

const longest = Math.max(...[...vocabulary].map((word) => word.length));

/** Lower case, full-width forms folded, accents kept. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

export function isChinese(text: string): boolean {
  return /[㐀-鿿]/.test(text);
}

/** Latin words of a text in normal form; "16GB+256GB" is two. */
export function latinWords(text: string): string[] {
  return normalise(text).match(/[a-z0-9]+/g) ?? [];
}

export function queryWords(query: string): QueryWord[] {
  const words = (normalise(query).match(/[a-z0-9]+|[㐀-鿿]+/g) ?? []).flatMap((run) =>
    isChinese(run) ? cutChinese(run) : [run],
  );
  const wanted = [...new Set(words)].filter((word) => !STOP_WORDS.has(word));
  return wanted.map((word) => ({ alternatives: [...(alternativesOf.get(word) ?? [word])] }));
}

/** Longest known word first; unknown stretches in pairs of characters. */
function cutChinese(run: string): string[] {
  const words: string[] = [];
  let unknown = '';
  const flush = (): void => {
    for (let index = 0; index < unknown.length; index += 2) words.push(unknown.slice(index, index + 2));
    unknown = '';
  };
  let position = 0;
  while (position < run.length) {
    const word = knownWordAt(run, position);
    if (word === undefined) {
      unknown += run[position];
      position += 1;
    } else {
      flush();
      words.push(word);
      position += word.length;
    }
  }
  flush();
  return words;
}

function knownWordAt(run: string, position: number): string | undefined {
  for (let length = Math.min(longest, run.length - position); length > 0; length -= 1) {
    const candidate = run.slice(position, position + length);
    if (vocabulary.has(candidate)) return candidate;
  }
  return undefined;
}
