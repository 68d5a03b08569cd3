// `npm start -- "<command>"`, and `plan`, which stops before anything is done.
import { FarhandError, type TaskMode, type TaskResult, taskModes, toFarhandError } from '@farhand/shared';
import { type Command, Option } from 'commander';
import { withClient } from './local-service.js';
import { failedResult, printJson, printTaskEnd } from './output.js';
import { planTree } from './progress.js';
import { type RunOptions, runCommand } from './run-command.js';
import { openConsole } from './serve-command.js';
import { jsonOption, wholeNumber } from './values.js';

export interface TaskFlags {
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly device?: string;
  readonly maxSteps?: number;
  readonly timeout?: number;
  readonly mode?: TaskMode;
  readonly budget?: string;
}

/** Makes `root` carry out what it is told. `misspelt` names the command that was meant where words are none for a phone. */
export function addAskCommands(
  root: Command,
  misspelt: (words: readonly string[]) => string | undefined,
  signal: AbortSignal,
): void {
  addTaskOptions(root, 'the words name')
    .usage('["<what to do>"] [options]    or    npm start -- <command>')
    .argument('[words...]', 'what to do, in Chinese or English')
    .addOption(
      new Option('--mode <mode>', 'edge: the hand alone; cloud-only: the brain drives every step itself').choices([
        ...taskModes,
      ]),
    )
    .action((words: string[], flags: TaskFlags) => {
      if (words.length === 0 && Object.keys(flags).length === 0) return openConsole(signal);
      const meant = misspelt(words);
      if (meant === undefined) {
        const command = words.join(' ');
        return toEnd((options) => runCommand(command, options, signal), flags);
      }
      throw new FarhandError('USAGE', `There is no command "${words[0]}"; did you mean "${meant}"?`, {
        hint: `npm start -- ${meant} --help. What a phone is to do is said in more than one word.`,
      });
    });
  root
    .command('plan <words...>')
    .description('show the plan without carrying it out')
    .addOption(jsonOption())
    .action((words: string[], _: object, self: Command) => planOnly(words.join(' '), self.optsWithGlobals(), signal));
}

/** Those of every command that has something done. `what` may reach others with --yes. */
export function addTaskOptions(command: Command, what: string): Command {
  return command
    .addOption(jsonOption())
    .option('--yes', `allow the message, post or call that ${what}`)
    .option('--device <serial>', 'use this phone')
    .option('--max-steps <n>', 'steps at the most per subtask', wholeNumber)
    .option('--timeout <seconds>', 'time at the most for the whole task', wholeNumber)
    .option('--budget <amount>', 'brain cost at the most: 0.5, "0.5 USD", "20000 tokens"');
}

/** Has it done and prints how it ended, with --json also that it could not begin. */
export async function toEnd(work: (options: RunOptions) => Promise<TaskResult>, flags: TaskFlags): Promise<void> {
  const startedMs = performance.now();
  let result: TaskResult;
  try {
    result = await work(taskOptions(flags));
  } catch (error) {
    if (!flags.json) throw error;
    result = failedResult(toFarhandError(error), (performance.now() - startedMs) / 1000);
  }
  printTaskEnd(result, flags);
}

function taskOptions(flags: TaskFlags): RunOptions {
  return {
    quiet: flags.json === true,
    ...(flags.yes && { confirmed: true }),
    ...(flags.device !== undefined && { device: flags.device }),
    ...(flags.maxSteps !== undefined && { maxSteps: flags.maxSteps }),
    ...(flags.timeout !== undefined && { timeoutSeconds: flags.timeout }),
    ...(flags.mode !== undefined && { mode: flags.mode }),
    ...(flags.budget !== undefined && { budget: flags.budget }),
  };
}

async function planOnly(command: string, flags: { readonly json?: boolean }, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const { plan, seconds } = await client.plan(command, signal);
    if (flags.json) printJson({ plan, seconds });
    else process.stdout.write(`${planTree(plan, seconds)}\n`);
  });
}
