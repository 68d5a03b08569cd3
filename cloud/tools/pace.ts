// One request at a time, and a pause between the starts of two: what the keepers of a public service ask for.
import { delay } from '@farhand/shared';

export class Pace {
  readonly #pauseMs: number;
  #line: Promise<unknown> = Promise.resolve();
  #nextStartMs = 0;

  constructor(pauseMs: number) {
    this.#pauseMs = pauseMs;
  }

  /** Runs `work` when its turn has come. Whoever gives up waiting leaves the line as it was. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const turn = this.#line.then(async () => {
      await delay(Math.max(0, this.#nextStartMs - performance.now()), signal);
      this.#nextStartMs = performance.now() + this.#pauseMs;
      return work();
    });
    this.#line = turn.catch(() => undefined);
    return turn;
  }
}
