// Commands that tell how Farhand is set up: one for each page of the console's set-up, with the same facts from the same
// routes.
import type { Command } from 'commander';
import { figuresQuerySchema } from '../api/schemas.js';
import type { BrainFacts, BudgetFacts, Figures, PolicyFacts, SettingFacts } from '../api/shapes.js';
import { loadConfig } from '../config.js';
import { runBridgeProgram } from '../devices/bridge-program.js';
import type { BrainTestOutcome, CloudClient } from './client.js';
import { brainTable, budgetTable, figureTable, policyText, settingTable, testLine } from './fact-tables.js';
import { withClient } from './local-service.js';
import { printJson } from './output.js';
import { runReplays } from './replays-command.js';
import { addQueryOptions, type JsonFlag, jsonOption, queryOf } from './values.js';

export function addFactCommands(root: Command, signal: AbortSignal): void {
  const fact = (name: string, description: string): Command =>
    root.command(name).description(description).addOption(jsonOption());

  fact('brains', 'which model plans, writes and judges, and how fast each was')
    .option('--test', 'ask each for a text, and show it a picture')
    .action((_: object, self: Command) => brains(self.optsWithGlobals(), signal));
  fact('budgets', 'what the brain may cost, and what is spent today').action((_: object, self: Command) =>
    tell<BudgetFacts>('/v1/budgets', budgetTable, self.optsWithGlobals<JsonFlag>(), signal),
  );
  fact('settings', 'every setting with its variable, its value and what it means')
    .option('--changed', 'only those that are set')
    .action((_: object, self: Command) => settings(self.optsWithGlobals()));
  fact('policy', 'what is done, asked about, yours to do, and refused; and what each privacy level lets out').action(
    async (_: object, self: Command) => {
      const table = await runBridgeProgram<PolicyFacts>('policy/table', [], signal);
      print(table, policyText, self.optsWithGlobals<JsonFlag>());
    },
  );
  addQueryOptions(
    fact('figures', 'tasks, steps, tokens, money and times of the last hours'),
    figuresQuerySchema,
  ).action((_: object, self: Command) => {
    const path = `/v1/figures?hours=${queryOf(self, figuresQuerySchema).hours}`;
    return tell<Figures>(path, figureTable, self.optsWithGlobals<JsonFlag>(), signal);
  });
  root
    .command('replays [app]')
    .description('list the goals that need no model because they were reached before')
    .option('--forget', 'forget them instead: those of the app, or all')
    .addOption(jsonOption())
    .action((app: string | undefined, _: object, self: Command) => runReplays(app, self.optsWithGlobals(), signal));
}

function print<T extends object>(fact: T, told: (fact: T) => string, { json }: JsonFlag): void {
  if (json) printJson(fact);
  else process.stdout.write(told(fact));
}

function tell<T extends object>(
  path: string,
  told: (fact: T) => string,
  flags: JsonFlag,
  signal: AbortSignal,
): Promise<void> {
  return withClient(signal, async (client) => print(await client.fact<T>(path, signal), told, flags));
}

/** Settings are those of this terminal's environment: no service is asked. */
async function settings({ json, changed }: JsonFlag & { readonly changed?: boolean }): Promise<void> {
  const { settingFacts } = await import('../facts/setting-facts.js');
  const all = settingFacts(loadConfig().config, process.env);
  const facts: SettingFacts = { settings: changed ? all.filter(({ isSet }) => isSet) : all };
  print(facts, settingTable, { ...(json && { json }) });
}

async function brains({ json, test }: JsonFlag & { readonly test?: boolean }, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const facts = await client.fact<BrainFacts>('/v1/brains', signal);
    if (!test) return print(facts, brainTable, { ...(json && { json }) });
    const tests = await testAll(client, facts, signal);
    if (json) return printJson({ ...facts, tests });
    process.stdout.write(`${brainTable(facts)}\n${tests.map(testLine).join('')}`);
  });
}

/** One after the other: two at once would measure each other. */
async function testAll(client: CloudClient, { roles }: BrainFacts, signal: AbortSignal): Promise<BrainTestOutcome[]> {
  const tests: BrainTestOutcome[] = [];
  for (const brain of new Set(roles.flatMap(({ brains: names }) => names))) {
    for (const what of brain === 'embedded' ? (['text'] as const) : (['text', 'vision'] as const)) {
      tests.push(await client.testBrain(brain, what, signal));
    }
  }
  return tests;
}
