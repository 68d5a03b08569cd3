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

/** Throws TIME_LIMIT when the cloud does not end the task in time, and the signal's reason. */
export async function converse(cloud: CloudService, said: Said, signal: AbortSignal): Promise<Conversation> {
  const { task, mode, device } = said;
  const { maxSeconds } = task.limits;
  const startedMs = performance.now();
  const talk = new Talk(cloud, task.limits.maxSteps, startedMs);
  const asked: Question[] = [];
  const results: TaskResult[] = [];
  let taskId = await cloud.submit(task.instructionEffective ?? task.instruction, {
    mode,
    device,
    confirmed: task.allowsOutward,
    timeoutSeconds: maxSeconds,
  });
  for (;;) {
    const overMs = startedMs + maxSeconds * 1000 + endingLimitMs - performance.now();
    const patience = AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, Math.ceil(overMs)))]);
    const result = await talk.follow(taskId, patience).catch(async (error: unknown) => {
      await cloud.cancel(taskId);
      if (signal.aborted || !patience.aborted) throw error;
      throw new FarhandError('TIME_LIMIT', `The task did not end ${endingLimitMs / 1000} s after its time was up`);
    });
    results.push(result);
    const limit = talk.isOverSteps ? 'steps' : result.error?.code === 'TIME_LIMIT' ? 'time' : undefined;
    const question = questionOf(result);
    const answer = question === undefined ? undefined : answerTo(question, result, task);
    if (question !== undefined) asked.push({ question, ...(answer !== undefined && { said: answer }) });
    if (answer === undefined || limit || asked.length > mostAnswers) {
      const [first = result, ...others] = results;
      return { events: talk.events, results: [first, ...others], asked, ...(limit && { limit }) };
    }
    taskId = await reply(cloud, taskId, { text: answer, ...(task.allowsOutward && { allow: true as const }) }, signal);
  }
}

/** All that is told, with its time; ends what takes more steps than the task has. */
class Talk {
  readonly events: TimedEvent[] = [];
  isOverSteps = false;
  readonly #cloud: CloudService;
  readonly #maxSteps: number;
  readonly #startedMs: number;
  #steps = 0;

  constructor(cloud: CloudService, maxSteps: number, startedMs: number) {
    this.#cloud = cloud;
    this.#maxSteps = maxSteps;
    this.#startedMs = startedMs;
  }

  async follow(taskId: string, signal: AbortSignal): Promise<TaskResult> {
    for await (const event of this.#cloud.events(taskId, signal)) {
      this.events.push({ atMs: Math.round(performance.now() - this.#startedMs), taskId, event });
      if (event.type === 'finished') return event.result;
      if (event.type === 'step') this.#steps += 1;
      if (this.isOverSteps || this.#steps <= this.#maxSteps) continue;
      this.isOverSteps = true;
      await this.#cloud.cancel(taskId);
    }
    throw abortReason(signal);
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

/** The yes that was said beforehand holds for what follows, too. */
async function reply(
  { url, token }: CloudService,
  taskId: string,
  answer: { readonly text: string; readonly allow?: true },
  signal: AbortSignal,
): Promise<string> {
  const response = await fetch(`${url}/v1/tasks/${taskId}/answer`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(answer),
    signal,
  });
  if (!response.ok) throw new FarhandError('INTERNAL', `An answer was not taken: ${await response.text()}`);
  return ((await response.json()) as { taskId: string }).taskId;
}
