// A user with a script: says the command, and answers what the agent asks as far as the task's script holds an answer.
// The script never gives consent: what is allowed was said beforehand, and a question that it does not answer ends the
// attempt, as it would with a user who is not there.
import type { CloudService } from '@farhand/cloud';
import { abortReason, FarhandError, type TaskEvent, type TaskMode, type TaskResult } from '@farhand/shared';
import type { BenchTask } from '../task.js';

/** Beyond it an agent goes in circles. */
const mostAnswers = 3;
/** For the cloud to end a task that has been cancelled, or whose time is up. */
const endingLimitMs = 30_000;

export interface TimedEvent {
  /** Since the command was said. */
  readonly atMs: number;
  readonly taskId: string;
  readonly event: TaskEvent;
}

export interface Question {
  readonly question: string;
  /** Absent: nobody answered. */
  readonly said?: string;
}

export interface Conversation {
  readonly events: readonly TimedEvent[];
  /** One, and one more for each answer. */
  readonly results: readonly [TaskResult, ...TaskResult[]];
  readonly asked: readonly Question[];
  /** The limit of the task that ended it. */
  readonly limit?: 'steps' | 'time';
}

export interface Said {
  readonly task: BenchTask;
  readonly mode: TaskMode;
  readonly device: string;
}

export async function converse(cloud: CloudService, said: Said, signal: AbortSignal): Promise<Conversation> {
  const { task, mode, device } = said;
  const { maxSeconds, maxSteps } = task.limits;
  const startedMs = performance.now();
  const events: TimedEvent[] = [];
  const asked: Question[] = [];
  const results: TaskResult[] = [];
  let limit: Conversation['limit'];
  let taskId = await cloud.submit(task.instructionEffective ?? task.instruction, {
    mode,
    device,
    confirmed: task.allowsOutward,
    timeoutSeconds: maxSeconds,
  });
  for (;;) {
    const overMs = startedMs + maxSeconds * 1000 + endingLimitMs - performance.now();
    const patience = AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, Math.ceil(overMs)))]);
    let steps = events.filter(({ event }) => event.type === 'step').length;
    for await (const event of cloud.events(taskId, patience)) {
      events.push({ atMs: Math.round(performance.now() - startedMs), taskId, event });
      if (event.type === 'finished') results.push(event.result);
      if (event.type !== 'step') continue;
      steps += 1;
      if (steps <= maxSteps || limit) continue;
      limit = 'steps';
      await cloud.cancel(taskId);
    }
    if (signal.aborted) {
      await cloud.cancel(taskId);
      throw abortReason(signal);
    }
    const result = results.at(-1);
    if (!result || results.length <= asked.length) {
      throw new FarhandError('TIME_LIMIT', `The task did not end ${endingLimitMs / 1000} s after its time was up`);
    }
    if (result.error?.code === 'TIME_LIMIT') limit ??= 'time';
    const question = questionOf(result);
    const answer = question === undefined ? undefined : answerTo(question, result, task);
    if (question !== undefined) asked.push({ question, ...(answer !== undefined && { said: answer }) });
    if (answer === undefined || limit || asked.length > mostAnswers) {
      const [first = result, ...others] = results;
      return { events, results: [first, ...others], asked, ...(limit && { limit }) };
    }
    taskId = await reply(cloud, taskId, answer, signal);
  }
}

function questionOf({ error }: TaskResult): string | undefined {
  return error?.code === 'NEEDS_CONFIRMATION' ? error.message : undefined;
}

/** The script's default is for what the agent lacks; it says nothing to a question of consent. */
function answerTo(question: string, { reports }: TaskResult, { userScript }: BenchTask): string | undefined {
  const folded = question.toLowerCase();
  const scripted = userScript.answers.find(({ when }) => folded.includes(when.toLowerCase()));
  if (scripted) return scripted.say;
  const lacks = reports.some(({ stopReason }) => stopReason === 'INFO_ACTION_NEEDS_REPLY');
  return lacks ? userScript.default : undefined;
}

async function reply({ url, token }: CloudService, taskId: string, text: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`${url}/v1/tasks/${taskId}/answer`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
    signal,
  });
  if (!response.ok) throw new FarhandError('INTERNAL', `An answer was not taken: ${await response.text()}`);
  return ((await response.json()) as { taskId: string }).taskId;
}
