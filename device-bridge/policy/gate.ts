// The safety gate. It stands in the executor, outside every model: whatever a decider wants and whatever a screen says,
// money is never paid, nobody is logged in, and other people are reached only with the user's consent. Any one sign is
// enough: the control's words, those around it, the fields and the words of the screen, the program and page in front.
import { type Action, FarhandError, toPixels } from '@farhand/shared';
import { shorten } from '../hand/reading/texts.js';
import type { Observation } from '../phone/phone.js';
import { clickTarget, nodeAt, type ScreenNode } from '../phone/tree.js';
import type { Gate, Subject, Verdict } from './classes.js';
import { subjectHash } from './classes.js';
import { isInUsersWords, type Permission } from './consent.js';
import { focusedField, isShown, ownLabel, plainLabel, touchedBy } from './labels.js';
import { recipientOn, writtenOn } from './outward.js';
import { asksIdentity, isPainted, isPaintedGround, meantBy } from './painted.js';
import { isOwnersField, ownersActivity, ownersScreen } from './screens.js';
import { classOfTouch, type TouchFinding } from './touch.js';
import { publishingLabel, sendingLabel } from './words.js';

/** What the gate throws: the error of the table with its verdict. */
export class GateError extends FarhandError {
  readonly verdict: Verdict;

  constructor(verdict: Verdict) {
    const { gate, why } = verdict;
    if (gate === 'takeover') super('NEEDS_TAKEOVER', `${why}: this step is yours`);
    else if (gate === 'refuse') super('POLICY_REFUSED', why);
    else super('NEEDS_CONFIRMATION', why);
    this.verdict = verdict;
  }
}

/** Of a message that consent is asked for. */
const longestQuote = 200;

/** From what is done to what is never done. */
const strictness: readonly Gate[] = ['allow', 'confirm', 'takeover', 'refuse'];

const allowed: Verdict = { gate: 'allow', class: 'read', why: '' };

/** What stands between an action and the phone. Throws nothing: see `pass`. */
export function judge(action: Action, screen: Observation, permission: Permission): Verdict {
  if (action.action === 'BACK' || action.action === 'HOME' || action.action === 'AWAKE') return allowed;
  if (action.action === 'HOT_KEY' && (action.key === 'back' || action.key === 'home')) return allowed;
  const owners = ownersScreen(screen.tree);
  if (owners) return { gate: 'takeover', ...owners };
  switch (action.action) {
    case 'CLICK':
    case 'DOUBLE_CLICK':
    case 'LONGPRESS':
      return judgePoint(action.point, screen, permission);
    case 'SLIDE': {
      // A slider that pays is pulled; a list that is pulled by one of its rows is only scrolled.
      const verdict = judgePoint(action.point1, screen, permission);
      return verdict.gate === 'takeover' ? verdict : allowed;
    }
    case 'TYPE':
      return judgeTyping(action, screen, permission);
    case 'HOT_KEY':
      return action.key === 'enter' ? judgeEnter(undefined, undefined, screen, permission) : allowed;
    default:
      return allowed;
  }
}

/** Throws NEEDS_TAKEOVER, NEEDS_CONFIRMATION or POLICY_REFUSED, with the verdict, for what may not be done. */
export function pass(verdict: Verdict): Verdict {
  if (verdict.gate === 'allow') return verdict;
  throw new GateError(verdict);
}

/** Whether words do not tell what a touch does, so that the page's class has to be asked. */
export function isUnclear(action: Action, screen: Observation): boolean {
  if (action.action !== 'CLICK' && action.action !== 'DOUBLE_CLICK' && action.action !== 'LONGPRESS') return false;
  const touched = touchedBy(nodeUnder(action.point, screen));
  if (!touched || touched.labels.length === 0) return true;
  return isPainted(touched.target) || isPaintedGround(touched.target);
}

/** What the class of the activity in front adds for an unclear touch. */
export function judgeActivity(activity: string): Verdict {
  const owners = ownersActivity(activity);
  return owners ? { gate: 'takeover', ...owners } : allowed;
}

function nodeUnder(point: readonly [number, number], screen: Observation): ScreenNode | undefined {
  const { x, y } = toPixels([point[0], point[1]], screen.sizePx);
  return nodeAt(screen.tree, x, y);
}

/** A point on what was only read from a picture may mean any line near it: the strictest verdict counts. */
function judgePoint(point: readonly [number, number], screen: Observation, permission: Permission): Verdict {
  const meant = meantBy(screen.tree, toPixels([point[0], point[1]], screen.sizePx));
  const verdicts = meant.map((node) => judgeTouch(node, screen, permission));
  const isStricter = (a: Verdict, b: Verdict): boolean => strictness.indexOf(a.gate) > strictness.indexOf(b.gate);
  return verdicts.reduce((a, b) => (isStricter(b, a) ? b : a), verdicts[0] ?? allowed);
}

