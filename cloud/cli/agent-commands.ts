// `research`, `think` and `tools`: what works in the cloud alone. No service and no phone is started; a database only for
// the books of a day's budget, which all work of this cloud shares.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createLogger, FarhandError } from '@farhand/shared';
import { type Command, InvalidArgumentError } from 'commander';
import type { WorkBudget, WorkLimits } from '../agents/budget.js';
import type { Account, Purpose } from '../brain/account.js';
import type { ChatModel } from '../brain/chat.js';
import type { Brains, Role } from '../brain/roles.js';
import { type CloudConfig, loadConfig } from '../config.js';
import { printJson } from './output.js';
import { dim } from './style.js';
import { toolTable } from './tables.js';
import { jsonOption } from './values.js';

interface AgentFlags {
  readonly json?: boolean;
  readonly ways: number;
  readonly tokens: number;
  readonly timeout?: number;
}

interface ResearchFlags extends AgentFlags {
  readonly yes?: boolean;
  readonly rounds: number;
  readonly calls: number;
}

const usualSeconds = 900;
const usualTokens = 300_000;

/** Adds the commands; `signal` interrupts whatever runs. */
export function addAgentCommands(root: Command, signal: AbortSignal): void {
  const limits = (command: Command) =>
    command
      .option('--tokens <n>', 'tokens of the model at the most, prompts and answers together', above0, usualTokens)
      .option('--timeout <seconds>', `time at the most; ${usualSeconds} by default`, above0)
      .addOption(jsonOption());
  limits(
    root
      .command('research <question...>')
      .description('search papers and the web with agents, and write a report whose every sentence is checked')
      .option('--rounds <n>', 'rounds of searching at the most', above0, 2)
      .option('--ways <n>', 'plans that are drafted before one is made of them', above0, 1)
      .option('--calls <n>', 'calls of the model at the most', above0, 80)
      .option('--yes', 'allow the tools that ask first'),
  ).action((words: string[], _: object, self: Command) =>
    runResearch(words.join(' '), self.optsWithGlobals<ResearchFlags>(), signal),
  );
  limits(
    root
      .command('think <question...>')
      .description('answer a question several times in parallel, and make one answer of all')
      .option('--ways <n>', 'answers that are written before one is made of them', above0, 3),
  ).action((words: string[], _: object, self: Command) =>
    runThink(words.join(' '), self.optsWithGlobals<AgentFlags>(), signal),
  );
  root
    .command('tools [words...]')
    .description('list the tools that agents may use, or those that fit the words best')
    .addOption(jsonOption())
    .action((words: string[], _: object, self: Command) =>
      listTools(words.join(' '), self.optsWithGlobals<{ json?: boolean }>()),
    );
}

async function runResearch(question: string, flags: ResearchFlags, signal: AbortSignal): Promise<void> {
  const { config, brains } = await openTalkingBrains('Research', ['planner', 'combiner', 'judge'], signal);
  const { research } = await import('../agents/research.js');
  const { openToolHub } = await import('../tools/open-hub.js');
  const { budget, limit, pay, close } = await budgetOf(config, { ...flags, steps: flags.calls }, signal);
  const model = (role: Role, purpose: Purpose) => pay((account) => brains.chat(role, account, purpose), purpose);
  const hub = await openToolHub(config, createLogger('tools'));
  for (const { name, problem } of hub.servers) if (problem) note(`${name}: ${problem}`);
  try {
    const report = await research(question, {
      models: {
        master: model('planner', 'research'),
        writer: model('combiner', 'research'),
        judge: model('judge', 'judge'),
      },
      tools: hub.tools,
      context: { signal: limit, folder: join(config.home, 'files', randomUUID()), confirmed: flags.yes === true },
      budget,
      rounds: flags.rounds,
      ways: flags.ways,
      onProgress: flags.json ? () => undefined : note,
    });
    if (flags.json) return printJson(report);
    const { supported, dropped, unchecked } = report.claims;
    process.stdout.write(`${report.report}\n`);
    const claims = `${supported} of ${supported + dropped + unchecked} claims proved, ${unchecked} unchecked`;
    note(`\n${claims}. ${spent(budget)}`);
  } finally {
    await Promise.all([hub.close(), brains.close(), close()]);
  }
}

