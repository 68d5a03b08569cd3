// Phones that a person has taken over: from the moment that the gate, or the phone, asks for a person until that person
// gives the phone back, nothing on it is looked at, pictured or touched, whoever asks.
import { FarhandError } from '@farhand/shared';

export interface Takeover {
  /** What the person is to do. */
  readonly why: string;
  /** The record of the task that needed the person. */
  readonly record?: string | undefined;
}

export class Takeovers {
  readonly #taken = new Map<string, Takeover>();

  begin(serial: string, takeover: Takeover): void {
    this.#taken.set(serial, takeover);
  }

  isTaken(serial: string): boolean {
    return this.#taken.has(serial);
  }

  /** Throws NEEDS_TAKEOVER while a person has the phone. */
  mustBeFree(serial: string): void {
    const takeover = this.#taken.get(serial);
    if (!takeover) return;
    throw new FarhandError('NEEDS_TAKEOVER', `Phone ${serial} is in its owner's hands. ${takeover.why}`, {
      hint: `Do the step on the phone, then give it back: npm start -- handback ${serial}`,
    });
  }

  /** The person is done; undefined when nobody had the phone. */
  handBack(serial: string): Takeover | undefined {
    const takeover = this.#taken.get(serial);
    this.#taken.delete(serial);
    return takeover;
  }
}
