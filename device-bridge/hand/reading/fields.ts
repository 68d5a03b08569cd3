// The fields of a form by their names: what is typed into, rows that show a value and lead to a picker, switches. A field
// is named by its hint, by a label beside or above it, or by the label inside its row.
import type { Observation } from '../../phone/phone.js';
import { type Bounds, clickTarget, type ScreenNode, subtree } from '../../phone/tree.js';
import { heightPx, isOnTop, isVisible, labelOf, wordsIn } from './nodes.js';

export type Field =
  | { readonly kind: 'text'; readonly node: ScreenNode; readonly value: string }
  | { readonly kind: 'switch'; readonly node: ScreenNode; readonly on: boolean }
  /** Leads to a picker; `value` is what else the row says. */
  | { readonly kind: 'row'; readonly node: ScreenNode; readonly value: string; readonly name: string };

const longestLabel = 24;

/** The first field that goes by one of the names. */
export function findField(screen: Observation, names: RegExp): Field | undefined {
  return textField(screen, names) ?? rowField(screen, names);
}

const bareDate =
  /^(?:20\d\d\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*[日号]?(?:\s*[(（]?(?:周|星期).[)）]?)?(?:\s*(?:今天|明天|后天))?$|^(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*,? (?:[a-z]{3,9} \d{1,2}|\d{1,2} [a-z]{3,9})$/i;

/** A row without a name that shows a day and can be touched. */
export function findDateRow({ tree }: Observation): Extract<Field, { kind: 'row' }> | undefined {
  for (const node of tree.nodes) {
    const label = labelOf(node);
    if (!isVisible(node) || node.editable || !bareDate.test(label)) continue;
    const row = clickTarget(node);
    if (row && isOnTop(row, tree)) return { kind: 'row', node: row, value: wordsIn(row).join(' '), name: label };
  }
  return undefined;
}

function textField({ tree }: Observation, names: RegExp): Field | undefined {
  const fields = tree.nodes.filter(
    (node) => node.editable && isVisible(node) && node.enabled && !node.password && isOnTop(node, tree),
  );
  const own = fields.find((node) => names.test(node.hint) || names.test(node.description));
  const node =
    own ?? fields.find((field) => tree.nodes.some((other) => names.test(labelOf(other)) && isLabelOf(other, field)));
  return node && { kind: 'text', node, value: node.text };
}

/** To the left on the same height, or right above; what can be touched above is a row of its own. */
export function isLabelOf(label: ScreenNode, field: ScreenNode): boolean {
  if (label.editable || !isVisible(label)) return false;
  const a = label.bounds;
  const b = field.bounds;
  if (overlapPx(a, b) > Math.min(heightPx(label), heightPx(field)) * 0.5) return a.right <= b.left + 8;
  if (clickTarget(label)) return false;
  const gapPx = b.top - a.bottom;
  return gapPx >= -4 && gapPx < heightPx(label) && a.left < b.right && a.right > b.left;
}

function rowField({ tree }: Observation, names: RegExp): Field | undefined {
  for (const node of tree.nodes) {
    const label = labelOf(node);
    if (!isVisible(node) || node.editable || label.length > longestLabel || !names.test(label)) continue;
    const row = clickTarget(node);
    const control = tree.nodes.find(
      (other) => other.checkable && isVisible(other) && overlapPx(other.bounds, node.bounds) > heightPx(node) * 0.5,
    );
    if (control && (!row || [...subtree(row)].includes(control)))
      return { kind: 'switch', node: control, on: control.checked };
    if (!row || !isOnTop(row, tree)) continue;
    const value = wordsIn(row)
      .filter((words) => words !== label)
      .join(' ');
    return { kind: 'row', node: row, value, name: label };
  }
  return undefined;
}

function overlapPx(a: Bounds, b: Bounds): number {
  return Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
}