async function runThink(question: string, flags: AgentFlags, signal: AbortSignal): Promise<void> {
  const { config, brains } = await openTalkingBrains('Thinking', ['combiner'], signal);
  const { think } = await import('../agents/think.js');
  const limits = { ...flags, steps: 2 * flags.ways + 2 };
  const { budget, limit, pay, close } = await budgetOf(config, limits, signal);
  try {
    const model = pay((account) => brains.chat('combiner', account, 'answer'), 'answer');
    const answer = await think(model, question, flags.ways, limit);
    if (flags.json) return printJson({ question, answer, usage: budget.usage });
    process.stdout.write(`${answer}\n`);
    note(`\n${spent(budget)}`);
  } finally {
    await Promise.all([brains.close(), close()]);
  }
}

async function listTools(words: string, flags: { readonly json?: boolean }): Promise<void> {
  const { config } = loadConfig();
  const { toolFacts } = await import('../facts/tool-facts.js');
  const facts = await toolFacts(config, words);
  if (flags.json) printJson(facts);
  else process.stdout.write(toolTable(facts.tools, facts.servers));
}

/** Throws BRAIN_REFUSED, naming the setting, when a role has only the embedded model, which holds no conversations. */
async function openTalkingBrains(
  what: string,
  roles: readonly Role[],
  signal: AbortSignal,
): Promise<{ config: CloudConfig; brains: Brains }> {
  const { config, warnings } = loadConfig();
  for (const warning of warnings) note(warning);
  const { openBrains } = await import('../brain/open-brain.js');
  const brains = openBrains(config, createLogger('brain'), signal);
  if (roles.every((role) => brains.converses(role))) return { config, brains };
  await brains.close();
  throw new FarhandError('BRAIN_REFUSED', `${what} needs a model that converses, and the embedded brain only plans`);
}

interface PaidWork {
  /** Of this work alone. */
  readonly budget: WorkBudget;
  /** Aborts when its time is over, or the day's budget. */
  readonly limit: AbortSignal;
  /** A model whose calls are counted in both budgets. */
  pay(open: (account: Account) => ChatModel, purpose: Purpose): ChatModel;
  close(): Promise<void>;
}

async function budgetOf(
  config: CloudConfig,
  { tokens, steps, timeout: seconds = usualSeconds }: Omit<WorkLimits, 'seconds'> & { readonly timeout?: number },
  signal: AbortSignal,
): Promise<PaidWork> {
  const { WorkBudget: Budget } = await import('../agents/budget.js');
  const budget = new Budget({ tokens, steps, seconds });
  const timer = new AbortController();
  const end = () => timer.abort(new FarhandError('TIME_LIMIT', `The work took longer than ${seconds} s`));
  setTimeout(end, seconds * 1000).unref();
  const limit = AbortSignal.any([signal, timer.signal]);
  if (config.budgetDay === undefined) return { budget, limit, pay: (open) => open(budget), close: async () => {} };
  const spent = new AbortController();
  const books = await openBooks(config, (error) => spent.abort(error), signal);
  const { metered } = await import('../brain/account.js');
  return {
    budget,
    limit: AbortSignal.any([limit, spent.signal]),
    pay: (open, purpose) => metered(open(books.account), budget, purpose),
    close: books.close,
  };
}

/** The books of the whole cloud, as its tasks have them. */
async function openBooks(
  config: CloudConfig,
  onExceeded: (error: FarhandError) => void,
  signal: AbortSignal,
): Promise<{ account: Account; close: () => Promise<void> }> {
  const [{ openDatabase }, { BrainCalls }, { Accounts }, { priceList }] = await Promise.all([
    import('../store/database.js'),
    import('../store/brain-calls.js'),
    import('../tasks/accounts.js'),
    import('../brain/prices.js'),
  ]);
  const { db, close } = await openDatabase(config, randomUUID(), signal);
  const budgets = { task: undefined, day: config.budgetDay };
  const account = new Accounts(new BrainCalls(db), priceList(config.prices), budgets).ofDay(onExceeded);
  return { account, close };
}

function spent({ usage }: WorkBudget): string {
  const tokens = usage.promptTokens + usage.generatedTokens;
  return `${usage.steps} calls of the model, ${tokens} tokens, ${usage.seconds.toFixed(0)} s.`;
}

function note(line: string): void {
  process.stderr.write(`${dim(line)}\n`);
}

function above0(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError(`"${text}" is not a number above 0.`);
  return value;
}
