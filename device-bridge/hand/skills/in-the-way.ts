// What comes between a skill and its screen at any time, whatever the app: a dialog of the system that asks for a
// permission, an advertisement in a window of its own, a notification that took the tap and brought another app. A skill
// never sees them; what it asked for is done again when the way is free.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode, type ScreenTree } from '../../phone/tree.js';
import { GateError } from '../../policy/gate.js';
import { ownersScreen } from '../../policy/screens.js';
import type { Sight } from '../decider.js';
import { isInside, isVisible, labelled, labelOf } from '../reading/nodes.js';
import { findPopupClose } from '../reading/notices.js';
import { type Brief, type Move, press, tap } from './skill.js';

const permissionPackages = /permissioncontroller|packageinstaller|lbe\.security|securitypermission|permissionmanager/i;
/** What gives an app nothing. Permissions are the owner's to give. */
const denyWords = /^(拒绝|不允许|禁止|始终拒绝|拒绝且不再询问|取消|deny|don.t allow|no, thanks)$/i;
/** A window of an advertisement says little; a page that has a closing word somewhere says more. */
const fewLabels = 12;
/** An advertisement wants one thing; what offers several is a menu that somebody asked for. */
const mostOffers = 1;

/** Whether something lies over the screen that a skill waits for. */
export function isInTheWay(screen: Observation): boolean {
  return closerOf(screen) !== undefined || ownersScreen(screen.tree) !== undefined;
}

/** The move that frees the way, or nothing. Throws GateError NEEDS_TAKEOVER before a screen that is its owner's alone. */
export function freeTheWay(brief: Brief, sight: Sight, last: Move | undefined): Move | undefined {
  const { tree, packageName } = sight.screen;
  const owners = brief.goal.intent === 'open' ? undefined : ownersScreen(tree);
  if (owners) throw new GateError({ gate: 'takeover', ...owners });
  const closer = closerOf(sight.screen);
  if (closer) return moveOf(tap(sight, closer.node, closer.why(brief)));
  if (last === undefined || last.action.action === 'AWAKE' || !isStray(brief, packageName)) return undefined;
  return moveOf(press('back', brief.say('回到应用', 'Back to the app')));
}

interface Closer {
  readonly node: ScreenNode;
  why(brief: Brief): string;
}

function closerOf({ tree, sizePx }: Observation): Closer | undefined {
  if (permissionPackages.test(tree.packageName)) {
    const deny = labelled(tree, (label) => denyWords.test(label)).find((node) => clickTarget(node));
    const node = clickTarget(deny);
    return node && { node, why: (brief) => brief.say('不给应用这项权限', 'Give the app no such permission') };
  }
  if (!saysLittle(tree)) return undefined;
  const node = findPopupClose(tree, sizePx);
  if (node && offersOf(tree, node).length > mostOffers) return undefined;
  return node && { node, why: (brief) => brief.say('关闭弹窗', 'Close a pop-up') };
}

function saysLittle(tree: ScreenTree): boolean {
  let labels = 0;
  for (const node of tree.nodes) {
    if (!isVisible(node)) continue;
    if (node.editable || node.scrollable) return false;
    if (labelOf(node) !== '') labels += 1;
  }
  return labels <= fewLabels;
}

/** What may be touched instead of the closing button, by its words. */
function offersOf(tree: ScreenTree, closer: ScreenNode): ScreenNode[] {
  return tree.nodes.filter((node) => {
    if (!node.clickable || node === closer || !isVisible(node) || isInside(closer, node)) return false;
    return [node, ...node.children].some((part) => labelOf(part) !== '');
  });
}

/** Another app than the goal's. The settings of many makers are several apps, and the launcher leads nowhere. */
function isStray({ goal }: Brief, packageName: string): boolean {
  if (goal.app === undefined || goal.intent === 'setting' || goal.app.packages.includes(packageName)) return false;
  return packageName !== '' && !/^android$|systemui|launcher|\.home$/i.test(packageName);
}

/** The one move of a way that is a single step. */
function moveOf(way: Generator<Move, unknown, Sight>): Move {
  return way.next().value as Move;
}
