// What a thing is called, for knowing it again: by one of the goal's values, or by words, which are kept sealed. Counters
// in the words of a screen's frame do not matter (购物车(3)); in an entry of a list every character does.
import { type ScreenNode, subtree } from '../../phone/tree.js';
import { isVisible, labelOf, wordsIn } from '../reading/nodes.js';
import { foldText } from '../reading/texts.js';
import type { Label, Values } from './recording.js';
import type { Seal } from './seal.js';

const stateWords = /^(on|off|开|关|已?开启|已?关闭)$/i;
const listClasses = /(RecyclerView|ListView|GridView|ScrollView|ViewPager2?)$/;
/** Names of a thing that are looked at; a card's further lines are data. */
const mostNames = 8;
const shortestPart = 2;

/** The words that a thing is known by: its own, else those in it. What a switch says of its state is no name. */
export function namesOf(node: ScreenNode): string[] {
  if (node.editable) return [];
  const names = wordsIn(node).slice(0, mostNames);
  return node.checkable ? names.filter((name) => !stateWords.test(name)) : names;
}

/** The switch that a touch on a thing moves: itself, or the only one in it. */
export function switchIn(node: ScreenNode): ScreenNode | undefined {
  const switches = [...subtree(node)].filter((part) => part.checkable);
  return switches.length === 1 ? switches[0] : undefined;
}

export function describeLabel(names: readonly string[], exact: boolean, values: Values, seal: Seal): Label {
  const byValue = valueIn(names, values);
  if (byValue) return { kind: 'value', ...byValue };
  const [name] = names;
  return name === undefined ? { kind: 'none' } : { kind: 'words', seal: seal.of(formOf(name, exact)) };
}

/** Whether what bears these names could bear that label: for a value the very value has to be among them. */
export function bears(names: readonly string[], label: Label, exact: boolean, values: Values, seal: Seal): boolean {
  switch (label.kind) {
    case 'varies':
      return true;
    case 'none':
      return names.length === 0;
    case 'words':
      return names[0] !== undefined && seal.of(formOf(names[0], exact)) === label.seal;
    case 'value': {
      const value = foldText(values[label.name] ?? '');
      if (value === '') return false;
      return names.some((name) => (label.whole ? foldText(name) === value : foldText(name).includes(value)));
    }
  }
}

/** The value that a name is; else the longest that is part of one. */
function valueIn(names: readonly string[], values: Values): { name: string; whole: boolean } | undefined {
  const folded = names.map(foldText);
  const said = Object.entries(values)
    .map(([name, value]) => ({ name, value: foldText(value) }))
    .filter(({ value }) => value !== '')
    .sort((a, b) => b.value.length - a.value.length);
  const whole = said.find(({ value }) => folded.includes(value));
  if (whole) return { name: whole.name, whole: true };
  const part = said.find(({ value }) => value.length >= shortestPart && folded.some((name) => name.includes(value)));
  return part && { name: part.name, whole: false };
}

/** Values that stand on the screen as labels of their own, outside of fields. */
export function valuesShown(nodes: readonly ScreenNode[], values: Values): string[] {
  const shown = new Set<string>();
  for (const node of nodes) if (!node.editable && isVisible(node)) shown.add(foldText(labelOf(node)));
  return Object.entries(values)
    .filter(([, value]) => shown.has(foldText(value)))
    .map(([name]) => name);
}

/** How a label is compared. */
export function formOf(label: string, exact: boolean): string {
  const folded = foldText(label);
  return exact ? folded : folded.replaceAll(/\d+/g, '#');
}

/** What lists and pages that scroll hold. */
export function isContainer(node: ScreenNode): boolean {
  return node.scrollable || listClasses.test(node.className);
}

export interface Entry {
  /** The child of the list that the node is in, or is. */
  readonly node: ScreenNode;
  /** Among the like entries that are visible, 0 first. */
  readonly ordinal: number;
}

/** The entry of a list of like entries; a page that merely scrolls has no entries. */
export function entryOf(node: ScreenNode): Entry | undefined {
  for (let current = node; current.parent; current = current.parent) {
    const parent = current.parent;
    if (!isContainer(parent)) continue;
    const like = parent.children.filter((child) => isVisible(child) && isLike(child, current));
    if (like.length > 1) return { node: current, ordinal: like.indexOf(current) };
  }
  return undefined;
}

function isLike(a: ScreenNode, b: ScreenNode): boolean {
  return a.className === b.className && a.resourceId === b.resourceId && a.clickable === b.clickable;
}
