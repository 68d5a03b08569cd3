// Who pays for a brain's calls here: a task, within its budget and the day's, or the day alone for calls that belong to
// no task. What is spent is read from the database before each call, so that no process spends what another has.
import { FarhandError } from '@farhand/shared';
import type { Account, BrainCharge } from '../brain/account.js';
import { type Budget, overBudget, type Spent } from '../brain/budget.js';
import type { BrainIdentity } from '../brain/chat.js';
import type { PriceList } from '../brain/prices.js';
import type { BrainCalls } from '../store/brain-calls.js';

export interface Budgets {
  /** For tasks without a budget of their own. */
  readonly task: Budget | undefined;
  readonly day: Budget | undefined;
}

export class Accounts {
  readonly #calls: BrainCalls;
  readonly #prices: PriceList;
  readonly #budgets: Budgets;

  constructor(calls: BrainCalls, prices: PriceList, budgets: Budgets) {
    this.#calls = calls;
    this.#prices = prices;
    this.#budgets = budgets;
  }

  /** `own`: the task's budget. `onExceeded` is told once a call was not admitted: the task is to stop. */
  ofTask(taskId: string, own: Budget | undefined, onExceeded: (error: FarhandError) => void = () => {}): Account {
    const budget = own ?? this.#budgets.task;
    return {
      admit: (identity) =>
        telling(onExceeded, async () => {
          await this.#admit(identity, budget, 'the task', () => this.#calls.spentOn(taskId));
          await this.#admitToday(identity);
        }),
      charge: (charge) => this.#book(taskId, charge),
    };
  }

  /** For work that is no task. `onExceeded` as for one. */
  ofDay(onExceeded: (error: FarhandError) => void = () => {}): Account {
    return {
      admit: (identity) => telling(onExceeded, () => this.#admitToday(identity)),
      charge: (charge) => this.#book(undefined, charge),
    };
  }

  /** How often brains were asked how its subtasks are to go on. */
  roundsOf(taskId: string): Promise<number> {
    return this.#calls.count(taskId, ['judge', 'answer', 'rewrite']);
  }

  spentOn(taskId: string): Promise<Spent> {
    return this.#calls.spentOn(taskId);
  }

  #admitToday(identity: BrainIdentity): Promise<void> {
    return this.#admit(identity, this.#budgets.day, 'the day', () => this.#calls.spentToday());
  }

  async #admit(
    identity: BrainIdentity,
    budget: Budget | undefined,
    of: string,
    spent: () => Promise<Spent>,
  ): Promise<void> {
    if (!budget) return;
    const price = this.#prices(identity, { promptTokens: 0, cachedTokens: 0, generatedTokens: 0 });
    const why = overBudget(budget, await spent(), price, identity.model);
    if (why === undefined) return;
    const isUnknown = why.endsWith('is not known');
    const unknown = isUnknown ? { hint: 'Give the price in FARHAND_PRICES, or set a budget in tokens.' } : {};
    throw new FarhandError('BUDGET_EXCEEDED', `The budget of ${of} is used up: ${why}`, unknown);
  }

  async #book(taskId: string | undefined, { purpose, identity, usage, seconds }: BrainCharge): Promise<void> {
    const cost = this.#prices(identity, usage);
    const event = {
      type: 'brain_call',
      purpose,
      model: identity.model,
      ...usage,
      seconds,
      ...(cost !== undefined && cost !== 'free' && { cost }),
    } as const;
    await this.#calls.add(taskId, event, cost);
  }
}

async function telling(onExceeded: (error: FarhandError) => void, admit: () => Promise<void>): Promise<void> {
  try {
    await admit();
  } catch (error) {
    if (error instanceof FarhandError && error.code === 'BUDGET_EXCEEDED') onExceeded(error);
    throw error;
  }
}
