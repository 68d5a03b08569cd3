// The benchmark as a process of its own, started by `npm start -- bench`. Results go to stdout, everything else to stderr.
import { join, resolve } from 'node:path';
import { FarhandError, nearest, toFarhandError } from '@farhand/shared';
import { readFolders, readRunOptions } from './arguments.js';
import { help } from './help.js';
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

type Command = (words: readonly string[], signal: AbortSignal) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  androiddaily: start,
  resume,
  report,
  compare,
  list,
};

async function start(words: readonly string[], signal: AbortSignal): Promise<number> {
  const options = readRunOptions(words);
  const chosen = chooseTasks(options, suites);
  const startedAt = new Date();
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

function tell(folder: RunFolder, json: boolean): number {
  const summary = summarise(folder.run, folder.tasks, folder.attempts());
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
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const near = nearest(name, Object.keys(commands));
    const hint = near ? `Did you mean bench ${near}?` : 'See npm start -- bench --help.';
    throw new FarhandError('USAGE', `There is no benchmark command "${name}"`, { hint });
  }
  return command(words, endedFromOutside());
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
