// When is a screen at rest? After an action it first changes, then stays the same for a moment. A screen that says it is
// loading is not at rest. What a caller waits for by name (`until`) ends the wait as soon as it is there and still. A
// screen on which the same few things move for ever (a banner, a countdown) counts as still without them.
import { delay } from '@farhand/shared';
import type { Observation, SettleOptions } from './phone.js';
import type { ScreenTree } from './tree.js';

/** Time in which an action that has an effect shows the first sign of it. */
const reactionLimitMs = 700;
const restLimitMs = 3000;
const untilLimitMs = 8000;
/** Two equal frames this far apart are rest. */
const quietMs = 40;
/** Looks in a row that differ in the same few nodes only, after which those are decoration. */
const restlessLooks = 4;
const fewNodes = 3;
const loadingWords = /^(正在)?(加载|载入|努力加载)中|^loading\b/i;

/**
 * Looks until the screen rests, `until` holds on a resting screen, or the limit passes; returns the last look. `beside` is
 * done once, with the first look that may confirm that a changed screen has come to rest.
 */
export async function settle(
  look: () => Promise<Observation>,
  before: Observation,
  options: SettleOptions,
  signal?: AbortSignal,
  beside?: (screen: Observation) => Promise<void>,
): Promise<Observation> {
  const { until } = options;
  const startMs = performance.now();
  const limitMs = options.limitMs ?? (until ? untilLimitMs : restLimitMs);
  let previous = await look();
  let changed = previous.frameId !== before.frameId;
  let restless = 0;
  let isBesideDone = beside === undefined;
  for (;;) {
    const elapsedMs = performance.now() - startMs;
    if (elapsedMs >= limitMs) return previous;
    await delay(quietMs, signal);
    const isConfirming = changed && !isBesideDone && !isLoading(previous.tree);
    isBesideDone ||= isConfirming;
    const [current] = await Promise.all([look(), isConfirming && beside?.(previous)]);
    changed ||= current.frameId !== before.frameId;
    const isSame = current.frameId === previous.frameId;
    restless = !isSame && differsLittle(previous.tree, current.tree) ? restless + 1 : 0;
    const still = (isSame || restless >= restlessLooks) && !isLoading(current.tree);
    previous = current;
    if (!still) continue;
    if (until ? until(current) : changed || elapsedMs >= reactionLimitMs) return current;
  }
}

/** Only a few nodes have moved or say something else. */
function differsLittle(a: ScreenTree, b: ScreenTree): boolean {
  if (a.nodes.length !== b.nodes.length) return false;
  let moved = 0;
  for (const [index, node] of b.nodes.entries()) {
    const other = a.nodes[index];
    if (other === undefined || node.className !== other.className || node.resourceId !== other.resourceId) return false;
    const isSame =
      node.text === other.text &&
      node.description === other.description &&
      node.bounds.left === other.bounds.left &&
      node.bounds.top === other.bounds.top &&
      node.bounds.right === other.bounds.right &&
      node.bounds.bottom === other.bounds.bottom;
    if (isSame) continue;
    moved += 1;
    if (node.editable || moved > fewNodes) return false;
  }
  return true;
}

function isLoading(tree: ScreenTree): boolean {
  return tree.nodes.some((node) => {
    if (node.bounds.bottom <= node.bounds.top) return false;
    return (
      (node.className.endsWith('ProgressBar') && node.text === '' && !node.resourceId.includes('seek')) ||
      loadingWords.test(node.text) ||
      loadingWords.test(node.description)
    );
  });
}
