// Notices a hand that goes round in circles: the same action on the same screen, a round of up to four steps walked over
// and over, slides that move nothing or go up and down, an app opened again and again, waiting for ever. It warns first
// (the words go to the decider) and then stops the run. A page that differs in details (an advertisement turned, a clock
// went on) is the same page where the steps of a round lead over different pages, and not where they stay on one: there
// the details are what is being changed.
import type { Action } from '@farhand/shared';
import type { Observation } from '../phone/phone.js';
import { pageOf, sharedPart } from './reading/same-page.js';
import { directionOf, type SlideDirection } from './slide-direction.js';

const samePointUnits = 15;
const longestRound = 4;
const samePageShare = 0.9;
/** Steps in which openings of one app are counted. */
const openingWindow = 20;
/** How often something is done before the decider is warned, and before the run ends. */
const limits = {
  repeated: { warn: 3, stop: 5 },
  rounds: { warn: 3, stop: 5 },
  slides: { warn: 5, stop: 6 },
  turns: { warn: 4, stop: 8 },
  openings: { warn: 4, stop: 8 },
  waits: { warn: 3, stop: 8 },
} as const;

export type GuardVerdict = { readonly kind: 'fine' } | { readonly kind: 'warn' | 'stop'; readonly words: string };

/** The part of an observation that the guard looks at. */
export type GuardedScreen = Pick<Observation, 'frameId' | 'packageName' | 'tree'>;

interface Walked {
  readonly action: Action;
  /** Where the action led. */
  readonly frameId: string;
  readonly page: ReadonlySet<string>;
}

export class LoopGuard {
  readonly #walk: Walked[] = [];
  #repeated = 0;
  #slides = 0;
  #turns = 0;
  #direction: SlideDirection | undefined;
  #waits = 0;

  /** Call after each action, with the screens before and after it. */
  note(action: Action, before: GuardedScreen, after: GuardedScreen): GuardVerdict {
    const changed = before.frameId !== after.frameId;
    const last = this.#walk.at(-1)?.action;
    this.#repeated = !changed && last && isSame(last, action) ? this.#repeated + 1 : 1;
    this.#noteSlide(action, changed);
    this.#waits = action.action === 'WAIT' ? this.#waits + 1 : 0;
    this.#walk.push({ action, frameId: after.frameId, page: pageOf(after) });
    if (this.#walk.length > longestRound * limits.rounds.stop + 1) this.#walk.shift();
    return worst([
      this.#judgeStep(action, changed),
      verdict('turns', this.#turns, `slid back and forth ${this.#turns} times`),
      this.#judgeRounds(),
      this.#judgeOpenings(action),
    ]);
  }

  #noteSlide(action: Action, changed: boolean): void {
    if (action.action === 'WAIT') return;
    const direction = action.action === 'SLIDE' ? directionOf(action) : undefined;
    this.#slides = direction && !changed ? this.#slides + 1 : 0;
    if (!direction) this.#turns = 0;
    else if (this.#direction && opposites[direction] === this.#direction) this.#turns += 1;
    this.#direction = direction;
  }

  #judgeStep(action: Action, changed: boolean): GuardVerdict {
    if (action.action === 'WAIT') return verdict('waits', this.#waits, `waited ${this.#waits} times in a row`);
    if (action.action === 'SLIDE') {
      return verdict('slides', this.#slides, `slid without effect ${this.#slides} times in a row`);
    }
    if (changed) return { kind: 'fine' };
    return verdict('repeated', this.#repeated, `did ${action.action} without effect ${this.#repeated} times in a row`);
  }

  #judgeRounds(): GuardVerdict {
    for (let length = 2; length <= longestRound; length++) {
      const rounds = this.#roundsOf(length);
      const found = verdict('rounds', rounds, `went through the same ${length} steps ${rounds} times`);
      if (found.kind !== 'fine') return found;
    }
    return { kind: 'fine' };
  }

  /** How often the last steps went through a round of this length. */
  #roundsOf(length: number): number {
    const walk = this.#walk;
    const round = walk.slice(-length);
    const first = round[0];
    if (round.length < length || !first) return 0;
    const isOneAction = round.every(({ action }) => isSame(action, first.action));
    const leadsAbout = !isOneAction && round.some(({ page }) => sharedPart(page, first.page) < samePageShare);
    let same = 0;
    while (same + length < walk.length) {
      const step = walk.at(-1 - same);
      const earlier = walk.at(-1 - same - length);
      if (!step || !earlier || !isSame(step.action, earlier.action)) break;
      const isBack = step.frameId === earlier.frameId;
      if (!isBack && !(leadsAbout && sharedPart(step.page, earlier.page) >= samePageShare)) break;
      same += 1;
    }
    return Math.floor(same / length) + 1;
  }

  #judgeOpenings(action: Action): GuardVerdict {
    if (action.action !== 'AWAKE') return { kind: 'fine' };
    const openings = this.#walk.slice(-openingWindow).filter((walked) => isSame(walked.action, action)).length;
    return verdict('openings', openings, `opened ${action.value} ${openings} times in ${openingWindow} steps`);
  }
}

function verdict(kind: keyof typeof limits, count: number, did: string): GuardVerdict {
  const { warn, stop } = limits[kind];
  if (count >= stop) return { kind: 'stop', words: `The hand ${did}` };
  if (count >= warn) return { kind: 'warn', words: `You ${did}. Try another way, or give up this part.` };
  return { kind: 'fine' };
}

function worst(verdicts: readonly GuardVerdict[]): GuardVerdict {
  return (
    verdicts.find(({ kind }) => kind === 'stop') ?? verdicts.find(({ kind }) => kind === 'warn') ?? { kind: 'fine' }
  );
}

const opposites: Readonly<Record<SlideDirection, SlideDirection>> = {
  up: 'down',
  down: 'up',
  left: 'right',
  right: 'left',
};

function isSame(a: Action, b: Action): boolean {
  if (a.action !== b.action) return false;
  if ('point' in a && 'point' in b && a.point && b.point) {
    const near = Math.hypot(a.point[0] - b.point[0], a.point[1] - b.point[1]) <= samePointUnits;
    return near && ('value' in a ? 'value' in b && a.value === b.value : true);
  }
  if (a.action === 'SLIDE' && b.action === 'SLIDE') return directionOf(a) === directionOf(b);
  return JSON.stringify(a) === JSON.stringify(b);
}
