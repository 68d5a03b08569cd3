// `npm start -- "<command>"`: one task from the sentence to the answer.
import { FarhandError, type TaskResult } from '@farhand/shared';
import type { CloudClient, TaskOptions } from './client.js';
import { openLocalService } from './local-service.js';
import { Progress } from './progress.js';

const cancelLimitMs = 5000;

export interface RunOptions extends TaskOptions {
  readonly quiet: boolean;
}

export async function runCommand(command: string, options: RunOptions, signal: AbortSignal): Promise<TaskResult> {
  if (command.trim() === '') throw new FarhandError('COMMAND_EMPTY', 'There is no command to carry out');
  const progress = options.quiet ? undefined : new Progress();
  progress?.note('Starting');
  const service = await openLocalService({ withBridge: true }, signal);
  try {
    const taskId = await service.client.submit(command, options, signal);
    return await Promise.race([follow(service.client, taskId, progress, signal), service.failed]);
  } finally {
    progress?.clear();
    await service.close();
  }
}

async function follow(
  client: CloudClient,
  taskId: string,
  progress: Progress | undefined,
  signal: AbortSignal,
): Promise<TaskResult> {
  try {
    for await (const event of client.events(taskId, signal)) {
      progress?.show(event);
      if (event.type === 'finished') return event.result;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    await client.cancel(taskId, AbortSignal.timeout(cancelLimitMs));
    throw error;
  }
  throw new FarhandError('LINK_LOST', `The events of task ${taskId} ended before the task did`);
}
