// The command line: arguments in, exit code out. Every command prints people's words by default and one JSON object
// with --json; progress, logs and errors go to stderr.

import {
  type Device,
  delay,
  type ExitCode,
  FarhandError,
  type TaskMode,
  type TaskResult,
  taskModes,
  toFarhandError,
} from '@farhand/shared';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { addAgentCommands } from './agent-commands.js';
import { runAudit } from './audit-command.js';
import { addBenchCommand } from './bench-command.js';
import { runDoctor } from './doctor-command.js';
import { addEngineCommand } from './engine-command.js';
import { type LocalService, openLocalService } from './local-service.js';
import { serveMcp } from './mcp-command.js';
import { exitCodeOf, failedResult, printError, printJson, printResult, printRunning } from './output.js';
import { addPairingCommands } from './pairing-commands.js';
import { addPhoneCommand } from './phone-command.js';
import { planTree } from './progress.js';
import { runReplays } from './replays-command.js';
import { runCommand } from './run-command.js';
import { addScheduleCommand } from './schedule-command.js';
import { openConsole, serve } from './serve-command.js';
import { deviceTable, taskTable } from './tables.js';
import { addTokenCommand } from './token-command.js';

const exitLimitMs = 2000;
const deviceListLimitMs = 10_000;
const deviceListPollMs = 100;
const listedTasks = 50;

interface CommonOptions {
  readonly json?: boolean;
}

interface TaskFlags extends CommonOptions {
  readonly yes?: boolean;
  readonly device?: string;
  readonly maxSteps?: number;
  readonly timeout?: number;
  readonly mode?: TaskMode;
  readonly budget?: string;
}

/** Runs the command line to its end and sets the process's exit code. */
export async function main(args: readonly string[]): Promise<void> {
  // A reader that has seen enough (`| head`) is no failure; anything else about an output is.
  for (const output of [process.stdout, process.stderr]) output.on('error', tolerateClosedReader);
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort(new FarhandError('CANCELLED', 'The command was interrupted'));
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    await program(interrupt.signal).parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? usageExit(error) : report(error);
  } finally {
    process.removeListener('SIGINT', onSignal);
    process.removeListener('SIGTERM', onSignal);
  }
  // Everything is closed by now. Should a handle be left open all the same, nobody is kept waiting for it.
  setTimeout(() => process.exit(), exitLimitMs).unref();
}

function tolerateClosedReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function program(signal: AbortSignal): Command {
  const root = new Command('npm start --')
    .usage(
      '["<command>"] [options]    or    npm start -- plan|devices|tasks|show|cancel|research|think|tools|serve|mcp|phone|doctor|engine|bench',
    )
    .description('Plain-language commands, carried out on real Android phones. Without a command: the web console.')
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError('See npm start -- --help.')
    .argument('[command...]', 'what to do, in Chinese or English')
    .option('--json', 'print exactly one JSON object on stdout')
    .option('--yes', 'allow the message, post or call that the command names')
    .option('--device <serial>', 'use this phone')
    .option('--max-steps <n>', 'steps at the most per subtask', wholeNumber)
    .option('--timeout <seconds>', 'time at the most for the whole command', wholeNumber)
    .option('--budget <amount>', 'brain cost at the most: 0.5, "0.5 USD", "20000 tokens"')
    .addOption(
      new Option('--mode <mode>', 'edge: the hand alone; cloud-only: the brain drives every step itself').choices([
        ...taskModes,
      ]),
    )
    .addHelpText('after', examples)
    .action((words: string[], flags: TaskFlags) =>
      words.length === 0 && Object.keys(flags).length === 0
        ? openConsole(signal)
        : runTask(words.join(' '), flags, signal),
    );
  root
    .command('plan <command...>')
    .description('show the plan without carrying it out')
    .option('--json', 'print exactly one JSON object on stdout')
    .action((words: string[], _: CommonOptions, self: Command) =>
      planOnly(words.join(' '), self.optsWithGlobals(), signal),
    );
  root
    .command('devices')
    .description('list the phones and what they are doing')
    .option('--json', 'print exactly one JSON object on stdout')
    .action((_: CommonOptions, self: Command) => listDevices(self.optsWithGlobals(), signal));
  root
    .command('tasks')
    .description('list the tasks of this checkout, newest first')
    .option('--json', 'print exactly one JSON object on stdout')
    .action((_: CommonOptions, self: Command) => listTasks(self.optsWithGlobals(), signal));
  root
    .command('show <taskId>')
    .description('show what became of a task')
    .option('--json', 'print exactly one JSON object on stdout')
    .action((taskId: string, _: CommonOptions, self: Command) => showTask(taskId, self.optsWithGlobals(), signal));
  root
    .command('cancel <taskId>')
    .description('stop a running task')
    .action((taskId: string) => cancelTask(taskId, signal));
  root
    .command('handback <serial>')
    .description('say that the phone may be used again, after a step that was yours')
    .action((serial: string) => handBack(serial, signal));
  root
    .command('audit [taskId]')
    .description('show what was done for a task and which bytes left this computer, and check the record')
    .option('--json', 'print exactly one JSON object on stdout')
    .action(async (taskId: string | undefined, _: CommonOptions, self: Command) => {
      process.exitCode = await runAudit(taskId, self.optsWithGlobals(), signal);
    });
  root
    .command('replays [app]')
    .description('list the goals that need no model because they were reached before')
    .option('--forget', 'forget them instead: those of the app, or all')
    .option('--json', 'print exactly one JSON object on stdout')
    .action((app: string | undefined, flags: { forget?: boolean }, self: Command) =>
      runReplays(app, { ...self.optsWithGlobals(), ...flags }, signal),
    );
  root
    .command('serve')
    .description('keep the service and the phone running; other commands of this checkout use them')
    .option('--port <n>', 'port of the API; 0 for a free one', wholeNumber)
    .action((flags: { port?: number }) => serve(flags.port, signal));
  root
    .command('doctor')
    .description('look whether everything is there that a command needs, and say what to do')
    .option('--fix', 'put right what can be put right from here')
    .option('--json', 'print exactly one JSON object on stdout')
    .action(async (_: CommonOptions, self: Command) => {
      process.exitCode = await runDoctor(self.optsWithGlobals(), signal);
    });
  root
    .command('mcp')
    .description('serve other agents on stdin and stdout: an MCP server that runs tasks, follows them and shows phones')
    .action(() => serveMcp(signal));
  addScheduleCommand(root, signal);
  addTokenCommand(root, wholeNumber, signal);
  addPairingCommands(root, signal);
  addAgentCommands(root, signal);
  addPhoneCommand(root, wholeNumber, signal);
  addEngineCommand(root, signal);
  addBenchCommand(root, signal);
  return root;
}

const examples = `
Examples:
  npm start                                     (the service with its console, in the browser)
  npm start -- "Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo"
  npm start -- "在微信上告诉张三：会议改到三点" --yes
  npm start -- plan "哪家的空气炸锅最便宜" --json
  npm start -- research "How do GUI agents recover from wrong taps?" --rounds 3
  npm start -- tools convert miles
  npm start -- serve
  npm start -- token create "Ann's laptop" --user ann --scope tasks,devices
  npm start -- pair
  npm start -- bridge --cloud https://farhand.example
  npm start -- phone --switch popup --switch slow-frames=800
  npm start -- doctor --fix
  npm start -- engine bench --model native/model/farhand-brain-v1.gguf
  npm start -- bench androiddaily --subset quick

Settings (environment): FARHAND_BRAIN_URL, FARHAND_BRAIN_MODEL and FARHAND_BRAIN_KEY connect a larger model;
FARHAND_PLANNER, FARHAND_COMBINER and FARHAND_JUDGE name the brains of a role in order (openai, native, embedded);
FARHAND_BUDGET_TASK and FARHAND_BUDGET_DAY stop what costs more, by the prices of FARHAND_PRICES;
FARHAND_HAND_URL, FARHAND_HAND_MODEL and FARHAND_HAND_KEY connect a Step-GUI vision model; FARHAND_VIRTUAL_PHONE=never
(or always) and FARHAND_SEED choose the phone and its data; FARHAND_PRIVACY=open|redacted|captions|private
says what may leave this computer; FARHAND_OCR=off never reads a screen from its picture; FARHAND_REPLAY=off asks the
vision model every time; FARHAND_HOST, FARHAND_PORT, FARHAND_TLS_CERT and FARHAND_TLS_KEY say where and how the service
listens; FARHAND_TOOLS_FILE, FARHAND_WEB_HOSTS and FARHAND_ARXIV_URL say which tools and pages agents use;
FARHAND_OTLP_URL sends traces to a collector; FARHAND_LOG=info shows logs. All of it: docs/reference/settings.md.
Exit codes: 0 done, 1 failed, 2 bad usage, 3 needs you, 4 no phone, 5 budget, 6 refused.`;

