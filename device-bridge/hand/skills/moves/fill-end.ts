// The two ends of a journey on a form: by their names, by their sides of the sign that swaps them, or one above the other.
import type { Observation } from '../../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { findField } from '../../reading/fields.js';
import { heightPx, isVisible, labelOf, widthPx } from '../../reading/nodes.js';
import { fromField, toField } from '../../reading/route-words.js';
import { type Brief, type Skill, tap } from '../skill.js';
import { chooseNamed } from './choose.js';
import { fillField, standsAt } from './form.js';

export type End = 'from' | 'to';

const swapWords = /^(交换|切换|互换|对调|交换(出发地?和?到达地?|城市)|⇄|⇆|↔|swap( cities| stations)?|switch)$/i;
const names = { from: fromField, to: toField } as const;
const slackPx = 8;

/** The end set to the place and read back, or nothing when the form did not take it. */
export function* fillEnd(brief: Brief, sight: Sight, end: End, place: string): Skill<Sight | undefined> {
  const named = yield* fillField(brief, sight, names[end], place);
  const node = endOf(sight.screen, end);
  if (named || !node) return named;
  const holds = (screen: Observation) => standsAt(screen, node, place);
  if (holds(sight.screen)) return sight;
  const explain =
    end === 'from' ? brief.say('选择出发地', 'Choose the origin') : brief.say('选择目的地', 'Choose the destination');
  const until = (screen: Observation) => screen.frameId !== sight.screen.frameId;
  const opened = yield* tap(sight, node, explain, { until, limitMs: 3000 });
  return (yield* chooseNamed(brief, opened, { query: place, there: holds }))?.sight;
}

/** What opens or holds an end, where the screen has it. */
export function endOf(screen: Observation, end: End): ScreenNode | undefined {
  const field = findField(screen, names[end]);
  if (field) return field.node;
  const { nodes } = screen.tree;
  const swap = nodes.find((node) => isVisible(node) && swapWords.test(labelOf(node)));
  if (!swap) return end === 'from' ? rowAbove(screen, findField(screen, toField)?.node) : undefined;
  const middle = (swap.bounds.top + swap.bounds.bottom) / 2;
  const beside = nodes.filter(({ text, bounds }) => text !== '' && bounds.top <= middle && bounds.bottom >= middle);
  const left = beside.filter((node) => clickTarget(node) && node.bounds.right <= swap.bounds.left + slackPx);
  const right = beside.filter((node) => clickTarget(node) && node.bounds.left >= swap.bounds.right - slackPx);
  return clickTarget(end === 'from' ? left.at(-1) : right[0]);
}

/** Where one starts often stands without a name right above where one goes. */
function rowAbove({ tree }: Observation, row: ScreenNode | undefined): ScreenNode | undefined {
  if (!row) return undefined;
  const above = tree.nodes.filter((node) => {
    const gapPx = row.bounds.top - node.bounds.bottom;
    const isAlike =
      Math.abs(node.bounds.left - row.bounds.left) < slackPx && Math.abs(widthPx(node) - widthPx(row)) < slackPx;
    return node.clickable && isVisible(node) && isAlike && gapPx >= -slackPx && gapPx < heightPx(row);
  });
  return above.at(-1);
}
