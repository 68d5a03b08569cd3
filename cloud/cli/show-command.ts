// `npm start -- show TASK`: one task on one page, from its plan to what it cost and what of it left the computer.
import { FarhandError, type TaskEvent, type TaskResult } from '@farhand/shared';
import { type AuditRecord, ledgerLines } from './audit-command.js';
import type { CloudClient, RunningTask, TaskStory } from './client.js';
import { withClient } from './local-service.js';
import { costLine, printError, printJson, shownAnswer } from './output.js';
import { planTree } from './progress.js';
import { bold, dateAndTime, dim, oneLine, padTo } from './style.js';
import { decisionLine } from './tables.js';

type Step = Extract<TaskEvent, { type: 'step' }>;
type Attempt = Extract<TaskEvent, { type: 'attempt' }>;

export function showTask(taskId: string, { json }: { readonly json?: boolean }, signal: AbortSignal): Promise<void> {
  return withClient(signal, async (client) => {
    const task = await client.task(taskId, signal);
    if (json) return printJson(task);
    const [story, record] = await Promise.all([client.story(taskId, signal), recordOf(client, taskId, signal)]);
    const { events } = story;
    const parts = [
      head(story, task),
      plan(events),
      steps(events),
      decided(story),
      answer(task),
      cost(task),
      left(record),
    ];
    process.stdout.write(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
    if (task.status !== 'running' && task.error) printError(task.error);
  });
}

/** Nothing for a task that came to no phone, or whose record lies beside a phone elsewhere. */
async function recordOf(client: CloudClient, taskId: string, signal: AbortSignal): Promise<AuditRecord | undefined> {
  try {
    return (await client.audit(taskId, signal)) as AuditRecord;
  } catch (error) {
    if (error instanceof FarhandError && error.code === 'TASK_UNKNOWN') return undefined;
    throw error;
  }
}

function head({ taskId, command, createdAt }: TaskStory, { status, seconds }: TaskResult | RunningTask): string {
  const time = status === 'running' ? `running for ${seconds.toFixed(0)} s` : `${status} after ${seconds.toFixed(1)} s`;
  return `${bold(command)}\n${dim(`${taskId}  ${dateAndTime(createdAt)} UTC, ${time}`)}`;
}

function plan(events: TaskStory['events']): string {
  const planned = events.flatMap(({ event }) => (event.type === 'planned' ? [event] : [])).at(-1);
  return planned === undefined ? '' : planTree(planned.plan, planned.seconds);
}

function steps(events: TaskStory['events']): string {
  const lines = events.flatMap(({ event }) =>
    event.type === 'step' ? [stepLine(event)] : event.type === 'attempt' ? [attemptLine(event)] : [],
  );
  return lines.length === 0 ? '' : [bold('Steps'), ...lines].join('\n');
}

function stepLine({ subtaskId, step, action, explain, replayed }: Step): string {
  const what = `${padTo(action, 9)} ${replayed ? 'replay: ' : ''}${oneLine(explain)}`;
  return `${padTo(subtaskId, 4)} ${String(step).padStart(3)}  ${what}`;
}

function attemptLine({ subtaskId, number, way, why }: Attempt): string {
  return `${padTo(subtaskId, 4)} ${dim(`attempt ${number}, ${way}: ${oneLine(why)}`)}`;
}

function decided({ decisions }: TaskStory): string {
  return decisions.length === 0 ? '' : [bold('Decided'), ...decisions.map(decisionLine)].join('\n');
}

function answer(task: TaskResult | RunningTask): string {
  if (task.status !== 'running') {
    const shown = shownAnswer(task);
    return shown === '' ? '' : `${bold('Answer')}\n${shown}`;
  }
  const reports = task.reports.map(({ subtaskId, text }) => `${padTo(subtaskId, 4)} ${oneLine(text)}`);
  return reports.length === 0 ? '' : [bold('So far'), ...reports].join('\n');
}

function cost(task: TaskResult | RunningTask): string {
  if (task.status === 'running') return '';
  const { promptTokens, generatedTokens, bytesUp, bytesDown } = task.usage;
  const tokens = `${promptTokens + generatedTokens} tokens`;
  return `${bold('Cost')}\n${costLine(task.usage)}, ${tokens}; ${bytesUp} bytes up, ${bytesDown} down`;
}

function left(record: AuditRecord | undefined): string {
  if (record === undefined) return dim('No record of it lies on this computer.');
  const broken = record.broken ? [`The record is broken at line ${record.broken.line}: ${record.broken.why}.`] : [];
  return [...ledgerLines(record.ledger), ...broken].join('\n');
}
