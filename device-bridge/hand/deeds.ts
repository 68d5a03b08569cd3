// What a session did, or began to do, that must not be done twice: messages, orders, deletions. Within one life of the
// bridge the loop knows what was done; after a crash only the session's file does, and of what it calls begun but not
// done nobody knows. Such a deed is done again only when the screen shows that it was not, or the user says so.
import { type Subject, subjectHash } from '../policy/classes.js';

export interface Deed {
  readonly subject: Subject;
  /** True once the phone has carried it out; otherwise nobody knows. */
  readonly done: boolean;
  /** How often the screen showed, before, what was to be done; undefined when nobody counted. */
  readonly shown?: number | undefined;
}

export class Deeds {
  /** By the step that did it. */
  readonly #all = new Map<number, Deed>();
  readonly #earlier = new Set<number>();

  begun(step: number, subject: Subject, shown: number | undefined): void {
    for (const [before, deed] of this.#all) if (isSame(deed.subject, subject)) this.#earlier.delete(before);
    this.#all.set(step, { subject, done: false, shown });
  }

  /** Not performed: the phone refused before anything happened, or the connection broke; nobody knows which. */
  ended(step: number, performed: boolean): void {
    const deed = this.#all.get(step);
    if (deed) this.#all.set(step, { ...deed, done: performed });
  }

  /** From here on, what was done so far is not known of at first hand. */
  interrupted(): void {
    for (const step of this.#all.keys()) this.#earlier.add(step);
  }

  /** The last deed before an interruption that is the same to others, by whatever button, and was not begun anew since. */
  earlier(subject: Subject): Deed | undefined {
    return this.all().findLast((deed) => isSame(deed.subject, subject));
  }

  /** Those before an interruption. */
  all(): Deed[] {
    return [...this.#earlier].flatMap((step) => this.#all.get(step) ?? []);
  }
}

function isSame(a: Subject, b: Subject): boolean {
  if (!a.text || !b.text) return subjectHash(a) === subjectHash(b);
  const { class: kind, packageName, recipient = '', text } = a;
  return kind === b.class && packageName === b.packageName && recipient === (b.recipient ?? '') && text === b.text;
}
