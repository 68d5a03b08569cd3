// `npm start -- audit [TASK]`: what was done for a task and which bytes left this computer, from the record that the
// bridge keeps, and whether that record is as it was written. Works while nothing runs.
import type { ExitCode } from '@farhand/shared';
import { loadConfig } from '../config.js';
import { runBridgeProgram } from '../devices/bridge-program.js';
import { printJson } from './output.js';
import { bold, cutTo, dateAndTime, dim, oneLine, padTo, red } from './style.js';

interface TaskList {
  readonly tasks: readonly { readonly task: string; readonly bytes: number; readonly changedAt: string }[];
}

interface Line {
  readonly seq: number;
  readonly time: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

interface Row {
  readonly to: string;
  readonly class: string;
  readonly messages: number;
  readonly bytes: number;
  readonly left: Readonly<Record<string, number>>;
  readonly held: Readonly<Record<string, number>>;
}

export interface AuditRecord {
  readonly task: string;
  readonly lines: readonly Line[];
  readonly torn: readonly number[];
  readonly broken?: { readonly line: number; readonly why: string };
  readonly ended: boolean;
  readonly ledger: readonly Row[];
}

/** The exit code is 1 for a record that is not as it was written. */
export async function runAudit(
  task: string | undefined,
  options: { readonly json?: boolean },
  signal: AbortSignal,
): Promise<ExitCode> {
  const { home } = loadConfig().config;
  if (task === undefined) {
    const list = await runBridgeProgram<TaskList>('audit', [home], signal);
    if (options.json) printJson(list);
    else process.stdout.write(taskList(list));
    return 0;
  }
  const record = await runBridgeProgram<AuditRecord>('audit', [home, task], signal);
  if (options.json) printJson(record);
  else process.stdout.write(told(record));
  return record.broken ? 1 : 0;
}

function taskList({ tasks }: TaskList): string {
  if (tasks.length === 0) return 'No task has a record yet.\n';
  return tasks
    .map(({ task, bytes, changedAt }) => `${padTo(task, 38)} ${dateAndTime(changedAt)}  ${bytes} bytes\n`)
    .join('');
}

function told(record: AuditRecord): string {
  const lines = record.lines.filter(({ kind }) => kind !== 'sent').map(toldLine);
  const parts = [bold(`Task ${record.task}`), '', ...lines, '', ...ledgerLines(record.ledger), '', ...check(record)];
  return `${parts.join('\n')}\n`;
}

function toldLine(line: Line): string {
  const step = typeof line.step === 'number' ? `${line.step}` : '';
  return `${dim(dateAndTime(line.time))} ${step.padStart(3)}  ${padTo(line.kind.replace('_', ' '), 11)} ${cutTo(oneLine(wordsOf(line)), 110)}`;
}

function wordsOf(line: Line): string {
  const say = (...fields: string[]): string => fields.map((field) => String(line[field] ?? '')).join(' ');
  switch (line.kind) {
    case 'begun':
    case 'resumed':
      return `${say('task')} (${say('device')}, ${say('privacy')}${line.confirmed ? ', confirmed' : ''})`;
    case 'step':
      return `${padTo(say('action'), 9)} ${line.replayed ? 'replay: ' : ''}${say('explain')}`;
    case 'gate':
      return `${say('gate')}: ${say('class')}${line.why ? `, ${say('why')}` : ''}`;
    case 'ended':
      return `${say('stop')}: ${say('text')}`;
    case 'recovered':
      return `the bridge had stopped in the middle of a line of ${say('tornBytes')} bytes`;
    default:
      return say('device', 'why');
  }
}

export function ledgerLines(rows: readonly Row[]): string[] {
  if (rows.length === 0) return ['Nothing left this computer.'];
  const shown = rows.map(({ to, class: kind, messages, bytes, left, held }) => {
    const pieces = [counts(left, 'as they are'), counts(held, 'held back')].filter((piece) => piece !== '');
    return `${padTo(`to the ${to}`, 14)} ${padTo(kind, 12)} ${String(messages).padStart(5)} × ${String(bytes).padStart(9)} bytes  ${pieces.join('; ')}`.trimEnd();
  });
  return [bold('What left this computer'), ...shown];
}

function counts(pieces: Readonly<Record<string, number>>, how: string): string {
  const named = Object.entries(pieces).map(([kind, count]) => `${count} ${kind}`);
  return named.length === 0 ? '' : `${named.join(', ')} ${how}`;
}

function check({ lines, torn, broken, ended }: AuditRecord): string[] {
  const found = torn.map((line) => dim(`Line ${line} was cut off when the bridge stopped.`));
  if (broken) return [...found, `${red('✗')} The record is broken at line ${broken.line}: ${broken.why}.`];
  const end = ended ? '' : ' It has no end: the task runs, or the bridge stopped.';
  return [...found, `✓ ${lines.length} lines, unbroken.${end}`];
}
