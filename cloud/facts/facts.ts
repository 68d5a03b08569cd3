// The facts behind the set-up pages, and the commands of the same names: each is read from where the service itself goes
// by it, when it is asked for.
import type { Kysely } from 'kysely';
import type { BrainFacts, BrainTest, BudgetFacts, Figures, SettingFacts, ToolFacts } from '../api/shapes.js';
import type { Brains } from '../brain/roles.js';
import type { CloudConfig } from '../config.js';
import { runBridgeProgram } from '../devices/bridge-program.js';
import type { BrainCalls } from '../store/brain-calls.js';
import type { Database } from '../store/schema.js';
import type { Accounts } from '../tasks/accounts.js';
import { brainFacts, testBrain } from './brain-facts.js';
import { budgetFacts } from './budget-facts.js';
import { figures } from './figures.js';
import { settingFacts } from './setting-facts.js';

export interface FactSources {
  readonly config: CloudConfig;
  readonly brains: Brains;
  readonly accounts: Accounts;
  readonly books: BrainCalls;
  readonly db: Kysely<Database>;
}

export class Facts {
  readonly #sources: FactSources;

  constructor(sources: FactSources) {
    this.#sources = sources;
  }

  brains(): Promise<BrainFacts> {
    return brainFacts(this.#sources.brains, this.#sources.db);
  }

  /** Throws as `testBrain` does. */
  testBrain(name: string, what: BrainTest['what'], signal: AbortSignal): Promise<BrainTest> {
    return testBrain(this.#sources.brains, name, what, this.#sources.accounts.ofDay(), signal);
  }

  budgets(): Promise<BudgetFacts> {
    const { config, books, db } = this.#sources;
    return budgetFacts({ task: config.budgetTask, day: config.budgetDay }, books, db);
  }

  settings(): SettingFacts['settings'] {
    return settingFacts(this.#sources.config, process.env);
  }

  figures(hours: number): Promise<Figures> {
    return figures(this.#sources.db, hours);
  }

  /** Starts every MCP server to ask it. Throws CONFIG_INVALID for a tools file that cannot be used. */
  async tools(): Promise<ToolFacts> {
    const { toolFacts } = await import('./tool-facts.js');
    return toolFacts(this.#sources.config);
  }

  /** What the gate beside the phones goes by. */
  policy(signal: AbortSignal): Promise<object> {
    return runBridgeProgram('policy/table', [], signal);
  }

  /** What the doctor of this computer finds, phone by phone. */
  doctor(signal: AbortSignal): Promise<object> {
    return runBridgeProgram('doctor', [], signal);
  }
}
