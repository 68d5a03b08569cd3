// The benchmark as a process of its own, started by `npm start -- bench`. Results go to stdout, everything else to stderr.
import { dirname, join, resolve } from 'node:path';
import { FarhandError, nearest, toFarhandError } from '@farhand/shared';
import { readFolders, readRunOptions } from './arguments.js';
import type { Command } from './command.js';
import { help } from './help.js';
import { androidWorldCommand } from './imports/android-world/command.js';
import { importCommand } from './imports/command.js';
import { trustLines } from './judge/calibration-book.js';
import { judgeCommand } from './judge/command.js';
import { writeComparison } from './report/compare.js';
import { summaryText } from './report/print-summary.js';
import { writeReport } from './report/report.js';
import { summarise } from './report/summary.js';
import { chooseTasks } from './runs/choose-tasks.js';
import { suites } from './runs/our-suites.js';
import { Progress } from './runs/progress.js';
import { carryOutRun } from './runs/run.js';
import { circumstances, type Run } from './runs/run-description.js';
import { RunFolder } from './runs/run-folder.js';
import { staticCommands } from './static/commands.js';

const commands: Readonly<Record<string, Command>> = {
  androiddaily: start,
  resume,
  report,
  compare,
  list,
  judge: judgeCommand,
  import: importCommand,
  androidworld: androidWorldCommand,
  static: pickStatic,
};

async function start(words: readonly string[], signal: AbortSignal): Promise<number> {
  const options = readRunOptions(words);
  const startedAt = new Date();
  const chosen = await chooseTasks(options, suites, startedAt.toISOString().slice(0, 10));
  for (const note of chosen.notes) process.stderr.write(`${note}\n`);
  const id = `${startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}-${chosen.suite}`;
  const { arms, repeat, seed, phones } = options;
  const run: Run = {
    id,
    suite: chosen.suite,
    suiteVersion: chosen.version,
    selection: chosen.selection,
    arms: [...arms],
    repeat,
    seed,
    phones,
    ...(chosen.phoneTime !== undefined && { phoneTime: chosen.phoneTime }),
    startedAt: startedAt.toISOString(),
    ...circumstances(process.env),
  };
  const home = process.env.FARHAND_HOME ?? '.farhand';
  const folder = RunFolder.create(resolve(options.out ?? join(home, 'bench', id)), run, chosen.tasks);
  return finish(folder, options.json, signal);
}

async function resume(words: readonly string[], signal: AbortSignal): Promise<number> {
  const { folders, json } = readFolders(words, 1);
  return finish(RunFolder.open(resolve(folders[0] ?? '')), json, signal);
}

async function finish(folder: RunFolder, json: boolean, signal: AbortSignal): Promise<number> {
  try {
    await carryOutRun(folder, process.env, new Progress(folder.run.phones), signal);
  } catch (error) {
    if (signal.aborted) process.stderr.write(`\nStopped. Go on: npm start -- bench resume ${folder.path}\n`);
    throw error;
  }
  return tell(folder, json);
}

async function report(words: readonly string[]): Promise<number> {
  const { folders, json } = readFolders(words, 1);
  return tell(RunFolder.open(resolve(folders[0] ?? '')), json);
}

async function tell(folder: RunFolder, json: boolean): Promise<number> {
  const attempts = folder.attempts();
  const summary = summarise(folder.run, folder.tasks, attempts);
  const verdicts = attempts.map(({ verdict }) => verdict);
  for (const line of await trustLines(dirname(folder.path), verdicts)) process.stderr.write(`${line}\n`);
  const page = writeReport(folder, summary);
  if (json) process.stdout.write(`${JSON.stringify({ folder: folder.path, report: page, ...summary })}\n`);
  else process.stdout.write(`${summaryText(summary)}\nReport: ${page}\n`);
  return 0;
}

async function compare(words: readonly string[]): Promise<number> {
  const { folders, json, out } = readFolders(words, 2);
  const [first, second] = folders.map((path) => RunFolder.open(resolve(path)));
  if (first && second) process.stdout.write(writeComparison(first, second, { json, out }));
  return 0;
}

/** Labelled screens, without a phone: see static/. */
async function pickStatic([name = '', ...words]: readonly string[], signal: AbortSignal): Promise<number> {
  return known(staticCommands, name, 'bench static ')(words, signal);
}

async function list(): Promise<number> {
  for (const suite of Object.values(suites)) {
    const tasks = suite.tasks();
    process.stdout.write(`${suite.name}  ${tasks.length} tasks: ${suite.about}\n`);
    for (const [name, holds] of Object.entries(suite.subsets)) {
      process.stdout.write(`  --subset ${name.padEnd(16)} ${tasks.filter(holds).length} tasks\n`);
    }
  }
  return 0;
}

async function main(): Promise<number> {
  const [name, ...words] = process.argv.slice(2);
  if (name === undefined || [name, ...words].some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(help);
    return name === undefined ? 2 : 0;
  }
  return known(commands, name, 'bench ')(words, endedFromOutside());
}

function known(all: Readonly<Record<string, Command>>, name: string, prefix: string): Command {
  const command = Object.hasOwn(all, name) ? all[name] : undefined;
  if (command) return command;
  const near = nearest(name, Object.keys(all));
  const hint = near ? `Did you mean ${prefix}${near}?` : `There are ${Object.keys(all).join(', ')}.`;
  throw new FarhandError('USAGE', `There is no command "${prefix}${name}"`, { hint });
}

/** Ctrl-C, a polite kill, or whoever started this process is gone. */
function endedFromOutside(): AbortSignal {
  const controller = new AbortController();
  const end = () => controller.abort(new FarhandError('CANCELLED', 'The benchmark was interrupted'));
  process.on('SIGINT', end).on('SIGTERM', end);
  process.once('disconnect', end);
  return controller.signal;
}

main().then(
  (exitCode) => process.exit(exitCode),
  (thrown: unknown) => {
    const { code, message, hint, exitCode } = toFarhandError(thrown);
    if (process.argv.includes('--json'))
      process.stdout.write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
    process.stderr.write(`${code}: ${message}\n${hint}\n`);
    process.exit(exitCode);
  },
);
