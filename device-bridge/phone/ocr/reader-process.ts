// The process that the networks run in, started with the first picture and ended with the bridge. Not a thread: the
// runtime cannot be loaded twice in threads of one process, and a process can be ended in the middle of a picture.
import { builtModule, type Companion, startCompanion } from '../process.js';
import type { Bounds } from '../tree.js';
import type { ReaderAnswer } from './messages.js';
import type { Counts, PartRead } from './picture-text.js';

/** Of giving up a picture that took too long: the process looks up after each line. */
const giveUpLimitMs = 10_000;

/** It takes too long. What was read so far is known the next time. */
export class NotReadInTime extends Error {}

interface Waiting {
  readonly resolve: (read: readonly PartRead[]) => void;
  readonly reject: (error: Error) => void;
}

export class ReaderProcess {
  readonly #waiting = new Map<number, Waiting>();
  /** Pictures that nobody waits for any more, until the process says that it has given them up. */
  readonly #givenUp = new Map<number, NodeJS.Timeout>();
  #process: Companion | undefined;
  #lastId = 0;
  /** What was known beforehand, since the process that runs now began. */
  counts: Counts | undefined;

  /**
   * What the parts of a PNG say, in their order. Rejects with NotReadInTime after `limitMs`, with the process's failure,
   * and with some error on abort.
   */
  async read(
    png: Buffer,
    parts: readonly Bounds[],
    limitMs: number,
    signal?: AbortSignal,
  ): Promise<readonly PartRead[]> {
    const id = ++this.#lastId;
    const process = this.#started();
    const limit = AbortSignal.timeout(limitMs);
    const stop = signal ? AbortSignal.any([signal, limit]) : limit;
    if (stop.aborted) throw new NotReadInTime('It was given up before it was begun');
    const answer = new Promise<readonly PartRead[]>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    const onAbort = (): void => {
      this.#waiting.get(id)?.reject(new NotReadInTime(`It was not read within ${limitMs} ms`));
      this.#giveUp(id, process);
    };
    stop.addEventListener('abort', onAbort, { once: true });
    process.tell({ kind: 'read', id, png, parts });
    try {
      return await answer;
    } finally {
      stop.removeEventListener('abort', onAbort);
      this.#waiting.delete(id);
    }
  }

  /** May be called again; the next picture starts a process anew. */
  async close(): Promise<void> {
    // It holds nothing that would be lost.
    await this.#process?.stop(0);
  }

  #started(): Companion {
    if (this.#process?.running) return this.#process;
    const started = startCompanion(builtModule('phone/ocr/main.js'), [], {
      onMessage: (message) => this.#answered(message as ReaderAnswer),
    });
    this.#process = started;
    void started.ended.then((how) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${how} ${started.lastLines()}`));
      for (const timer of this.#givenUp.values()) clearTimeout(timer);
      this.#givenUp.clear();
    });
    return started;
  }

  /** Tells the process, and ends one that does not listen. */
  #giveUp(id: number, process: Companion): void {
    process.tell({ kind: 'forget', id });
    const timer = setTimeout(() => void process.stop(0), giveUpLimitMs);
    timer.unref();
    this.#givenUp.set(id, timer);
  }

  #answered(answer: ReaderAnswer): void {
    clearTimeout(this.#givenUp.get(answer.id));
    this.#givenUp.delete(answer.id);
    const waiting = this.#waiting.get(answer.id);
    if ('error' in answer) {
      waiting?.reject(new Error(answer.error));
      return;
    }
    this.counts = answer.counts;
    waiting?.resolve(answer.read);
  }
}
