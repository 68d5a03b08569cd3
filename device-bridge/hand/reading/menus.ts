// Shops that deliver, and their menus: rows of shops, dishes with what adds them, the basket at the bottom of the page.
import type { Money } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode, subtree } from '../../phone/tree.js';
import { readAmounts } from './amounts.js';
import { findButton, findButtons } from './buttons.js';
import { byFit, fitOf } from './choices.js';
import { containers, isVisible, labelOf } from './nodes.js';
import { findRows, type Row } from './rows.js';

const deliveryWords = /(起送|配送|月售|分钟|delivery|min\b)/i;
const closedWords = /(休息中|打烊|暂停营业|未营业|closed)/i;
const kindWords = /^(已选.{0,20}|规格|份量|温度|甜度|辣度|口味|杯型|加料|size|options?)$/i;
/** The shop delivers from a sum on. */
const leastWords = /(还差|差.{0,8}起送|minimum|more to)/i;
/** What adds a dish stands at most this share of the display below its title. */
const dishShare = 0.12;
const sideShare = 0.35;
const basketShare = 0.8;

export interface Named {
  /** What to tap. */
  readonly node: ScreenNode;
  readonly name: string;
}

/** The shops of a list that are open. */
export function shopsOn(screen: Observation): Row[] {
  return findRows(screen, { fewest: 1 }).filter(
    ({ lines }) => lines.some((line) => deliveryWords.test(line)) && !lines.some((line) => closedWords.test(line)),
  );
}

/** The first shop of the list that is open, with the name where one is wanted. */
export function findShop(screen: Observation, name: string): Named | undefined {
  const shops = shopsOn(screen);
  const shop = name === '' ? shops[0] : shops.find(({ lines }) => fitOf(lines[0] ?? '', [name]));
  const node = shop && (clickTarget(shop.node) ?? [...subtree(shop.node)].find(({ clickable }) => clickable));
  return node && { node, name: shop.lines[0] ?? '' };
}

export interface Dish {
  readonly title: string;
  /** Adds one, or asks which kind. */
  readonly add: ScreenNode;
}

/** The dish whose name fits best, of those that can be added. */
export function findDish(screen: Observation, name: string): Dish | undefined {
  const controls = [...findButtons(screen, 'chooseKind'), ...findButtons(screen, 'more')];
  const dishes = screen.tree.nodes.flatMap((node) => {
    const fit = isVisible(node) && !node.editable ? fitOf(labelOf(node), [name]) : undefined;
    const add = fit && controlOf(node, controls, screen.sizePx.heightPx);
    return fit && add ? [{ title: labelOf(node), add, fit }] : [];
  });
  return dishes.sort((a, b) => byFit(a.fit, b.fit))[0];
}

/** What the dish costs: the first amount between its title and its control. */
export function dishPrice(screen: Observation, name: string): { title: string; price: Money } | undefined {
  const dish = findDish(screen, name);
  const title = dish && screen.tree.nodes.find((node) => isVisible(node) && labelOf(node) === dish.title);
  if (!dish || !title) return undefined;
  const amounts = screen.tree.nodes
    .filter(
      ({ bounds }) =>
        bounds.top >= title.bounds.top && bounds.top < dish.add.bounds.bottom && bounds.left >= title.bounds.left - 8,
    )
    .filter(isVisible)
    .flatMap((node) => readAmounts(labelOf(node)));
  const price = amounts.find(({ role }) => role === 'price' || role === 'final')?.money;
  return price && { title: dish.title, price };
}

/** The nearest to the right of the title and not above it. */
function controlOf({ bounds }: ScreenNode, controls: readonly ScreenNode[], heightPx: number): ScreenNode | undefined {
  const near = controls.filter(
    (control) =>
      control.bounds.left >= bounds.left &&
      control.bounds.bottom > bounds.top &&
      control.bounds.top - bounds.bottom < heightPx * dishShare,
  );
  return near.sort((a, b) => a.bounds.top - b.bounds.top)[0];
}

/** Many dishes to add. */
export function isMenu(screen: Observation): boolean {
  return findButtons(screen, 'more').length + findButtons(screen, 'chooseKind').length >= 2;
}

/** The categories in a narrow column at the left. */
export function sideEntries({ tree, sizePx }: Observation): Named[] {
  const column = containers(tree, sizePx.heightPx).find(({ bounds }) => bounds.right < sizePx.widthPx * sideShare);
  if (!column) return [];
  return [...subtree(column)].flatMap((part) => {
    const node = isVisible(part) && labelOf(part) !== '' ? clickTarget(part) : undefined;
    return node ? [{ node, name: labelOf(part) }] : [];
  });
}

/** A sheet that asks for size, sweetness... before a dish is taken. */
export function asksForKind(screen: Observation): boolean {
  if (!findButton(screen, 'addToCart') && !findButton(screen, 'confirm')) return false;
  return screen.tree.nodes.some((node) => isVisible(node) && kindWords.test(labelOf(node)));
}

export interface Basket {
  readonly sum: Money | undefined;
  /** What is missing to the least order, as the shop says it. */
  readonly missing: string | undefined;
}

export function readBasket({ tree, sizePx }: Observation): Basket {
  const low = tree.nodes.filter((node) => isVisible(node) && node.bounds.top > sizePx.heightPx * basketShare);
  const labels = low.map(labelOf);
  const price = labels.flatMap(readAmounts).find(({ role }) => role === 'price' || role === 'final');
  return { sum: price?.money, missing: labels.find((label) => leastWords.test(label)) };
}
