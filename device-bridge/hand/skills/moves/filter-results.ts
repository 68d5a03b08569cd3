// Leaves out of the results what was not asked for, with the app's own controls: chips above them, a panel with choices and
// fields for a price. What the app has no control for is named, so that the caller can pick or say so.
import type { Observation } from '../../../phone/phone.js';
import type { ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { findButton } from '../../reading/buttons.js';
import { findCardList } from '../../reading/cards.js';
import { findChoice, isChosen } from '../../reading/choices.js';
import { markNames, type WantedFilter } from '../../reading/narrowing.js';
import { isInside, isVisible, labelOf } from '../../reading/nodes.js';
import { type Brief, press, type Skill, tap, type } from '../skill.js';

export interface Filtered {
  readonly sight: Sight;
  /** What the app did, as its controls call it. */
  readonly applied: readonly string[];
  /** What it has no control for, in the user's words. */
  readonly missing: readonly string[];
}

/** Chips lie above this share of the display. */
const barShare = 0.35;
const leastNames = /(最低价|最低|起始价|min)/i;
const mostNames = /(最高价|最高|终止价|max)/i;

export function* filterResults(brief: Brief, sight: Sight, wanted: WantedFilter): Skill<Filtered> {
  let now = sight;
  const applied: string[] = [];
  const missing: string[] = [];
  for (const mark of wanted.marks) {
    const chosen = (yield* chooseChip(brief, now, mark)) ?? (yield* chooseInPanel(brief, now, mark));
    now = chosen.sight;
    if (chosen.label === undefined) missing.push(mark);
    else applied.push(chosen.label);
  }
  if (wanted.leastMinor !== undefined || wanted.mostMinor !== undefined) {
    const ranged = yield* typeRange(brief, now, wanted);
    now = ranged.sight;
    (ranged.isTyped ? applied : missing).push(rangeText(wanted));
  }
  return { sight: yield* closePanel(brief, now), applied, missing };
}

interface Chosen {
  readonly sight: Sight;
  /** As the app writes it; absent when it has no such choice. */
  readonly label: string | undefined;
}

/** A badge on a card says what the card is, and filters nothing. */
function* chooseChip(brief: Brief, sight: Sight, mark: string): Skill<Chosen | undefined> {
  const { tree, sizePx } = sight.screen;
  const list = findCardList(tree, sizePx.heightPx)?.container;
  const except = (node: ScreenNode) =>
    node.bounds.top > sizePx.heightPx * barShare || (list !== undefined && isInside(node, list));
  const chosen = yield* choose(brief, sight, mark, except);
  return chosen.label === undefined ? undefined : chosen;
}

function* chooseInPanel(brief: Brief, sight: Sight, mark: string): Skill<Chosen> {
  const panel = yield* openPanel(brief, sight);
  return panel ? yield* choose(brief, panel, mark) : { sight, label: undefined };
}

/** Taps the mark unless it is chosen already; the mark or the list has changed afterwards. */
function* choose(brief: Brief, sight: Sight, mark: string, except?: (node: ScreenNode) => boolean): Skill<Chosen> {
  const choice = findChoice(sight.screen, markNames(mark), { least: 'begins', ...(except && { except }) });
  if (!choice) return { sight, label: undefined };
  if (isChosen(choice.node)) return { sight, label: choice.label };
  const now = yield* tap(sight, choice.node, brief.say(`选择“${choice.label}”`, `Choose "${choice.label}"`));
  return { sight: now, label: now.screen.frameId === sight.screen.frameId ? undefined : choice.label };
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
