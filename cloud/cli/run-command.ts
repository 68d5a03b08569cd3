// `npm start -- "<command>"`: one task from the sentence to the answer.
import { abortReason, FarhandError, type TaskResult, toFarhandError, withLimit } from '@farhand/shared';
import { checkedCommand } from '../checked-command.js';
import type { CloudClient, TaskOptions } from './client.js';
import { type LocalService, withService } from './local-service.js';
import { Progress } from './progress.js';

/** How long a task may take to end once it has been cancelled. */
const cancelLimitMs = 8000;

export interface RunOptions extends TaskOptions {
  readonly quiet: boolean;
}

export async function runCommand(command: string, options: RunOptions, signal: AbortSignal): Promise<TaskResult> {
  checkedCommand(command);
  return runTask((client) => client.submit(command, options, signal), options.quiet, signal);
}

/** From whatever begins a task, and answers its id, to its end. `quiet`: nothing of what happens is shown. */
export async function runTask(
  begin: (client: CloudClient) => Promise<string>,
  quiet: boolean,
  signal: AbortSignal,
): Promise<TaskResult> {
  const progress = quiet ? undefined : new Progress();
  progress?.note('Starting');
  try {
    const work = (service: LocalService) => followToEnd(service, begin, progress, signal);
    return await withService({ withBridge: true }, signal, work);
  } finally {
    progress?.clear();
  }
}

/** The same with a service that runs. */
export async function followToEnd(
  service: LocalService,
  begin: (client: CloudClient) => Promise<string>,
  progress: Progress | undefined,
  signal: AbortSignal,
): Promise<TaskResult> {
  const taskId = await begin(service.client);
  const result = follow(service.client, taskId, progress);
  result.catch(() => {});
  const first = await Promise.race([result, reasonToEnd(service, signal)]);
  return first instanceof FarhandError ? endEarly(service.client, taskId, result, first) : first;
}

async function follow(client: CloudClient, taskId: string, progress: Progress | undefined): Promise<TaskResult> {
  for await (const event of client.events(taskId, new AbortController().signal)) {
    progress?.show(event);
    if (event.type === 'finished') return event.result;
  }
  throw new FarhandError('LINK_LOST', `The events of task ${taskId} ended before the task did`);
}

/** The user's interrupt or the loss of the bridge, whichever comes first. */
function reasonToEnd(service: LocalService, signal: AbortSignal): Promise<FarhandError> {
  return Promise.race([interrupted(signal), service.failed.catch(toFarhandError)]);
}

/** Cancels the task; its result then names the reason, not the cancelling that came of it. */
async function endEarly(
  client: CloudClient,
  taskId: string,
  result: Promise<TaskResult>,
  reason: FarhandError,
): Promise<TaskResult> {
  await client.cancel(taskId, AbortSignal.timeout(cancelLimitMs)).catch(() => {});
  const ended = await withLimit(result, cancelLimitMs, reason.code, reason.message);
  const answer = ended.answer === ended.error?.message ? reason.message : ended.answer;
  return { ...ended, status: 'failed', answer, error: reason.toBody() };
}

function interrupted(signal: AbortSignal): Promise<FarhandError> {
  return new Promise((resolve) => {
    const tell = () => resolve(toFarhandError(abortReason(signal)));
    if (signal.aborted) tell();
    else signal.addEventListener('abort', tell, { once: true });
  });
}
