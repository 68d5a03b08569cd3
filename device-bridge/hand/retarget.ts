// Finds again, on a newer screen, what an action was aimed at: the same words on the same kind of node, nearest to where
// it was.
import { toModelPoint } from '@farhand/shared';
import type { Observation } from '../phone/phone.js';
import type { ScreenNode } from '../phone/tree.js';
import type { Decision } from './decider.js';
import { centreOf, isVisible } from './reading/nodes.js';

/** The decision with its point on the newer screen, or nothing when its target is no longer there. */
export function retarget(decision: Decision, screen: Observation): Decision | undefined {
  const { action, target } = decision;
  if (!target || !('point' in action) || !action.point) return decision;
  const from = centreOf(target.bounds);
  let best: ScreenNode | undefined;
  let bestPx = Number.POSITIVE_INFINITY;
  for (const node of screen.tree.nodes) {
    if (!isVisible(node) || !isSameThing(node, target)) continue;
    const to = centreOf(node.bounds);
    const distancePx = Math.hypot(to.x - from.x, to.y - from.y);
    if (distancePx < bestPx) [best, bestPx] = [node, distancePx];
  }
  if (!best) return undefined;
  const point = toModelPoint(centreOf(best.bounds), screen.sizePx);
  return { ...decision, target: best, action: { ...action, point } };
}

function isSameThing(a: ScreenNode, b: ScreenNode): boolean {
  return (
    a.className === b.className &&
    a.resourceId === b.resourceId &&
    a.description === b.description &&
    (a.editable ? a.hint === b.hint : a.text === b.text)
  );
}
