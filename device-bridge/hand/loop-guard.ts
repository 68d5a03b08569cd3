// Notices a hand that goes round in circles: the same action on the same screen, slides that move nothing, waiting for
// ever. It warns first (the words go to the decider) and then stops the run.
import type { Action } from '@farhand/shared';

const samePointUnits = 15;
const warnAfter = { repeated: 3, slides: 5, waits: 3 } as const;
const stopAfter = { repeated: 5, slides: 6, waits: 8 } as const;

export type GuardVerdict = { readonly kind: 'fine' } | { readonly kind: 'warn' | 'stop'; readonly words: string };

export class LoopGuard {
  #last: Action | undefined;
  #repeated = 0;
  #slides = 0;
  #waits = 0;

  /** Call after each action. `changed`: the screen is another one than before it. */
  note(action: Action, changed: boolean): GuardVerdict {
    this.#repeated = !changed && this.#last && isSame(this.#last, action) ? this.#repeated + 1 : 1;
    this.#slides = action.action === 'SLIDE' && !changed ? this.#slides + 1 : 0;
    this.#waits = action.action === 'WAIT' ? this.#waits + 1 : 0;
    this.#last = action;
    if (action.action === 'WAIT') return verdict('waits', this.#waits, 'waited');
    if (action.action === 'SLIDE') return verdict('slides', this.#slides, 'slid without effect');
    return changed ? { kind: 'fine' } : verdict('repeated', this.#repeated, `did ${action.action} without effect`);
  }
}

function verdict(kind: keyof typeof warnAfter, count: number, did: string): GuardVerdict {
  if (count >= stopAfter[kind]) return { kind: 'stop', words: `The hand ${did} ${count} times in a row` };
  if (count >= warnAfter[kind]) {
    return { kind: 'warn', words: `You ${did} ${count} times in a row. Try another way, or give up this part.` };
  }
  return { kind: 'fine' };
}

function isSame(a: Action, b: Action): boolean {
  if (a.action !== b.action) return false;
  if ('point' in a && 'point' in b && a.point && b.point) {
    const near = Math.hypot(a.point[0] - b.point[0], a.point[1] - b.point[1]) <= samePointUnits;
    return near && ('value' in a ? 'value' in b && a.value === b.value : true);
  }
  return JSON.stringify(a) === JSON.stringify(b);
}
