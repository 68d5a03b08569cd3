// Phones that a person has taken over: from the moment that the gate, or the phone, asks for a person until that person
// gives the phone back, nothing on it is looked at, pictured or touched, whoever asks.
import { FarhandError } from '@farhand/shared';

export class Takeovers {
  readonly #taken = new Map<string, string>();

  /** `why`: what the person is to do. */
  begin(serial: string, why: string): void {
    this.#taken.set(serial, why);
  }

  isTaken(serial: string): boolean {
    return this.#taken.has(serial);
  }

  /** Throws NEEDS_TAKEOVER while a person has the phone. */
  mustBeFree(serial: string): void {
    const why = this.#taken.get(serial);
    if (why === undefined) return;
    throw new FarhandError('NEEDS_TAKEOVER', `Phone ${serial} is in its owner's hands. ${why}`, {
      hint: `Do the step on the phone, then give it back: npm start -- handback ${serial}`,
    });
  }

  /** The person is done; false when nobody had the phone. */
  handBack(serial: string): boolean {
    return this.#taken.delete(serial);
  }
}
