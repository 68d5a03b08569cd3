// Puts results in order and leaves out what was not asked for, with the app's own controls: tabs, chips, a panel. What
// the app cannot do is named, so that the caller can pick from the results itself or say so.
import type { Observation } from '../../../phone/phone.js';
import type { ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { findButton } from '../../reading/buttons.js';
import { findCardList } from '../../reading/cards.js';
import { findChoice, isChosen } from '../../reading/choices.js';
import { markNames, readFilter, readOrder, type WantedFilter, type WantedOrder } from '../../reading/narrowing.js';
import { isInside, isVisible, labelOf } from '../../reading/nodes.js';
import { type Brief, press, type Skill, tap, type } from '../skill.js';

export interface Narrowed {
  readonly sight: Sight;
  /** What the app did, as its controls call it. */
  readonly applied: readonly string[];
  /** What it has no control for, in the user's words. */
  readonly missing: readonly string[];
}

/** Bars with orders and filters lie above this share of the display. */
const barShare = 0.35;
const combined = ['综合', '综合排序', '智能排序', '排序', '默认排序', 'sort', 'sort by'];
const leastNames = /(最低价|最低|起始价|min)/i;
const mostNames = /(最高价|最高|终止价|max)/i;

export function* narrow(brief: Brief, sight: Sight, sort: string, filter: string): Skill<Narrowed> {
  let now = sight;
  const applied: string[] = [];
  const missing: string[] = [];
  if (filter !== '') {
    const filtered = yield* applyFilter(brief, now, readFilter(filter));
    now = filtered.sight;
    applied.push(...filtered.applied);
    missing.push(...filtered.missing);
  }
  const order = sort === '' ? undefined : readOrder(sort);
  if (order) {
    const sorted = yield* applyOrder(brief, now, order);
    if (sorted) [now] = [sorted.sight, applied.push(sorted.label)];
    else missing.push(sort);
  } else if (sort !== '') missing.push(sort);
  return { sight: now, applied, missing };
}

function* applyOrder(
  brief: Brief,
  sight: Sight,
  wanted: WantedOrder,
): Skill<{ sight: Sight; label: string } | undefined> {
  let now = sight;
  const { heightPx } = now.screen.sizePx;
  const inBar = (node: ScreenNode) => node.bounds.top > heightPx * barShare;
  let tab = findChoice(now.screen, wanted.names, { least: 'begins', except: inBar });
  if (!tab) {
    const menu = findChoice(now.screen, combined, { least: 'begins', except: inBar });
    if (!menu) return undefined;
    now = yield* tap(now, menu.node, brief.say(`打开“${menu.label}”`, `Open "${menu.label}"`));
    tab = findChoice(now.screen, wanted.names, {
      least: 'begins',
      except: (node) => node.bounds.top < menu.node.bounds.top,
    });
    if (!tab) return undefined;
  }
  const { label } = tab;
  const explain = brief.say(`按“${label}”排序`, `Sort by "${label}"`);
  now = yield* tap(now, tab.node, explain, { until: (screen) => inOrder(screen, wanted), limitMs: 4000 });
  // A price tab turns round when it is touched again.
  if (!inOrder(now.screen, wanted)) {
    const again = findChoice(now.screen, wanted.names, { least: 'begins', except: inBar });
    if (again)
      now = yield* tap(now, again.node, explain, { until: (screen) => inOrder(screen, wanted), limitMs: 4000 });
  }
  return inOrder(now.screen, wanted) ? { sight: now, label } : undefined;
}

/** For prices an arrow says the way, else the prices do; for other orders the control says that it is the one. */
function inOrder(screen: Observation, { order, names }: WantedOrder): boolean {
  const tab = findChoice(screen, names, {
    least: 'begins',
    except: (node) => node.bounds.top > screen.sizePx.heightPx * barShare,
  });
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

function* applyFilter(brief: Brief, sight: Sight, wanted: WantedFilter): Skill<Narrowed> {
  let now = sight;
  const applied: string[] = [];
  let left: string[] = [];
  for (const mark of wanted.marks) {
    const chosen = yield* choose(brief, now, mark, now.screen.sizePx.heightPx * barShare);
    if (chosen) [now] = [chosen.sight, applied.push(chosen.label)];
    else left.push(mark);
  }
  const hasRange = wanted.leastMinor !== undefined || wanted.mostMinor !== undefined;
  if (left.length === 0 && !hasRange) return { sight: now, applied, missing: [] };
  for (const mark of [...left]) {
    const panel = yield* openPanel(brief, now);
    if (!panel) break;
    now = panel;
    const chosen = yield* choose(brief, now, mark, now.screen.sizePx.heightPx);
    if (!chosen) continue;
    now = chosen.sight;
    applied.push(chosen.label);
    left = left.filter((other) => other !== mark);
  }
  if (hasRange) {
    const ranged = yield* typeRange(brief, now, wanted);
    now = ranged.sight;
    (ranged.isTyped ? applied : left).push(rangeText(wanted));
  }
  return { sight: yield* closePanel(brief, now), applied, missing: left };
}

/** Taps the mark unless it is chosen already; the mark or the list has changed afterwards. */
function* choose(
  brief: Brief,
  sight: Sight,
  mark: string,
  lowestPx: number,
): Skill<{ sight: Sight; label: string } | undefined> {
  const list = isPanel(sight.screen)
    ? undefined
    : findCardList(sight.screen.tree, sight.screen.sizePx.heightPx)?.container;
  // A badge on a card says what the card is, and filters nothing.
  const except = (node: ScreenNode) => node.bounds.top > lowestPx || (list !== undefined && isInside(node, list));
  const options = { least: 'begins', except } as const;
  const choice = findChoice(sight.screen, markNames(mark), options);
  if (!choice) return undefined;
  if (isChosen(choice.node)) return { sight, label: choice.label };
  const before = sight.screen.frameId;
  const now = yield* tap(sight, choice.node, brief.say(`选择“${choice.label}”`, `Choose "${choice.label}"`));
  return now.screen.frameId === before ? undefined : { sight: now, label: choice.label };
}

function isPanel(screen: Observation): boolean {
  return (
    findButton(screen, 'apply') !== undefined &&
    /重置|清空|reset|clear/i.test(screen.tree.nodes.filter(isVisible).map(labelOf).join('\n'))
  );
}

function* openPanel(brief: Brief, sight: Sight): Skill<Sight | undefined> {
  if (isPanel(sight.screen)) return sight;
  const button = findButton(sight.screen, 'filter');
  if (!button) return undefined;
  const now = yield* tap(sight, button, brief.say('打开筛选', 'Open the filters'), { until: isPanel, limitMs: 3000 });
  return isPanel(now.screen) ? now : undefined;
}

function* closePanel(brief: Brief, sight: Sight): Skill<Sight> {
  if (!isPanel(sight.screen)) return sight;
  const button = findButton(sight.screen, 'apply');
  const closed = (screen: Observation) => !isPanel(screen);
  const now = button
    ? yield* tap(sight, button, brief.say('确定筛选', 'Apply the filters'), { until: closed, limitMs: 4000 })
    : sight;
  return closed(now.screen)
    ? now
    : yield* press('back', brief.say('关闭筛选', 'Close the filters'), { until: closed, limitMs: 2000 });
}

/** The two fields for the least and the most that it may cost. */
function* typeRange(brief: Brief, sight: Sight, wanted: WantedFilter): Skill<{ sight: Sight; isTyped: boolean }> {
  let now = (yield* openPanel(brief, sight)) ?? sight;
  let isTyped = isPanel(now.screen);
  for (const [names, minor] of [
    [leastNames, wanted.leastMinor],
    [mostNames, wanted.mostMinor],
  ] as const) {
    if (minor === undefined || !isTyped) continue;
    const field = now.screen.tree.nodes.find(
      (node) => node.editable && isVisible(node) && names.test(`${node.hint} ${node.description}`),
    );
    const text = String(minor / 100);
    if (field) now = yield* type(now, field, text, false, brief.say(`价格填 ${text}`, `Enter ${text} as the price`));
    else isTyped = false;
  }
  return { sight: now, isTyped };
}

function rangeText({ leastMinor, mostMinor }: WantedFilter): string {
  const yuan = (minor: number) => `¥${minor / 100}`;
  if (leastMinor === undefined) return `≤ ${yuan(mostMinor ?? 0)}`;
  return mostMinor === undefined ? `≥ ${yuan(leastMinor)}` : `${yuan(leastMinor)}–${yuan(mostMinor)}`;
}
