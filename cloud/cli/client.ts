// The command line's way to a running cloud service: the public HTTP API and nothing else, so that whatever the command
// line can do, a script can do too.
import {
  type Device,
  type ErrorBody,
  FarhandError,
  isErrorCode,
  type TaskEvent,
  type TaskResult,
  taskEventSchema,
  toFarhandError,
} from '@farhand/shared';
import { createParser } from 'eventsource-parser';
import type {
  BrainTest,
  BridgeList,
  Question,
  ScheduleItem,
  ScheduleRequest,
  SkillItem,
  SkillRequest,
  SkillRun,
  TaskDecisions,
  TaskList,
  TaskReport,
  TaskStory,
  TokenList,
  TokenRequest,
} from '../api/shapes.js';
import { doorHeader, type OwnDoor } from '../decisions/decision.js';
import type { TaskAnswer } from '../decisions/decisions.js';
import { readPicture, type TakenPicture, type WrittenPicture } from '../devices/picture.js';
import type { AgentDesk } from '../mcp-server/desk.js';
import type { PlanAnswer, RunningTaskView, Screen } from '../operations.js';
import type { TasksWanted } from '../store/task-history.js';
import type { NumberedEvent } from '../store/task-store.js';
import type { SubmitOptions } from '../tasks/task-runner.js';

export type { SubmitOptions as TaskOptions } from '../tasks/task-runner.js';

export type TaskRow = TaskList['tasks'][number];

export type { Question, ScheduleItem, ScheduleRequest, SkillItem, TaskStory, TokenRequest } from '../api/shapes.js';
/** A task that has not ended yet, as `GET /v1/tasks/:id` answers it. */
export type { RunningTaskView as RunningTask } from '../operations.js';
export type TokenRow = TokenList['tokens'][number];
export type PairedBridge = BridgeList['bridges'][number];
export type TaskDecision = TaskDecisions['decisions'][number];

export type BrainTestOutcome =
  | (BrainTest & { readonly error?: undefined })
  | (Pick<BrainTest, 'brain' | 'what'> & { readonly error: ErrorBody });

export class CloudClient implements AgentDesk {
  readonly #url: string;
  readonly #token: string;
  readonly #door: OwnDoor;

  constructor(url: string, token: string, door: OwnDoor = 'cli') {
    this.#url = url;
    this.#token = token;
    this.#door = door;
  }

