// How a command ends: the answer or the JSON object on stdout, an error in two lines on stderr, and the exit code.
import {
  type ExitCode,
  errorTable,
  type FarhandError,
  type TaskResult,
  type TaskStatus,
  usageSchema,
} from '@farhand/shared';
import { showMoney } from '../brain/budget.js';
import { layOut } from './answer-layout.js';
import type { RunningTask } from './client.js';
import { bold, dim, red } from './style.js';

/** The result of a command that failed before a task of its own existed. */
export function failedResult(error: FarhandError, seconds: number): TaskResult {
  const status: TaskStatus = error.exitCode === 6 ? 'refused' : error.exitCode === 3 ? 'needs_user' : 'failed';
  return {
    taskId: '',
    status,
    reports: [],
    answer: '',
    error: error.toBody(),
    mode: 'edge-cloud',
    usage: usageSchema.parse({ brainCalls: 0, promptTokens: 0, generatedTokens: 0, bytesUp: 0, bytesDown: 0 }),
    seconds,
  };
}

export function exitCodeOf(result: TaskResult): ExitCode {
  if (result.status === 'done') return 0;
  if (result.status === 'needs_user') return 3;
  if (result.status === 'refused') return 6;
  return result.error === undefined ? 1 : errorTable[result.error.code].exitCode;
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** For people: the answer on stdout, everything else on stderr. */
export function printResult(result: TaskResult): void {
  // The answer of a task that found nothing is its error once more.
  if (result.answer !== '' && result.answer !== result.error?.message) {
    process.stderr.write('\n');
    process.stdout.write(`${process.stdout.isTTY ? forTerminal(result.answer) : result.answer}\n`);
  }
  if (result.error) printError(result.error);
  const { brainCalls } = result.usage;
  const { cost = [], unpricedCalls = 0 } = result.usage;
  const paid = cost.map(({ nanos, currency }) => `, ${showMoney(nanos, currency)}`).join('');
  const unpriced = unpricedCalls > 0 ? `, ${unpricedCalls} of unknown price` : '';
  const calls = `${brainCalls} brain call${brainCalls === 1 ? '' : 's'}${paid}${unpriced}`;
  process.stderr.write(dim(`\n${result.taskId}  ${result.seconds.toFixed(1)} s  ${calls}\n`));
}

/** The first line, which says it all, in bold; tables as wide as the window. */
function forTerminal(answer: string): string {
  const [first = '', ...rest] = layOut(answer, process.stdout.columns || 80).split('\n');
  return [bold(first), ...rest].join('\n');
}

/** A task that still runs: its plan and what is there so far. */
export function printRunning(task: RunningTask): void {
  process.stdout.write(`${task.taskId}  running for ${task.seconds.toFixed(0)} s: ${task.command}\n`);
  for (const report of task.reports) process.stdout.write(`  ${report.subtaskId}  ${report.text}\n`);
}

export function printError(error: { code: string; message: string; hint: string }): void {
  process.stderr.write(`${red('✖')} ${error.message}\n  ${error.hint} ${dim(`[${error.code}]`)}\n`);
}
