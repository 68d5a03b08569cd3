// Calls one person or number. The gate asks for consent before the button that calls, unless it was given already.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { findButton } from '../reading/buttons.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { findPerson } from './moves/find-person.js';
import { appName, enterNamed, openApp } from './moves/find-way.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const calling =
  /(正在(呼叫|拨号|拨打)|呼叫中|拨号中|等待.{0,6}接(受|听)|通话中|响铃|calling|dialing|dialling|ringing|in call)/i;
const keypadNames = ['拨号键盘', '拨号盘', '拨号', '键盘', 'keypad', 'dial pad', 'dialpad'];
const digitsOnly = /^\+?[\d\s-]{3,20}$/;

export function* call(brief: Brief): Skill {
  const recipient = goalValue(brief.goal, 'recipient');
  const opened = yield* openApp(brief);
  const page = digitsOnly.test(recipient)
    ? yield* dial(brief, opened, recipient)
    : yield* openPerson(brief, opened, recipient);
  if ('kind' in page) return page;
  const button = findButton(page.screen, 'call');
  if (!button)
    return failed(
      'SUBTASK_FAILED',
      brief.say(`没有找到呼叫“${recipient}”的按钮`, `There is no button to call "${recipient}"`),
    );
  const isCalling = ({ tree }: Observation) =>
    tree.nodes.some((node) => isVisible(node) && calling.test(labelOf(node)));
  const now = yield* tap(page, button, brief.say(`呼叫${recipient}`, `Call ${recipient}`), {
    until: (screen) => isCalling(screen) || findButton(screen, 'hangUp') !== undefined,
    limitMs: 6000,
  });
  if (!isCalling(now.screen) && !findButton(now.screen, 'hangUp')) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`没有看到呼叫“${recipient}”的画面`, `Nothing shows that "${recipient}" is being called`),
    );
  }
  return done(now, brief.say(`${appName(brief)}正在呼叫${recipient}`, `${appName(brief)} is calling ${recipient}`), {
    details: { to: recipient },
  });
}

/** The page of one person, or the row that calls. */
function* openPerson(brief: Brief, sight: Sight, recipient: string): Skill<Sight | Outcome> {
  const found = yield* findPerson(brief, sight, recipient);
  if ('kind' in found) return found;
  const { person } = found;
  const canCall = (screen: Observation) =>
    screen.frameId !== found.sight.screen.frameId && findButton(screen, 'call') !== undefined;
  return yield* tap(found.sight, person.node, brief.say(`打开${person.name}`, `Open ${person.name}`), {
    until: canCall,
    limitMs: 4000,
  });
}

/** A number goes in key by key, and is read back. */
function* dial(brief: Brief, sight: Sight, number: string): Skill<Sight | Outcome> {
  const digits = number.replaceAll(/[^\d+]/g, '');
  const opened = yield* enterNamed(brief, sight, keypadNames, (screen) => keyOf(screen, '5') !== undefined);
  const noWay = failed(
    'SUBTASK_FAILED',
    brief.say(`没能输入号码 ${number}`, `The number ${number} could not be entered`),
  );
  if (!opened) return noWay;
  let now = opened;
  for (const digit of digits) {
    const key = keyOf(now.screen, digit === '+' ? '0' : digit);
    if (!key) return noWay;
    now = yield* tap(now, key, brief.say(`按 ${digit}`, `Press ${digit}`));
  }
  const isShown = now.screen.tree.nodes.some((node) => labelOf(node).replaceAll(/[^\d+]/g, '') === digits);
  return isShown ? now : noWay;
}

/** A key of the dial pad: "5", "5 JKL", "5,JKL". */
function keyOf({ tree }: Observation, digit: string): ScreenNode | undefined {
  return clickTarget(
    tree.nodes.find(
      (node) =>
        isVisible(node) &&
        !node.editable &&
        new RegExp(`^${digit}(?:[\\s,，]*[A-Z+]{1,4})?$`, 'i').test(labelOf(node)) &&
        clickTarget(node),
    ),
  );
}
