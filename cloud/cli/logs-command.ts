// `npm start -- logs [TASK] [--follow]`: everything that a task has told, one line each, with the time.
import { FarhandError, type TaskEvent, type TaskResult } from '@farhand/shared';
import { showMoney } from '../brain/budget.js';
import type { CloudClient } from './client.js';
import { withClient } from './local-service.js';
import { printJson } from './output.js';
import { dim, oneLine, padTo } from './style.js';

interface LogsOptions {
  readonly follow?: boolean;
  readonly json?: boolean;
}

/** What came before is told with the time at which it was written down, what comes with the time at which it is heard. */
export function runLogs(task: string | undefined, { follow, json }: LogsOptions, signal: AbortSignal): Promise<void> {
  return withClient(signal, async (client) => {
    const taskId = task ?? (await newestTask(client, signal));
    const { events } = await client.story(taskId, signal);
    if (json && !follow) return printJson({ taskId, events });
    const tell = (at: string, seq: number, event: TaskEvent) => {
      if (json) printJson({ taskId, seq, at, event });
      else process.stdout.write(`${dim(at.slice(11, 23))}  ${lineOf(event)}\n`);
    };
    if (!json) process.stderr.write(dim(`${taskId}, ${events[0]?.at.slice(0, 10) ?? 'nothing yet'}, times in UTC\n`));
    for (const { at, seq, event } of events) tell(at, seq, event);
    if (!follow) return;
    const last = events.at(-1)?.seq ?? 0;
    for await (const { seq, event } of client.follow(taskId, last, signal)) tell(new Date().toISOString(), seq, event);
  });
}

async function newestTask(client: CloudClient, signal: AbortSignal): Promise<string> {
  const [newest] = await client.tasks(1, signal);
  if (newest) return newest.taskId;
  throw new FarhandError('TASK_UNKNOWN', 'There are no tasks yet', { hint: 'Give one: npm start -- "open WeChat".' });
}

function lineOf(event: TaskEvent): string {
  const line = (who: string, what: string) => `${padTo(who, 7)} ${oneLine(what)}`;
  switch (event.type) {
    case 'accepted':
      return line('task', event.command);
    case 'planned':
      return line('plan', event.plan.subtasks.map(({ id, goal }) => `${id}: ${goal}`).join('; '));
    case 'subtask_started':
      return line(event.subtaskId, event.device === undefined ? 'begins in the cloud' : `begins on ${event.device}`);
    case 'step':
      return line(
        event.subtaskId,
        `${event.step} ${event.action}${event.replayed ? ' (replay)' : ''}: ${event.explain}`,
      );
    case 'attempt':
      return line(event.subtaskId, `attempt ${event.number}, ${event.way}: ${event.why}`);
    case 'brain_call': {
      const { purpose, model, promptTokens, generatedTokens, seconds, cost } = event;
      const paid = cost ? `, ${showMoney(cost.nanos, cost.currency)}` : '';
      return line(
        'brain',
        `${purpose} by ${model}: ${promptTokens}+${generatedTokens} tokens, ${seconds.toFixed(2)} s${paid}`,
      );
    }
    case 'picture':
      return line(event.subtaskId, `${event.step} picture ${event.sha256.slice(0, 12)}`);
    case 'subtask_finished':
      return line(event.report.subtaskId, `${event.report.stopReason}: ${event.report.text}`);
    case 'finished':
      return line('task', endOf(event.result));
  }
}

function endOf({ status, seconds, answer, error }: TaskResult): string {
  const said = error === undefined ? answer : `${error.message} [${error.code}]`;
  return `${status} after ${seconds.toFixed(1)} s: ${said}`;
}
