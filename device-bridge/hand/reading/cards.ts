// The goods of a list, one card each. A card is found from its price: the largest part of the list around a price that
// holds a title and no second priced card. That works for rows, grids and waterfalls, whatever the views are called.
import type { ScreenNode, ScreenTree } from '../../phone/tree.js';
import { type Amount, withoutAmounts } from './amounts.js';
import { amountsOf, type Line, linesOf } from './lines.js';
import { containers, isVisible } from './nodes.js';

export interface Card {
  readonly node: ScreenNode;
  readonly title: string;
  readonly amounts: readonly Amount[];
  readonly lines: readonly string[];
  readonly seller: string | undefined;
  readonly soldOut: boolean;
  readonly sponsored: boolean;
  /** The card ends at the end of the visible list: it may go on below and not say everything yet. */
  readonly cut: boolean;
}

export interface CardList {
  readonly container: ScreenNode;
  readonly cards: readonly Card[];
}

const soldOutWords =
  /(已?售罄|已?售空|已抢光|抢光了|无货|缺货|补货中|已下架|暂不销售|到货通知|sold out|out of stock|unavailable)/i;
const sponsoredWords = /^(广告|赞助|推广|ad|ads|sponsored|promoted)$/i;
const sellerWords = /(旗舰店|专卖店|专营店|自营|官方店|百货|超市|数码店|店|store|official)$/i;
const notTitle =
  /^(已售|月销|\d(\.\d)?分(?!钟)|\d+(\.\d+)?\s*(米|公里|k?m)\s*(?=[·|,，]|$)|\d[\d.万+]*人|好评|评价|包邮|退货|free shipping|\d+(\.\d+)?万?\+?(人付款|条评价|人收货|sold|reviews))/i;
const shortestTitle = 5;
const longestSeller = 24;

export function isSoldOut(text: string): boolean {
  return soldOutWords.test(text);
}

/** The list of the screen that holds the most cards. */
export function findCardList(tree: ScreenTree, displayHeightPx: number): CardList | undefined {
  let best: CardList | undefined;
  const candidates = containers(tree, displayHeightPx);
  for (const container of candidates.length > 0 ? candidates : tree.roots) {
    const cards = cardsIn(container);
    // The innermost of equals: containers come in document order.
    if (cards.length > 0 && cards.length >= (best?.cards.length ?? 0)) best = { container, cards };
  }
  return best;
}

function cardsIn(container: ScreenNode): Card[] {
  const cards: Card[] = [];
  collect(container, container, cards);
  return cards;
}

/** Splits a part of the list until each piece is one card; what has no price or no title is none. */
function collect(node: ScreenNode, container: ScreenNode, cards: Card[]): void {
  if (!isVisible(node)) return;
  const parts = node.children.filter((child) => isVisible(child) && isPricedCard(child));
  const isWhole = node !== container && parts.length < 2 && isPricedCard(node);
  if (!isWhole) {
    for (const child of node.children) collect(child, container, cards);
    return;
  }
  const only = parts[0];
  // A wrapper that holds one card and nothing else of interest is the card too; a tappable part is the better target.
  if (only && !node.clickable && only.clickable) collect(only, container, cards);
  else cards.push(readCard(node, container));
}

function isPricedCard(node: ScreenNode): boolean {
  const lines = linesOf(node);
  return lines.some(hasPrice) && titleOf(lines) !== undefined;
}

function hasPrice(line: Line): boolean {
  return amountsOf(line).some(({ role }) => role === 'price' || role === 'final');
}

function readCard(node: ScreenNode, container: ScreenNode): Card {
  const lines = linesOf(node);
  const texts = lines.map(({ text }) => text);
  return {
    node,
    title: titleOf(lines) ?? '',
    amounts: lines.flatMap(amountsOf),
    lines: texts,
    seller: texts.find(isSeller),
    soldOut: texts.some((text) => text.length <= 12 && soldOutWords.test(text)),
    sponsored: texts.some((text) => sponsoredWords.test(text)),
    cut: node.bounds.bottom >= container.bounds.bottom,
  };
}

function isSeller(text: string): boolean {
  return text.length <= longestSeller && sellerWords.test(text);
}

/** The longest text that is neither a price nor a count; a card that is one described view is read from its description. */
function titleOf(lines: readonly Line[]): string | undefined {
  let title: string | undefined;
  for (const line of lines) {
    const text = isDescription(line) ? withoutAmounts(line.text) : line.text;
    if (statesPrice(line, text) || text.length < shortestTitle || notTitle.test(text) || isSeller(text)) continue;
    if (text.length > (title?.length ?? 0)) title = text;
  }
  return title;
}

/** A description has been freed of its amounts. */
function statesPrice(line: Line, text: string): boolean {
  return text === line.text && hasPrice(line);
}

function isDescription({ nodes }: Line): boolean {
  return nodes.length === 1 && nodes[0] !== undefined && nodes[0].text === '';
}