async function runTask(command: string, flags: TaskFlags, signal: AbortSignal): Promise<void> {
  const startedMs = performance.now();
  let result: TaskResult;
  try {
    result = await runCommand(command, taskOptions(flags), signal);
  } catch (error) {
    result = failedResult(toFarhandError(error), (performance.now() - startedMs) / 1000);
    if (!flags.json && result.error) {
      process.exitCode = exitCodeOf(result);
      return printError(result.error);
    }
  }
  process.exitCode = exitCodeOf(result);
  if (flags.json) printJson(result);
  else printResult(result);
}

function taskOptions(flags: TaskFlags): Parameters<typeof runCommand>[1] {
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

async function planOnly(command: string, flags: CommonOptions, signal: AbortSignal): Promise<void> {
  await withService(false, flags, signal, async ({ client }) => {
    const { plan, seconds } = await client.plan(command, signal);
    if (flags.json) printJson({ plan, seconds });
    else process.stdout.write(`${planTree(plan, seconds)}\n`);
  });
}

async function listDevices(flags: CommonOptions, signal: AbortSignal): Promise<void> {
  await withService(true, flags, signal, async (service) => {
    const found = await Promise.race([service.phonesFound, service.failed]);
    const devices = await knownDevices(service, found, signal);
    if (flags.json) printJson({ devices });
    else process.stdout.write(deviceTable(devices));
  });
}

/** The bridge tells of its phones a moment before the cloud has asked each what it is. */
async function knownDevices({ client }: LocalService, atLeast: number, signal: AbortSignal): Promise<Device[]> {
  const endMs = performance.now() + deviceListLimitMs;
  for (;;) {
    const devices = await client.devices(signal);
    if (devices.length >= atLeast || performance.now() > endMs) return devices;
    await delay(deviceListPollMs, signal);
  }
}

async function listTasks(flags: CommonOptions, signal: AbortSignal): Promise<void> {
  await withService(false, flags, signal, async ({ client }) => {
    const tasks = await client.tasks(listedTasks, signal);
    if (flags.json) printJson({ tasks });
    else process.stdout.write(taskTable(tasks));
  });
}

async function showTask(taskId: string, flags: CommonOptions, signal: AbortSignal): Promise<void> {
  await withService(false, flags, signal, async ({ client }) => {
    const task = await client.task(taskId, signal);
    if (flags.json) printJson(task);
    else if ('answer' in task) printResult(task);
    else printRunning(task);
  });
}

async function cancelTask(taskId: string, signal: AbortSignal): Promise<void> {
  await withService(false, {}, signal, ({ client }) => client.cancel(taskId, signal));
}

async function handBack(serial: string, signal: AbortSignal): Promise<void> {
  await withService(false, {}, signal, async ({ client }) => {
    const wasTaken = await client.handBack(serial, signal);
    process.stdout.write(wasTaken ? `${serial} may be used again.\n` : `Nobody had taken ${serial} over.\n`);
  });
}

async function withService(
  withBridge: boolean,
  flags: CommonOptions,
  signal: AbortSignal,
  work: (service: LocalService) => Promise<void>,
): Promise<void> {
  try {
    const service = await openLocalService({ withBridge }, signal);
    try {
      await work(service);
    } finally {
      await service.close();
    }
  } catch (error) {
    if (flags.json) printJson({ error: toFarhandError(error).toBody() });
    throw error;
  }
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError(`"${text}" is not a whole number.`);
  return value;
}

function usageExit(error: CommanderError): ExitCode {
  return error.exitCode === 0 ? 0 : 2;
}

function report(error: unknown): ExitCode {
  const known = toFarhandError(error);
  printError(known);
  return known.exitCode;
}