  /** The same, for another program of this checkout. */
  as(door: OwnDoor): CloudClient {
    return new CloudClient(this.#url, this.#token, door);
  }

  async submit(command: string, options: SubmitOptions, signal: AbortSignal): Promise<string> {
    const body = { command, ...termsOf(options), mode: options.mode, plan: options.plan };
    const { taskId } = await this.#json<{ taskId: string }>('POST', '/v1/tasks', signal, body);
    return taskId;
  }

  /** Events from the beginning; ends after `finished`. */
  async *events(taskId: string, signal: AbortSignal): AsyncGenerator<TaskEvent> {
    for await (const { event } of this.follow(taskId, 0, signal)) yield event;
  }

  /** Events after `afterSeq`; ends after `finished`. A dropped connection is taken up again where it broke. */
  async *follow(taskId: string, afterSeq: number, signal: AbortSignal): AsyncGenerator<NumberedEvent> {
    let lastSeq = afterSeq;
    for (;;) {
      const headers = { 'last-event-id': String(lastSeq) };
      const path = `/v1/tasks/${encodeURIComponent(taskId)}/events`;
      const response = await this.#fetch('GET', path, signal, undefined, headers);
      // Nothing follows the event that was seen last.
      if (response.status === 204) return;
      for await (const numbered of readEvents(response)) {
        lastSeq = numbered.seq;
        yield numbered;
        if (numbered.event.type === 'finished') return;
      }
    }
  }

  async answer(taskId: string, answer: TaskAnswer, signal: AbortSignal): Promise<string> {
    const path = `/v1/tasks/${encodeURIComponent(taskId)}/answer`;
    return (await this.#json<{ taskId: string }>('POST', path, signal, answer)).taskId;
  }

  audit(taskId: string, signal: AbortSignal): Promise<object> {
    return this.#json('GET', `/v1/tasks/${encodeURIComponent(taskId)}/audit`, signal);
  }

  /** A page that stands by itself, with all of a task. */
  async reportPage(taskId: string, signal: AbortSignal): Promise<string> {
    return (await this.#fetch('GET', `/v1/tasks/${encodeURIComponent(taskId)}/report.html`, signal)).text();
  }

  /** The same as data. */
  report(taskId: string, signal: AbortSignal): Promise<TaskReport> {
    return this.#json('GET', `/v1/tasks/${encodeURIComponent(taskId)}/report.json`, signal);
  }

  /** What waits for the user, the newest first. */
  async questions(signal: AbortSignal): Promise<Question[]> {
    return (await this.#json<{ questions: Question[] }>('GET', '/v1/questions', signal)).questions;
  }

  async decisions(taskId: string, signal: AbortSignal): Promise<TaskDecision[]> {
    const path = `/v1/tasks/${encodeURIComponent(taskId)}/decisions`;
    return (await this.#json<{ decisions: TaskDecision[] }>('GET', path, signal)).decisions;
  }

  async takeOver(device: string, signal: AbortSignal): Promise<void> {
    await this.#fetch('POST', `/v1/devices/${encodeURIComponent(device)}/take-over`, signal);
  }

  plan(command: string, signal: AbortSignal): Promise<PlanAnswer> {
    return this.#json('POST', '/v1/plan', signal, { command });
  }

  async devices(signal: AbortSignal): Promise<Device[]> {
    const { devices } = await this.#json<{ devices: Device[] }>('GET', '/v1/devices', signal);
    return devices;
  }

  async screenshot(device: string, maxEdge: number | undefined, signal: AbortSignal): Promise<TakenPicture> {
    const query = maxEdge === undefined ? '' : `?max_edge=${maxEdge}`;
    const path = `/v1/devices/${encodeURIComponent(device)}/screenshot${query}`;
    return readPicture(await this.#json<WrittenPicture>('GET', path, signal));
  }

  describeScreen(device: string, signal: AbortSignal): Promise<Screen> {
    return this.#json('GET', `/v1/devices/${encodeURIComponent(device)}/screen`, signal);
  }

  async handBack(device: string, signal: AbortSignal): Promise<boolean> {
    const path = `/v1/devices/${encodeURIComponent(device)}/hand-back`;
    const { wasTakenOver } = await this.#json<{ wasTakenOver: boolean }>('POST', path, signal);
    return wasTakenOver;
  }

  tasks(limit: number, signal: AbortSignal): Promise<TaskRow[]> {
    return this.findTasks({ limit }, signal);
  }

  async findTasks(wanted: TasksWanted, signal: AbortSignal): Promise<TaskRow[]> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(wanted)) if (value !== undefined) query.set(name, String(value));
    return (await this.#json<{ tasks: TaskRow[] }>('GET', `/v1/tasks?${query}`, signal)).tasks;
  }

  /** All that is kept of a task. */
  story(taskId: string, signal: AbortSignal): Promise<TaskStory> {
    return this.#json('GET', `/v1/tasks/${encodeURIComponent(taskId)}/story`, signal);
  }

  /** The result of an ended task, or its state so far. */
  task(taskId: string, signal: AbortSignal): Promise<TaskResult | RunningTaskView> {
    return this.#json('GET', `/v1/tasks/${encodeURIComponent(taskId)}`, signal);
  }

  async cancel(taskId: string, signal: AbortSignal): Promise<void> {
    await this.#fetch('POST', `/v1/tasks/${encodeURIComponent(taskId)}/cancel`, signal);
  }

  schedule(request: ScheduleRequest, signal: AbortSignal): Promise<ScheduleItem> {
    return this.#json('POST', '/v1/schedules', signal, request);
  }

  async schedules(signal: AbortSignal): Promise<ScheduleItem[]> {
    return (await this.#json<{ schedules: ScheduleItem[] }>('GET', '/v1/schedules', signal)).schedules;
  }

  async unschedule(id: string, signal: AbortSignal): Promise<boolean> {
    const path = `/v1/schedules/${encodeURIComponent(id)}`;
    return (await this.#json<{ wasScheduled: boolean }>('DELETE', path, signal)).wasScheduled;
  }

  keepSkill(request: SkillRequest, signal: AbortSignal): Promise<SkillItem> {
    return this.#json('POST', '/v1/skills', signal, request);
  }

  async skills(signal: AbortSignal): Promise<SkillItem[]> {
    return (await this.#json<{ skills: SkillItem[] }>('GET', '/v1/skills', signal)).skills;
  }

  async runSkill(
    name: string,
    values: Record<string, string>,
    options: SubmitOptions,
    signal: AbortSignal,
  ): Promise<string> {
    const body: SkillRun = { values, ...termsOf(options) };
    const path = `/v1/skills/${encodeURIComponent(name)}/run`;
    return (await this.#json<{ taskId: string }>('POST', path, signal, body)).taskId;
  }

  async removeSkill(name: string, signal: AbortSignal): Promise<boolean> {
    const path = `/v1/skills/${encodeURIComponent(name)}`;
    return (await this.#json<{ wasKept: boolean }>('DELETE', path, signal)).wasKept;
  }

  /** For a link to the console that signs one browser in. */
  async signInCode(signal: AbortSignal): Promise<string> {
    return (await this.#json<{ code: string }>('POST', '/v1/session/codes', signal)).code;
  }

  createToken(request: TokenRequest, signal: AbortSignal): Promise<{ id: string; token: string }> {
    return this.#json('POST', '/v1/tokens', signal, request);
  }

  async tokens(signal: AbortSignal): Promise<TokenRow[]> {
    return (await this.#json<{ tokens: TokenRow[] }>('GET', '/v1/tokens', signal)).tokens;
  }

  async revokeToken(id: string, signal: AbortSignal): Promise<boolean> {
    const path = `/v1/tokens/${encodeURIComponent(id)}`;
    return (await this.#json<{ wasRevoked: boolean }>('DELETE', path, signal)).wasRevoked;
  }

  /** A code for one bridge of the user. */
  createPairing(user: string, signal: AbortSignal): Promise<{ code: string; expiresAt: string }> {
    return this.#json('POST', '/v1/pairings', signal, { user });
  }

  async pairedBridges(signal: AbortSignal): Promise<PairedBridge[]> {
    return (await this.#json<{ bridges: PairedBridge[] }>('GET', '/v1/bridges', signal)).bridges;
  }

  async revokeBridge(id: string, signal: AbortSignal): Promise<boolean> {
    const path = `/v1/bridges/${encodeURIComponent(id)}`;
    return (await this.#json<{ wasRevoked: boolean }>('DELETE', path, signal)).wasRevoked;
  }

  /** What went wrong is part of the outcome. */
  async testBrain(brain: string, what: 'text' | 'vision', signal: AbortSignal): Promise<BrainTestOutcome> {
    try {
      return await this.#json<BrainTest>('POST', '/v1/brains/test', signal, { brain, what });
    } catch (error) {
      if (signal.aborted) throw error;
      return { brain, what, error: toFarhandError(error).toBody() };
    }
  }

  /** Facts that are shown as they are told. */
  fact<T extends object>(path: string, signal: AbortSignal): Promise<T> {
    return this.#json('GET', path, signal);
  }

  async #json<T>(method: string, path: string, signal: AbortSignal, body?: unknown): Promise<T> {
    const response = await this.#fetch(method, path, signal, body);
    return (await response.json()) as T;
  }

  async #fetch(
    method: string,
    path: string,
    signal: AbortSignal,
    body?: unknown,
    extraHeaders: Record<string, string> = {},
  ): Promise<Response> {
    const own = { authorization: `Bearer ${this.#token}`, [doorHeader]: this.#door };
    const headers: Record<string, string> = { ...own, ...extraHeaders };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const init: RequestInit = { method, headers, signal };
    if (body !== undefined) init.body = JSON.stringify(body);
    const response = await fetch(new URL(path, this.#url), init).catch((cause: unknown) => {
      if (signal.aborted) throw signal.reason;
      throw new FarhandError('LINK_LOST', `The cloud service at ${this.#url} does not answer`, { cause });
    });
    if (!response.ok) throw await errorOf(response);
    return response;
  }
}

/** What a request that has something done says besides what that is. */
function termsOf({ confirmed, device, maxSteps, timeoutSeconds, budget }: SubmitOptions) {
  return { confirmed, device, max_steps: maxSteps, timeout_seconds: timeoutSeconds, budget };
}

async function* readEvents(response: Response): AsyncGenerator<NumberedEvent> {
  if (!response.body) return;
  const ready: NumberedEvent[] = [];
  const parser = createParser({
    onEvent: ({ id, data }) => ready.push({ seq: Number(id), event: taskEventSchema.parse(JSON.parse(data)) }),
  });
  const decoder = new TextDecoder();
  for await (const chunk of response.body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* ready.splice(0);
  }
}

async function errorOf(response: Response): Promise<FarhandError> {
  const text = await response.text();
  let body: Partial<ErrorBody> = {};
  try {
    body = (JSON.parse(text) as { error?: Partial<ErrorBody> }).error ?? {};
  } catch {
    // Not one of our answers: a proxy's page, perhaps. The status says what can be said.
  }
  const code = body.code !== undefined && isErrorCode(body.code) ? body.code : 'INTERNAL';
  const options = body.hint === undefined ? {} : { hint: body.hint };
  return new FarhandError(code, body.message ?? `The cloud service answered with status ${response.status}`, options);
}
