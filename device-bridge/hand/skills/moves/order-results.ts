// Puts results in an order with the app's own control: a tab, or an entry of its menu. For prices an arrow says the way,
// else the prices do; for other orders the control says that it is the one.
import type { Observation } from '../../../phone/phone.js';
import type { ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { findCardList } from '../../reading/cards.js';
import { type Choice, findChoice, isChosen } from '../../reading/choices.js';
import type { WantedOrder } from '../../reading/narrowing.js';
import { type Brief, type Skill, tap } from '../skill.js';

/** Bars with orders and filters lie above this share of the display. */
const barShare = 0.35;
const menuNames = ['综合', '综合排序', '智能排序', '排序', '默认排序', 'sort', 'sort by'];

export interface Ordered {
  readonly sight: Sight;
  /** What the app calls the order. */
  readonly label: string;
}

/** Nothing when the app has no such order, or did not take it. */
export function* orderResults(brief: Brief, sight: Sight, wanted: WantedOrder): Skill<Ordered | undefined> {
  let now = sight;
  let tab = tabOf(now.screen, wanted.names);
  if (!tab) {
    const menu = tabOf(now.screen, menuNames);
    if (!menu) return undefined;
    now = yield* tap(now, menu.node, brief.say(`打开“${menu.label}”`, `Open "${menu.label}"`));
    const isAbove = (node: ScreenNode) => node.bounds.top < menu.node.bounds.top;
    tab = findChoice(now.screen, wanted.names, { least: 'begins', except: isAbove });
    if (!tab) return undefined;
  }
  const { label } = tab;
  const explain = brief.say(`按“${label}”排序`, `Sort by "${label}"`);
  const wait = { until: (screen: Observation) => isInOrder(screen, wanted), limitMs: 4000 };
  now = yield* tap(now, tab.node, explain, wait);
  // A price tab turns round when it is touched again.
  const again = isInOrder(now.screen, wanted) ? undefined : tabOf(now.screen, wanted.names);
  if (again) now = yield* tap(now, again.node, explain, wait);
  return isInOrder(now.screen, wanted) ? { sight: now, label } : undefined;
}

function tabOf(screen: Observation, names: readonly string[]): Choice | undefined {
  const isBelow = (node: ScreenNode) => node.bounds.top > screen.sizePx.heightPx * barShare;
  return findChoice(screen, names, { least: 'begins', except: isBelow });
}

function isInOrder(screen: Observation, { order, names }: WantedOrder): boolean {
  const tab = tabOf(screen, names);
  const isMarked = tab !== undefined && isChosen(tab.node);
  if (order !== 'priceUp' && order !== 'priceDown') return isMarked;
  const arrow = /([↑▲])|([↓▼])/.exec(tab?.label ?? '');
  if (arrow) return (arrow[1] !== undefined) === (order === 'priceUp');
  return (isMarked || tab === undefined) && wayOf(pricesOf(screen)) === (order === 'priceUp' ? 1 : -1);
}

/** 1 where more neighbours rise than fall, -1 where more fall, else 0: coupons that a list does not show blur it. */
function wayOf(prices: readonly number[]): number {
  const steps = prices.slice(1).map((price, index) => Math.sign(price - (prices[index] ?? price)));
  return Math.sign(steps.reduce((sum, step) => sum + step, 0));
}

/** What is asked at last, of each card that is no advertisement. */
function pricesOf(screen: Observation): number[] {
  const cards = findCardList(screen.tree, screen.sizePx.heightPx)?.cards ?? [];
  return cards
    .filter(({ sponsored, cut }) => !sponsored && !cut)
    .map(
      ({ amounts }) =>
        (amounts.find(({ role }) => role === 'final') ?? amounts.find(({ role }) => role === 'price'))?.money.minor,
    )
    .filter((minor) => minor !== undefined);
}
