// Research as a subtask: a task's report comes from agents instead of a phone.
import type { ReportValues } from '@farhand/shared';
import { type Account, metered } from '../brain/account.js';
import type { Brains, Role } from '../brain/roles.js';
import type { HubOnDemand } from '../tools/hub-on-demand.js';
import { taskFolder } from '../tools/task-folder.js';
import { WorkBudget } from './budget.js';

export interface ResearchAssignment {
  readonly taskId: string;
  readonly question: string;
  /** The user has said yes to what the task does to others. */
  readonly confirmed: boolean;
  /** Pays, besides the limits of one research. */
  readonly account: Account;
}

const limits = { steps: 60, tokens: 250_000, seconds: 600 };
const rounds = 2;
/** Characters of a source that a report keeps. */
const longestSource = 5000;

export class TaskResearch {
  readonly #hub: HubOnDemand;
  readonly #home: string;
  readonly #brains: Brains;

  constructor(hub: HubOnDemand, home: string, brains: Brains) {
    this.#hub = hub;
    this.#home = home;
    this.#brains = brains;
  }

  /** Throws as `research` does, and BRAIN_REFUSED when no brain converses. */
  async run(
    { taskId, question, confirmed, account }: ResearchAssignment,
    signal: AbortSignal,
  ): Promise<{ text: string; values: ReportValues }> {
    const budget = new WorkBudget(limits);
    const chat = (role: Role) => metered(this.#brains.chat(role, account, 'research'), budget, 'research');
    const models = { master: chat('planner'), writer: chat('combiner'), judge: chat('judge') };
    const { research } = await import('./research.js');
    const { report, sources } = await research(question, {
      models,
      tools: await this.#hub.tools(),
      context: { signal, folder: taskFolder(this.#home, taskId), confirmed },
      budget,
      rounds,
      ways: 1,
    });
    const kept = sources.map((source) => ({ ...source, text: source.text.slice(0, longestSource) }));
    return { text: report, values: { sources: kept } };
  }
}
