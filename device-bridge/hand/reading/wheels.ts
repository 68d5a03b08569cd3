// Wheels to choose a value from: columns of short values of which the one in the middle, or the one marked, is chosen.
// A number picker of the platform is one, and so is any narrow list of numbers that scrolls.
import type { Observation } from '../../phone/phone.js';
import { type ScreenNode, subtree } from '../../phone/tree.js';
import { heightPx, isVisible, labelOf, widthPx } from './nodes.js';

export interface WheelValue {
  readonly label: string;
  readonly node: ScreenNode;
}

export interface Wheel {
  readonly node: ScreenNode;
  /** From top to bottom, those that can be seen. */
  readonly values: readonly WheelValue[];
  /** What is chosen now. */
  readonly current: string | undefined;
}

const fewestValues = 2;
const longestValue = 12;
const widestShare = 0.62;
const scrolls = /(RecyclerView|ListView|ScrollView|NumberPicker|WheelView|WheelPicker|PickerView)$/;

/** The wheels of a screen from left to right. */
export function findWheels({ tree, sizePx }: Observation): Wheel[] {
  const wheels: Wheel[] = [];
  for (const node of tree.nodes) {
    if (!isVisible(node) || !(node.scrollable || scrolls.test(node.className))) continue;
    if (widthPx(node) > sizePx.widthPx * widestShare) continue;
    const wheel = wheelFrom(node);
    if (wheel) wheels.push(wheel);
  }
  return wheels.sort((a, b) => a.node.bounds.left - b.node.bounds.left);
}

function wheelFrom(node: ScreenNode): Wheel | undefined {
  const values = [...subtree(node)]
    .filter((part) => part !== node && isVisible(part) && labelOf(part) !== '')
    .map((part) => ({ label: labelOf(part), node: part }))
    .sort((a, b) => a.node.bounds.top - b.node.bounds.top);
  if (values.length < fewestValues || values.some(({ label }) => label.length > longestValue)) return undefined;
  if (!isColumn(values) || !isAlike(values)) return undefined;
  const marked = values.find(({ node: value }) => value.selected || value.editable);
  // Where a touch chooses, the middle means nothing: the chosen value may have been scrolled away.
  const isTouched = values.every(({ node: value }) => value.clickable);
  return { node, values, current: (marked ?? (isTouched ? undefined : middleOf(node, values)))?.label };
}

/** Each value below the last one, none beside another. */
function isColumn(values: readonly WheelValue[]): boolean {
  return values.every(({ node }, index) => {
    const above = values[index - 1]?.node;
    return !above || node.bounds.top >= above.bounds.bottom - heightPx(above) * 0.3;
  });
}

/** All of one kind: numbers, parts of the day, names of days or months. */
function isAlike(values: readonly WheelValue[]): boolean {
  const numbers = values.filter(({ label }) => /^\d{1,4}\s*\S{0,2}$/.test(label)).length;
  const parts = values.filter(({ label }) => /^(上午|下午|凌晨|早上|中午|晚上|am|pm)$/i.test(label)).length;
  const days = values.filter(({ label }) =>
    /(今天|明天|后天|周.|星期.|\d{1,2}月|\d{1,2}日|today|tomorrow)/i.test(label),
  ).length;
  return [numbers, parts, days].includes(values.length);
}

function middleOf(node: ScreenNode, values: readonly WheelValue[]): WheelValue | undefined {
  const middle = (node.bounds.top + node.bounds.bottom) / 2;
  return values.find(({ node: value }) => value.bounds.top <= middle && value.bounds.bottom > middle);
}

/** The number that a value begins with. */
export function numberOf(label: string | undefined): number | undefined {
  const digits = /^\D{0,2}(\d{1,4})/.exec(label ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