function judgeTouch(node: ScreenNode | undefined, screen: Observation, permission: Permission): Verdict {
  const touched = touchedBy(node);
  if (!touched) return allowed;
  const finding = classOfTouch(touched, screen);
  if (finding.class !== 'outward') return decided(finding, subjectOf(finding, screen), permission);
  return judgeOutward(finding, touched.target, undefined, screen, permission);
}

function judgeTyping(
  action: Extract<Action, { action: 'TYPE' }>,
  screen: Observation,
  permission: Permission,
): Verdict {
  const field = action.point ? clickTarget(nodeUnder(action.point, screen)) : focusedField(screen.tree);
  const painted = action.point ? meantBy(screen.tree, toPixels([...action.point], screen.sizePx)) : [];
  if ((field && isOwnersField(field, screen.tree)) || painted.some(asksIdentity))
    return {
      gate: 'takeover',
      class: 'identity',
      why: 'The field takes a password, a code, or the number of a document or card',
    };
  if (!action.submit) return allowed;
  const text = action.clear === false ? `${field?.text ?? ''}${action.value}` : action.value;
  return judgeEnter(field, text, screen, permission);
}

/** Enter presses what has the focus, and sends where something can be sent, unless the field is one to search with. */
function judgeEnter(
  typedInto: ScreenNode | undefined,
  text: string | undefined,
  screen: Observation,
  permission: Permission,
): Verdict {
  const { nodes } = screen.tree;
  const pressed = nodes.find((node) => node.focused && node.clickable && !node.editable);
  if (pressed && !typedInto) return judgeTouch(pressed, screen, permission);
  const field = typedInto ?? focusedField(screen.tree);
  const searches =
    field && /搜索|查找|search|find|query/i.test(`${field.hint} ${field.description} ${field.resourceId}`);
  if (searches) return allowed;
  const sender = nodes.find((node) => node.clickable && isShown(node) && sendingLabel.test(ownLabel(node)));
  if (!sender) return allowed;
  const why = `Enter may send what was typed ("${ownLabel(sender)}")`;
  return judgeOutward(
    { class: 'outward', gate: 'confirm', why, label: ownLabel(sender) },
    sender,
    text,
    screen,
    permission,
  );
}

function judgeOutward(
  finding: TouchFinding,
  sender: ScreenNode,
  typed: string | undefined,
  screen: Observation,
  permission: Permission,
): Verdict {
  const text = typed ?? writtenOn(screen.tree);
  if (isDoor(finding, text, screen, permission)) return { gate: 'allow', class: 'outward', why: '' };
  const recipient = recipientOn(screen, sender, finding.calls === true, permission);
  const subject: Subject = { ...subjectOf(finding, screen), recipient, text };
  const toWhom = recipient === '' ? '' : ` to "${recipient}"`;
  const what = text === '' ? '' : `: "${shorten(text, longestQuote)}"`;
  return decided({ ...finding, why: `${finding.why}${toWhom}${what}` }, subject, permission);
}

/**
 * The user has said yes to a post in this program, and the page has no field yet: "publish" only leads to one. What is
 * published is judged on the page that holds the text.
 */
function isDoor(
  { label }: TouchFinding,
  text: string,
  screen: Observation,
  { confirmed, outward }: Permission,
): boolean {
  if (!confirmed || text !== '' || outward?.text === undefined || outward.recipient !== undefined) return false;
  if (!outward.packages?.includes(screen.packageName) || !publishingLabel.test(plainLabel(label))) return false;
  return !screen.tree.nodes.some((node) => node.editable && isShown(node));
}

/** The verdict on a finding, after what the user has said yes to. */
function decided(finding: TouchFinding, subject: Subject, permission: Permission): Verdict {
  const { gate, why, marks } = finding;
  if (gate !== 'confirm') return { gate, class: finding.class, why, ...(marks && { mark: subject }) };
  const granted = permission.granted !== undefined && permission.granted === subjectHash(subject);
  const words = finding.class === 'outward' && isInUsersWords(subject, permission);
  if (granted || words) return { gate: 'allow', class: finding.class, why, subject };
  return { gate: 'confirm', class: finding.class, why, subject };
}

function subjectOf(finding: TouchFinding, screen: Observation): Subject {
  const { label, amount, payee } = finding;
  return { class: finding.class, packageName: screen.packageName, label, amount, payee };
}
