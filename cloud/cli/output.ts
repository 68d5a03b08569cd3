// How a command ends: the answer or the JSON object on stdout, an error in two lines on stderr, and the exit code.
import {
  type ExitCode,
  errorTable,
  type FarhandError,
  type TaskResult,
  type TaskStatus,
  type Usage,
  usageSchema,
} from '@farhand/shared';
import { showMoney } from '../brain/budget.js';
import { layOut } from './answer-layout.js';
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

/** How a task ended: told, and the exit code set. */
export function printTaskEnd(result: TaskResult, { json }: { readonly json?: boolean }): void {
  process.exitCode = exitCodeOf(result);
  if (json) printJson(result);
  else printResult(result);
}

/** For people: the answer on stdout, everything else on stderr. */
function printResult(result: TaskResult): void {
  const { taskId, error, usage, seconds } = result;
  const answer = shownAnswer(result);
  if (answer !== '') {
    process.stderr.write('\n');
    process.stdout.write(`${answer}\n`);
  }
  if (error) printError(error);
  if (error?.code === 'NEEDS_CONFIRMATION') process.stderr.write(dim(`  Or: npm start -- approve ${taskId}\n`));
  process.stderr.write(dim(`\n${taskId}  ${seconds.toFixed(1)} s  ${costLine(usage)}\n`));
}

/** 3 brain calls, 0.01 USD */
export function costLine({ brainCalls, cost = [], unpricedCalls = 0 }: Usage): string {
  const paid = cost.map(({ nanos, currency }) => `, ${showMoney(nanos, currency)}`).join('');
  const unpriced = unpricedCalls > 0 ? `, ${unpricedCalls} of unknown price` : '';
  return `${brainCalls} brain call${brainCalls === 1 ? '' : 's'}${paid}${unpriced}`;
}

/**
 * On a terminal the first line, which says it all, is bold, and tables are as wide as the window. Empty where the answer is
 * the error once more, as it is of a task that found nothing.
 */
export function shownAnswer({ answer, error }: TaskResult): string {
  if (answer === error?.message) return '';
  if (answer === '' || !process.stdout.isTTY) return answer;
  const [first = '', ...rest] = layOut(answer, process.stdout.columns || 80).split('\n');
  return [bold(first), ...rest].join('\n');
}

export function printError(error: { code: string; message: string; hint: string }): void {
  process.stderr.write(`${red('✖')} ${error.message}\n  ${error.hint} ${dim(`[${error.code}]`)}\n`);
}
