// Screens on which nothing is done, seen or told by anybody but the phone's owner: where money is paid with a secret, and
// where somebody proves who they are. Known by their words and fields; unknown ones by the activity that shows them.
import { isLabelOf } from '../hand/reading/fields.js';
import { clickTarget, type ScreenNode, type ScreenTree } from '../phone/tree.js';
import { isShown, longestLabel, ownLabel, plainLabel } from './labels.js';
import { isPainted } from './painted.js';
import {
  identityActivity,
  identityField,
  identityHeading,
  identityScreen,
  moneyActivity,
  ownersField,
  paymentKeypad,
} from './words.js';

export interface OwnersScreen {
  readonly class: 'money' | 'identity';
  /** What the screen asks for, as a sentence without its end. */
  readonly why: string;
}

/** A single digit is easily overlooked in a picture. */
const fewestPaintedDigits = 6;
/** A painted page that asks for a payment's secret, whatever stands below. */
const paymentQuestion = /^(请)?(输入|验证).{0,8}密码|^(please )?(enter|type) /i;

/** Why the screen is the owner's alone, or nothing. */
export function ownersScreen(tree: ScreenTree): OwnersScreen | undefined {
  const keypad = hasKeypad(tree);
  for (const node of tree.nodes) {
    if (!isShown(node)) continue;
    const label = ownLabel(node);
    if (label !== '' && label.length <= longestLabel) {
      if (paymentKeypad.test(label) && (keypad || (isPainted(node) && paymentQuestion.test(label))))
        return { class: 'money', why: `The screen asks for a payment password ("${label}")` };
      if (saysIdentity(node, label.normalize('NFKC').trim()) || saysIdentity(node, plainLabel(label)))
        return { class: 'identity', why: `The screen asks who is there ("${label}")` };
    }
    if (node.password) return { class: 'identity', why: 'The screen has a field for a password' };
    if (takesIdentity(node)) return { class: 'identity', why: `The screen asks who is there ("${fieldName(node)}")` };
  }
  return undefined;
}

function saysIdentity(node: ScreenNode, label: string): boolean {
  // What a picture shows is perhaps to be pressed, perhaps a heading: then it counts as one.
  return identityScreen.test(label) || (identityHeading.test(label) && (isPainted(node) || !clickTarget(node)));
}

/** The same by the class of the activity in front. */
export function ownersActivity(activity: string): OwnersScreen | undefined {
  if (moneyActivity.test(activity)) return { class: 'money', why: `The page ${activity} takes payments` };
  if (identityActivity.test(activity)) return { class: 'identity', why: `The page ${activity} asks who is there` };
  return undefined;
}

/** Whether an edit field takes what proves who is there. */
export function takesIdentity(node: ScreenNode): boolean {
  return node.editable && (node.password || identityField.test(fieldName(node)));
}

/** Whether nobody else types into it: by what it is, by its own name, or by the label beside it. */
export function isOwnersField(field: ScreenNode, tree: ScreenTree): boolean {
  if (!field.editable) return false;
  if (field.password || ownersField.test(fieldName(field))) return true;
  return tree.nodes.some((node) => {
    const label = ownLabel(node);
    return label.length <= longestLabel && ownersField.test(label) && isLabelOf(node, field);
  });
}

function fieldName(node: ScreenNode): string {
  return node.hint || node.description || node.resourceId.replace(/^.*:id\//, '').replaceAll('_', ' ');
}

/** Ten digits to tap, or a field that hides what is typed. */
function hasKeypad(tree: ScreenTree): boolean {
  const keys = tree.nodes.filter((node) => /^\d$/.test(ownLabel(node)));
  const digits = new Set(keys.map(ownLabel));
  const painted = new Set(keys.filter(isPainted).map(ownLabel));
  return digits.size === 10 || painted.size >= fewestPaintedDigits || tree.nodes.some((node) => node.password);
}
