// The classes of action and the gate that stands before each. Source: section F of the Step-GUI notes.
//
// | class | examples | gate |
// | read | search, open, scroll | allow |
// | reversible | favourite, add to cart, draft | allow, log |
// | outward | send, post, comment, call | confirm, unless the user's own words hold the exact recipient and text |
// | money | buy, subscribe, red packet, pay | confirm with amount and payee; the step that pays: takeover |
// | identity | login, password, code, captcha, face, document | takeover |
// | destructive | delete, uninstall, permissions, developer settings | confirm; a reset of the phone: refuse |
import { createHash } from 'node:crypto';

export type ActionClass = 'read' | 'reversible' | 'outward' | 'money' | 'identity' | 'destructive';
export type Gate = 'allow' | 'confirm' | 'takeover' | 'refuse';

/** What an action would do, as far as a confirmation is bound to it. */
export interface Subject {
  readonly class: ActionClass;
  readonly packageName: string;
  /** What the control is called. */
  readonly label: string;
  readonly recipient?: string | undefined;
  readonly text?: string | undefined;
  readonly amount?: string | undefined;
  readonly payee?: string | undefined;
}

export interface Verdict {
  readonly gate: Gate;
  readonly class: ActionClass;
  /** Why, as a sentence without its end; empty for what is allowed. */
  readonly why: string;
  /** With `confirm`, and with what a confirmation allowed. */
  readonly subject?: Subject | undefined;
  /** Of what is allowed: what a second time would do twice, or undo. */
  readonly mark?: Subject | undefined;
}

/** A short name of a subject, equal exactly for equal subjects. */
export function subjectHash(subject: Subject): string {
  const { class: kind, packageName, label, recipient = '', text = '', amount = '', payee = '' } = subject;
  const parts = [kind, packageName, label, recipient, text, amount, payee];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
