// What of a list is meant by a name: rows, tabs, chips, suggestions, menu entries. The same name first, then one that
// begins with it, then one that holds it, then one that holds all its words; of equals the first on the page.
import type { Observation } from '../../phone/phone.js';
import { areaPx, clickTarget, type ScreenNode, subtree } from '../../phone/tree.js';
import { isOnTop, isVisible, labelOf } from './nodes.js';
import { clean, foldText } from './texts.js';
import { isReadAs } from './two-scripts.js';

export type Fit = 'same' | 'begins' | 'holds' | 'words';
const fits: readonly Fit[] = ['same', 'begins', 'holds', 'words'];

export interface Choice {
  /** What to tap. */
  readonly node: ScreenNode;
  /** The text that fits. */
  readonly label: string;
  readonly fit: Fit;
}

export interface ChoiceOptions {
  /** Only below this line, in pixels: under the field that was typed into. */
  readonly belowPx?: number;
  /** Takes no choice that fits worse. Defaults to `words`. */
  readonly least?: Fit;
  /** Passed over. */
  readonly except?: (node: ScreenNode) => boolean;
}

/** Larger tap targets are no rows of a list but what lies behind it. */
const largestShare = 0.5;
const longestLabel = 120;

/** All choices that fit one of the names, best first. */
export function findChoices(screen: Observation, names: readonly string[], options: ChoiceOptions = {}): Choice[] {
  const { belowPx = 0, least = 'words', except } = options;
  const displayPx = screen.sizePx.widthPx * screen.sizePx.heightPx;
  const found = new Map<ScreenNode, Choice>();
  for (const node of screen.tree.nodes) {
    if (!isVisible(node) || node.editable || node.bounds.top < belowPx) continue;
    const target = clickTarget(node);
    if (!target || target.editable || !target.enabled || areaPx(target.bounds) > displayPx * largestShare) continue;
    if (except?.(target)) continue;
    for (const label of new Set([clean(node.text), clean(node.description)])) {
      const fit = fitOf(label, names);
      const known = found.get(target);
      if (!fit || fits.indexOf(fit) > fits.indexOf(least)) continue;
      if (!known || fits.indexOf(fit) < fits.indexOf(known.fit)) found.set(target, { node: target, label, fit });
    }
  }
  const open = [...found.values()].filter(({ node }) => isOnTop(node, screen.tree));
  return open.sort((a, b) => byFit(a.fit, b.fit) || a.node.index - b.node.index);
}

export function findChoice(
  screen: Observation,
  names: readonly string[],
  options: ChoiceOptions = {},
): Choice | undefined {
  return findChoices(screen, names, options)[0];
}

/** Sorts the better fit first. */
export function byFit(a: Fit, b: Fit): number {
  return fits.indexOf(a) - fits.indexOf(b);
}

/** How well a label fits the best of some names. */
export function fitOf(label: string, names: readonly string[]): Fit | undefined {
  if (label === '' || label.length > longestLabel) return undefined;
  let best: Fit | undefined;
  for (const name of names) {
    const fit = fitOne(label, name);
    if (fit && (!best || fits.indexOf(fit) < fits.indexOf(best))) best = fit;
  }
  return best;
}

function fitOne(label: string, name: string): Fit | undefined {
  const folded = foldText(label);
  const wanted = foldText(name);
  if (wanted === '') return undefined;
  if (folded === wanted || isReadAs(label, name)) return 'same';
  if (folded.startsWith(wanted)) return 'begins';
  if (folded.includes(wanted)) return 'holds';
  const words = clean(name)
    .toLowerCase()
    .split(/[\s,，、·]+/);
  const said = label.toLowerCase();
  if (words.length > 1 && words.every((word) => said.includes(word))) return 'words';
  return undefined;
}

/** Whether a thing is marked as chosen: it or a part of it is selected or checked. */
export function isChosen(node: ScreenNode): boolean {
  for (const part of subtree(node)) if (part.selected || part.checked) return true;
  return false;
}

/** The choice of the same label on a newer screen. */
export function sameChoice(screen: Observation, label: string): ScreenNode | undefined {
  return clickTarget(screen.tree.nodes.find((node) => isVisible(node) && clean(labelOf(node)) === label));
}
