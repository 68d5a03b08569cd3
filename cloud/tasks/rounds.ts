// How much a task as a whole may be thought over and tried again, however many subtasks it has: a brain that goes round in
// circles must come to an end. What an earlier process of the same task used up counts; where nothing is left, fixed rules
// decide, and what cannot be decided so goes to the user.

/** Of questions to a brain about how a subtask goes on: whether it is done, what to answer, what to try. */
const mostRounds = 12;
/** Of attempts beyond the first of each subtask. */
const mostRetries = 6;

export interface UsedBefore {
  readonly rounds: number;
  readonly retries: number;
}

export class Rounds {
  readonly #read: () => Promise<UsedBefore>;
  #before: Promise<UsedBefore> | undefined;
  #rounds = 0;
  #retries = 0;

  /** `read`: what earlier processes have used; asked once, when it is first needed. */
  constructor(read: () => Promise<UsedBefore>) {
    this.#read = read;
  }

  /** One more question to a brain; false when none is left. */
  async mayAsk(): Promise<boolean> {
    const { rounds } = await this.#usedBefore();
    if (rounds + this.#rounds >= mostRounds) return false;
    this.#rounds += 1;
    return true;
  }

  /** One more attempt; false when none is left. */
  async mayRetry(): Promise<boolean> {
    const { retries } = await this.#usedBefore();
    if (retries + this.#retries >= mostRetries) return false;
    this.#retries += 1;
    return true;
  }

  #usedBefore(): Promise<UsedBefore> {
    this.#before ??= this.#read();
    return this.#before;
  }
}
