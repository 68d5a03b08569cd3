// The safety gate. It stands in the executor, outside every model: whatever a decider wants and whatever a screen says,
// money is never paid, passwords are never typed, and other people are written to only with the user's consent.
// Source of the classes: section F of the Step-GUI notes (reversible, outward, money, identity, destructive).
import { type Action, FarhandError, toPixels } from '@farhand/shared';
import type { Observation } from '../phone/phone.js';
import { clickTarget, nodeAt, type ScreenNode, type ScreenTree, subtree } from '../phone/tree.js';
import {
  amountBeside,
  destroyingLabel,
  identityScreen,
  payingLabel,
  payLaterLabel,
  paymentKeypad,
  refusedLabel,
  sendingLabel,
} from './words.js';

/** What the user has allowed for this run. */
export interface Permission {
  /** The outward or destructive action that the task itself names. */
  readonly confirmed: boolean;
}

/** A control is known by its own few words; a whole row of texts is not a button. */
const longestLabel = 40;

/** A button says what it does and perhaps for how much; with more texts it is a card, and a way to pay on it a badge. */
const mostButtonTexts = 2;

/** Throws NEEDS_TAKEOVER, NEEDS_CONFIRMATION or POLICY_REFUSED when the action may not be done. */
export function checkAction(action: Action, screen: Observation, permission: Permission): void {
  if (action.action === 'BACK' || action.action === 'HOME' || action.action === 'AWAKE') return;
  checkScreen(screen.tree);
  if (action.action === 'CLICK' || action.action === 'DOUBLE_CLICK' || action.action === 'LONGPRESS') {
    const { x, y } = toPixels(action.point, screen.sizePx);
    checkTouch(nodeAt(screen.tree, x, y), permission);
  }
  if (action.action === 'TYPE') checkTyping(action, screen, permission);
  if (action.action === 'HOT_KEY' && action.key === 'enter')
    checkSubmit(focusedField(screen.tree), screen.tree, permission);
}

function checkScreen(tree: ScreenTree): void {
  for (const node of tree.nodes) {
    const label = ownLabel(node);
    if (label === '' || label.length > longestLabel) continue;
    if (paymentKeypad.test(label) && hasKeypad(tree))
      throw takeover(`The screen asks for a payment password ("${label}")`);
    if (identityScreen.test(label)) throw takeover(`The screen asks who is there ("${label}")`);
  }
}

/** Ten digits to tap, or a field that hides what is typed. */
function hasKeypad(tree: ScreenTree): boolean {
  const digits = new Set(tree.nodes.map((node) => ownLabel(node)).filter((label) => /^\d$/.test(label)));
  return digits.size === 10 || tree.nodes.some((node) => node.password);
}

function checkTouch(touched: ScreenNode | undefined, permission: Permission): void {
  const target = clickTarget(touched) ?? touched;
  if (!target) return;
  const inside = labelsInside(target);
  const later = inside.find((label) => payLaterLabel.test(wordsOf(label)));
  if (later && inside.length <= mostButtonTexts) throw takeover(`"${later}" pays or orders`);
  for (const label of labelsOf(target, touched)) {
    const words = wordsOf(label);
    if (payingLabel.test(words)) throw takeover(`"${label}" pays or orders`);
    if (refusedLabel.test(words)) throw new FarhandError('POLICY_REFUSED', `"${label}" would wipe the phone`);
    if (permission.confirmed) continue;
    if (sendingLabel.test(words)) throw confirmation(`"${label}" sends something to other people`);
    if (destroyingLabel.test(words)) throw confirmation(`"${label}" removes something`);
  }
}

function checkTyping(action: Extract<Action, { action: 'TYPE' }>, screen: Observation, permission: Permission): void {
  const pixel = action.point ? toPixels(action.point, screen.sizePx) : undefined;
  const field = pixel ? clickTarget(nodeAt(screen.tree, pixel.x, pixel.y)) : focusedField(screen.tree);
  if (field?.password) throw takeover('The field takes a password');
  if (action.submit) checkSubmit(field, screen.tree, permission);
}

/** Enter sends in a screen that has a send button, unless the field is one to search with. */
function checkSubmit(field: ScreenNode | undefined, tree: ScreenTree, permission: Permission): void {
  if (permission.confirmed) return;
  const searches = field && /搜索|查找|search|find/i.test(`${field.hint} ${field.description} ${field.resourceId}`);
  if (searches) return;
  const sender = tree.nodes.find((node) => node.clickable && sendingLabel.test(ownLabel(node)));
  if (sender) throw confirmation(`Enter may send what was typed ("${ownLabel(sender)}")`);
}

function focusedField(tree: ScreenTree): ScreenNode | undefined {
  return tree.nodes.find((node) => node.focused && node.editable);
}

/** What a control is called: its own words; without any, those inside it, together and one by one, if they are few. */
function labelsOf(target: ScreenNode, touched: ScreenNode | undefined): string[] {
  const labels = [target.text, target.description, touched?.text ?? '', touched?.description ?? ''];
  const inside = labelsInside(target);
  const together = inside.join(' ');
  if (together.length <= longestLabel) labels.push(together, inside.join(''), ...inside);
  return [...new Set(labels.map((label) => label.trim()))].filter(
    (label) => label !== '' && label.length <= longestLabel,
  );
}

function labelsInside(target: ScreenNode): string[] {
  return [...subtree(target)].map(ownLabel).filter((label) => label !== '');
}

/** The label without an amount and the marks around it. */
function wordsOf(label: string): string {
  return label.replaceAll(amountBeside, '').replaceAll(/[\s:：,，()（）]+$|^[\s:：]+/g, '');
}

function ownLabel(node: ScreenNode): string {
  return (node.text || node.description).trim();
}

function takeover(what: string): FarhandError {
  return new FarhandError('NEEDS_TAKEOVER', `${what}: this step is yours`);
}

function confirmation(what: string): FarhandError {
  return new FarhandError('NEEDS_CONFIRMATION', what);
}
