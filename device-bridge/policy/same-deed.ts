// Whether an action still means, on a newer screen, what it meant on the one it was decided on. The same button in the
// same place may send to somebody else by now. What only reads may go on; everything else must reach the same person with
// the same text, or stand on the same page.
import { steady } from '../phone/aim.js';
import type { Observation } from '../phone/phone.js';
import { subjectHash, type Verdict } from './classes.js';
import { isShown } from './labels.js';
import { headingOf } from './outward.js';

/** Texts of a page that may have come or gone under what can be undone: a banner, a line that somebody bought something. */
const mostNews = 3;

/** An action as it was judged on a screen. */
export interface Judged {
  readonly verdict: Verdict;
  readonly screen: Observation;
}

export function isSameDeed(before: Judged, now: Judged): boolean {
  const [was, is] = [before.verdict, now.verdict];
  if (is.gate !== 'allow' || was.class !== is.class || hashOf(was) !== hashOf(is)) return false;
  if (isPlainRead(was) || namesItsTarget(is)) return true;
  const news = newsOn(before.screen, now.screen);
  if (is.class === 'reversible') return news <= mostNews && pageName(before.screen) === pageName(now.screen);
  return news === 0;
}

export function isPlainRead({ gate, class: kind, subject }: Verdict): boolean {
  return gate === 'allow' && kind === 'read' && subject === undefined;
}

function hashOf({ subject }: Verdict): string {
  return subject ? subjectHash(subject) : '';
}

/** Whoever gets the message, or the amount and who gets it, says enough of what would be done. */
function namesItsTarget({ subject }: Verdict): boolean {
  if (subject?.class === 'outward') return (subject.recipient ?? '') !== '';
  return subject?.class === 'money' && subject.amount !== undefined && subject.payee !== undefined;
}

/** How many texts of the app in front are on one of the screens only. */
function newsOn(before: Observation, now: Observation): number {
  const counts = new Map<string, number>();
  for (const text of textsOf(before)) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const text of textsOf(now)) counts.set(text, (counts.get(text) ?? 0) - 1);
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}

function* textsOf({ tree, packageName }: Observation): Generator<string> {
  for (const node of tree.nodes) {
    if (node.packageName !== packageName || node.editable || !isShown(node)) continue;
    const text = steady(node.text || node.description);
    if (text !== '') yield text;
  }
}

/** What the heading of the app in front says; in a chat, who is written to. */
export function pageName(screen: Observation): string {
  const window = screen.tree.roots.find((root) => root.packageName === screen.packageName);
  return window ? headingOf(screen, window) : '';
}
