// What a session did, or began to do, that must not be done twice: messages, orders, deletions, favourites. Within one life of the
// bridge the loop knows what was done; after a crash only the session's file does, and of what it calls begun but not
// done nobody knows. Such a deed is done again only when the screen shows that it was not, or the user says so.
import { type Subject, subjectHash } from '../policy/classes.js';

export interface Deed {
  readonly step: number;
  readonly subject: Subject;
  /** True once the phone has carried it out; otherwise nobody knows. */
  readonly done: boolean;
  /** How often the screen showed, before, what was to be done; undefined when nobody counted. */
  readonly shown?: number | undefined;
}

export class Deeds {
  #earlier: readonly Deed[] = [];
  #present: readonly Deed[] = [];

  /** What is begun now stands in the place of its like of before. */
  begun(step: number, subject: Subject, shown: number | undefined): void {
    this.#earlier = this.#earlier.filter((deed) => !isSame(deed.subject, subject));
    this.#present = [...this.#present, { step, subject, done: false, shown }];
  }

  /** The phone has carried out what was begun in this step. */
  done(step: number): void {
    this.#present = this.#present.map((deed) => (deed.step === step ? { ...deed, done: true } : deed));
  }

  /** Something was begun in this step, and nobody knows what became of it. */
  isUnsureOf(step: number): boolean {
    return this.#present.some((deed) => deed.step === step && !deed.done);
  }

  /** From here on, what was done so far is not known of at first hand. */
  interrupted(): void {
    this.#earlier = [...this.#earlier, ...this.#present];
    this.#present = [];
  }

  /** The last deed before an interruption that is the same to others, by whatever button, and was not begun anew since. */
  earlier(subject: Subject): Deed | undefined {
    return this.#earlier.findLast((deed) => isSame(deed.subject, subject));
  }

  /** Whether anything was done; `unknown` when something was begun, and nobody knows what became of it. */
  get outcome(): 'no' | 'yes' | 'unknown' {
    const deeds = [...this.#earlier, ...this.#present];
    if (deeds.length === 0) return 'no';
    return deeds.some(({ done }) => done) ? 'yes' : 'unknown';
  }

  /** Those before an interruption. */
  all(): readonly Deed[] {
    return this.#earlier;
  }
}

function isSame(a: Subject, b: Subject): boolean {
  if (!a.text || !b.text) return subjectHash(a) === subjectHash(b);
  const { class: kind, packageName, recipient = '', text } = a;
  return kind === b.class && packageName === b.packageName && recipient === (b.recipient ?? '') && text === b.text;
}
