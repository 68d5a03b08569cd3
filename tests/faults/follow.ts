// What becomes of a task, asked over HTTP of clouds that may be killed meanwhile.
import { delay, type TaskEvent, type TaskResult } from '@farhand/shared';

const endLimitMs = 240_000;
const pollMs = 250;

/** A request to a cloud's API. Rejects while it does not run. */
export type Ask = (path: string, body?: object) => Promise<Response>;

/** Resolves when the deed is done, or the task ends before. */
export async function deedOf(ask: Ask, taskId: string, deed: string): Promise<void> {
  const { body } = await ask(`/v1/tasks/${taskId}/events`);
  if (!body) return;
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = text.split('\n').filter((line) => line.startsWith('data: {') && line.endsWith('}'));
    const steps = events.map((line) => JSON.parse(line.slice('data: '.length)) as TaskEvent);
    if (steps.some((event) => event.type === 'step' && event.explain.startsWith(deed))) return;
  }
}

/** Asked over and over, also of a cloud that is just being started. Undefined when the task does not end. */
export async function resultOf(ask: Ask, taskId: string): Promise<TaskResult | undefined> {
  const deadlineMs = performance.now() + endLimitMs;
  while (performance.now() < deadlineMs) {
    const answer = await ask(`/v1/tasks/${taskId}`).catch(() => undefined);
    const task = answer?.ok ? ((await answer.json()) as TaskResult | { status: 'running' }) : undefined;
    if (task && task.status !== 'running') return task as TaskResult;
    await delay(pollMs);
  }
  return undefined;
}
