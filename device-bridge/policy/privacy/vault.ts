// Personal data that stays here, and what is said of it elsewhere: the same value has the same placeholder as long as the
// bridge runs, so that a brain can use it without ever seeing it. One of before a restart stands for nothing any more.
import { FarhandError } from '@farhand/shared';
import { Numbers } from './numbers.js';
import type { PersonalKind } from './patterns.js';

/** Values beyond this forget the oldest: nobody comes back to them. */
const mostValues = 20_000;
const placeholder = /<([A-Z]{2,12})_(\d{1,6})>/g;

export class Vault {
  readonly #placeholders = new Map<string, string>();
  readonly #values = new Map<string, string>();
  readonly #counts = new Map<PersonalKind, number>();
  readonly #numbers: Numbers;

  constructor(numbers: Numbers = new Numbers()) {
    this.#numbers = numbers;
  }

  /** What stands for the value, e.g. `<PHONE_1>`. */
  hide(kind: PersonalKind, value: string): string {
    const key = `${kind} ${value}`;
    const known = this.#placeholders.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? this.#numbers.spent) + 1;
    this.#numbers.use(count);
    this.#counts.set(kind, count);
    const name = `<${kind}_${count}>`;
    this.#placeholders.set(key, name);
    this.#values.set(name, value);
    this.#forgetOldest();
    return name;
  }

  /**
   * The text with the values that its placeholders stand for; those that were never given out stay as they are. Throws
   * INPUT_INVALID for one that an earlier bridge gave out. `onValue` is told what was put in.
   */
  reveal(text: string, onValue: (value: string) => void = () => {}): string {
    return text.replaceAll(placeholder, (name, _kind, number) => {
      const value = this.#values.get(name);
      if (value !== undefined) {
        onValue(value);
        return value;
      }
      if (Number(number) > this.#numbers.spent) return name;
      throw new FarhandError('INPUT_INVALID', `${name} was given out before the bridge was restarted`, {
        hint: 'Look at the screen again, or say what it stood for.',
      });
    });
  }

  #forgetOldest(): void {
    for (const [key, name] of this.#placeholders) {
      if (this.#placeholders.size <= mostValues) return;
      this.#placeholders.delete(key);
      this.#values.delete(name);
    }
  }
}

/** Words of a screen that look like a placeholder, made to look like none: only this bridge gives them out. */
export function withoutForgeries(text: string): string {
  return text.replaceAll(placeholder, '‹$1_$2›');
}
