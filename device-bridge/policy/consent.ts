// What the user has said yes to. Only the user's own words count, and the yes that the client passes on for the values of
// the goal; nothing that a screen shows or a model decides can add to either.
import { type App, type Intent, outwardIntents } from '@farhand/shared';
import { isCalled as isCalledAs } from '../hand/reading/people.js';
import { foldText } from '../hand/reading/texts.js';
import type { Subject } from './classes.js';

export interface OutwardGoal {
  readonly recipient?: string | undefined;
  readonly text?: string | undefined;
  /** Any program, where the goal names none. */
  readonly packages?: readonly string[] | undefined;
}

export interface Permission {
  /** The user's own words: the request, and the answers given on the way. */
  readonly words: readonly string[];
  /** Whom the goal is to reach, with what, and in which programs. */
  readonly outward?: OutwardGoal | undefined;
  /** The user has said yes to `outward` beforehand. */
  readonly confirmed: boolean;
  /** Name of the one subject that a spent confirmation allows; see `subjectHash`. */
  readonly granted?: string | undefined;
  /** Whether a label names whom the user named, by another spelling (Zhang San for 张三). Defaults to the same text only. */
  readonly isCalled?: ((label: string, name: string) => boolean) | undefined;
}

/** What may be done for a goal that the user named in these words. */
export function permissionFor(
  {
    intent,
    values,
    app,
  }: { intent?: Intent | undefined; values: Readonly<Record<string, string>>; app?: App | undefined },
  words: readonly string[],
  confirmed: boolean,
  granted?: string,
): Permission {
  const { recipient, text } = values;
  const isOutward = intent !== undefined && outwardIntents.has(intent);
  const outward = isOutward ? { recipient, text, packages: app?.packages } : undefined;
  return { words, outward, confirmed, granted, isCalled: isCalledAs };
}

/** Texts that the user set apart in a request: in quotes, or behind a colon. */
const setApart = /["“”「『《']([^"“”」』》']+)["“”」』》']|[:：]\s*([^:：]+)$/g;

/** Whether an outward action needs no further consent: its recipient and its text are the user's own. */
export function isInUsersWords(subject: Subject, permission: Permission): boolean {
  const { recipient = '', text = '' } = subject;
  const { outward, confirmed, words } = permission;
  if (outward?.packages && !outward.packages.includes(subject.packageName)) return false;
  if (confirmed && outward && isGoal(subject, permission)) return true;
  if (text === '' || recipient === '') return false;
  if (!words.some((said) => foldText(said).includes(foldText(recipient)))) return false;
  if (outward?.text !== undefined) {
    return foldText(outward.text) === foldText(text) && words.some((said) => foldText(said).includes(foldText(text)));
  }
  return words.some((said) => partsSetApart(said).some((part) => foldText(part) === foldText(text)));
}

/** The very thing that the goal names: no other text, nobody else. */
function isGoal({ recipient = '', text = '' }: Subject, { outward, words, isCalled }: Permission): boolean {
  if (outward?.text !== undefined && text.trim() !== outward.text.trim()) return false;
  if (outward?.text === undefined && text !== '') return false;
  if (outward?.recipient === undefined) return outward?.text !== undefined;
  const called = isCalled ?? ((label, name) => foldText(label) === foldText(name));
  return called(recipient, outward.recipient) || words.slice(1).some((answer) => called(recipient, answer));
}

function partsSetApart(words: string): string[] {
  return [...words.matchAll(setApart)]
    .map((match) => (match[1] ?? match[2] ?? '').trim())
    .filter((part) => part !== '');
}
