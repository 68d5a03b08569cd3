// What a bridge remembers of phones that are steered from outside, step by step: the screen that was last described, so
// that an action is done on that screen or not at all, and what was done for a task that is not done twice. The latter
// outlives the bridge.
import { FarhandError } from '@farhand/shared';
import type { Observation } from '../phone/phone.js';
import { subjectHash, type Verdict } from '../policy/classes.js';
import { GateError } from '../policy/gate.js';
import type { DrivenDeeds } from '../sessions/driven.js';

export class Steering {
  readonly #screens = new Map<string, Observation>();
  readonly #deeds: DrivenDeeds;

  constructor(deeds: DrivenDeeds) {
    this.#deeds = deeds;
  }

  saw(deviceId: string, screen: Observation): void {
    this.#screens.set(deviceId, screen);
  }

  /** The screen of that name, or undefined when none is named. Throws SCREEN_CHANGED when another was described since. */
  screen(deviceId: string, frameId: string | undefined): Observation | undefined {
    if (frameId === undefined) return undefined;
    const screen = this.#screens.get(deviceId);
    if (screen?.frameId === frameId) return screen;
    throw new FarhandError('SCREEN_CHANGED', `The screen ${frameId} is not the one that was last described`);
  }

  /** Notes what is about to be done for a task. Throws NEEDS_CONFIRMATION for what was begun for it before. */
  mustBeNew(taskId: string | undefined, verdict: Verdict): void {
    if (verdict.gate !== 'allow' || !verdict.subject || taskId === undefined) return;
    const name = subjectHash(verdict.subject);
    if (this.#deeds.of(taskId).has(name)) {
      throw new GateError({ ...verdict, gate: 'confirm', why: `${verdict.why} (this was done for the task already)` });
    }
    this.#deeds.begin(taskId, name);
  }
}
