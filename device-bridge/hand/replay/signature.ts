// What a screen is, whatever it shows today: the app, the activity, what it is built of, and the words of its frame. Prices,
// times, list contents and the goal's values are data and do not count. Costs one walk over the tree and no question.
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { foldText } from '../reading/texts.js';
import { formOf, isContainer, valuesShown } from './labels.js';
import type { Signature, Values } from './recording.js';
import type { Seal } from './seal.js';

const mostParts = 240;
/** Longer labels are sentences, which change. */
const longestWord = 12;
const systemBars = 'com.android.systemui';

/** Screens at least this alike are the same. */
export const sameScreen = 0.68;
/** Screens at least this alike are the same where what is looked for is there beyond doubt. */
const perhapsSame = 0.45;
/** Below this, an activity that is known to be another one decides. */
const unsure = 0.85;

/** @param activity sealed class of the activity in front; empty when it was not asked for */
export function signatureOf(screen: Observation, activity: string, values: Values, seal: Seal): Signature {
  const parts = new Set<string>();
  const words = new Set<string>();
  const data = Object.values(values)
    .map(foldText)
    .filter((value) => value !== '');
  for (const { node, listed } of walk(screen.tree.roots)) {
    if (!isVisible(node) || node.packageName === systemBars) continue;
    parts.add(seal.of(`part ${partOf(node)}`));
    const word = listed || node.editable ? '' : wordOf(node, data);
    if (word !== '') words.add(seal.of(`word ${word}`));
  }
  return {
    packageName: screen.packageName,
    activity,
    parts: [...parts].slice(0, mostParts),
    words: [...words].slice(0, mostParts),
    shows: valuesShown(screen.tree.nodes, values),
  };
}

/** How alike two screens are, 0 to 1. Half is what they are built of, half the words of their frames. */
export function likeness(a: Signature, b: Signature): number {
  if (a.packageName !== b.packageName) return 0;
  const parts = overlap(a.parts, b.parts);
  if (a.words.length === 0 && b.words.length === 0) return parts;
  return (parts + overlap(a.words, b.words)) / 2;
}

/** Whether only the activity can tell. */
export function isUnsure(alike: number): boolean {
  return alike >= perhapsSame && alike < unsure;
}

/**
 * Whether the screen is the recorded one: alike, with the same values where labels were, and not of another activity.
 * `isSure`: what was touched on the recorded one is on this one beyond doubt.
 */
export function isSameScreen(now: Signature, recorded: Signature, isSure = false): boolean {
  const alike = likeness(now, recorded);
  const isOther = now.activity !== '' && recorded.activity !== '' && now.activity !== recorded.activity;
  if (alike < (isSure ? perhapsSame : sameScreen) || (isOther && alike < unsure)) return false;
  return recorded.shows.every((name) => now.shows.includes(name));
}

/** Parts and words that the later screen has and the earlier had not. */
export function newIn(after: Signature, before: Signature): string[] {
  const known = new Set([...before.parts, ...before.words]);
  return [...after.parts, ...after.words].filter((feature) => !known.has(feature)).slice(0, mostParts);
}

/** The share of features that a screen has. */
export function shareOf(features: readonly string[], screen: Signature): number {
  if (features.length === 0) return 0;
  const has = new Set([...screen.parts, ...screen.words]);
  return features.filter((feature) => has.has(feature)).length / features.length;
}

function* walk(nodes: readonly ScreenNode[], listed = false): Generator<{ node: ScreenNode; listed: boolean }> {
  for (const node of nodes) {
    yield { node, listed };
    yield* walk(node.children, listed || isContainer(node));
  }
}

/** Ids tell most; without one it is the way down from its ancestors. */
function partOf(node: ScreenNode): string {
  if (node.resourceId !== '') return `${node.resourceId} ${node.className}`;
  return [node.className, node.parent?.className, node.parent?.parent?.className].join(' ');
}

function wordOf(node: ScreenNode, data: readonly string[]): string {
  const label = labelOf(node);
  if (label === '' || label.length > longestWord) return '';
  const form = formOf(label, false);
  const folded = foldText(label);
  if (/^[#\W\s]*$/u.test(form) && !/\p{L}/u.test(form)) return '';
  return data.some((value) => folded.includes(value) || value.includes(folded)) ? '' : form;
}

function overlap(a: readonly string[], b: readonly string[]): number {
  const [first, second] = [new Set(a), new Set(b)];
  let both = 0;
  for (const feature of first) if (second.has(feature)) both += 1;
  const all = first.size + second.size - both;
  return all === 0 ? 1 : both / all;
}
