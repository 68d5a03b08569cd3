// The command line's way to a running cloud service: the public HTTP API and nothing else, so that whatever the command
// line can do, a script can do too.
import {
  type Device,
  type ErrorBody,
  FarhandError,
  isErrorCode,
  type Plan,
  type TaskEvent,
  type TaskMode,
  type TaskResult,
  taskEventSchema,
} from '@farhand/shared';
import { createParser } from 'eventsource-parser';
import type { z } from 'zod';
import type { taskListSchema } from '../api/schemas.js';
import type { RunningTaskView } from '../operations.js';

export interface TaskOptions {
  /** The user has allowed the outward actions that the command names. */
  readonly confirmed?: boolean;
  readonly device?: string;
  readonly maxSteps?: number;
  readonly timeoutSeconds?: number;
  readonly mode?: TaskMode;
  readonly budget?: string;
}

export type TaskRow = z.infer<typeof taskListSchema>['tasks'][number];

/** A task that has not ended yet, as `GET /v1/tasks/:id` answers it. */
export type { RunningTaskView as RunningTask } from '../operations.js';

export class CloudClient {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  async submit(command: string, options: TaskOptions, signal: AbortSignal): Promise<string> {
    const body = {
      command,
      confirmed: options.confirmed,
      device: options.device,
      max_steps: options.maxSteps,
      timeout_seconds: options.timeoutSeconds,
      mode: options.mode,
      budget: options.budget,
    };
    const { taskId } = await this.#json<{ taskId: string }>('POST', '/v1/tasks', signal, body);
    return taskId;
  }

  /** Events from the beginning; ends after `finished`. A dropped connection is taken up again where it broke. */
  async *events(taskId: string, signal: AbortSignal): AsyncGenerator<TaskEvent> {
    let lastEventId: string | undefined;
    for (;;) {
      const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
      const response = await this.#fetch('GET', `/v1/tasks/${taskId}/events`, signal, undefined, headers);
      for await (const { id, event } of readEvents(response)) {
        lastEventId = id ?? lastEventId;
        yield event;
        if (event.type === 'finished') return;
      }
    }
  }

  plan(command: string, signal: AbortSignal): Promise<{ plan: Plan; seconds: number }> {
    return this.#json('POST', '/v1/plan', signal, { command });
  }

  async devices(signal: AbortSignal): Promise<Device[]> {
    const { devices } = await this.#json<{ devices: Device[] }>('GET', '/v1/devices', signal);
    return devices;
  }

  async handBack(device: string, signal: AbortSignal): Promise<boolean> {
    const path = `/v1/devices/${encodeURIComponent(device)}/hand-back`;
    const { wasTakenOver } = await this.#json<{ wasTakenOver: boolean }>('POST', path, signal);
    return wasTakenOver;
  }

  async tasks(signal: AbortSignal): Promise<TaskRow[]> {
    const { tasks } = await this.#json<{ tasks: TaskRow[] }>('GET', '/v1/tasks', signal);
    return tasks;
  }

  /** The result of an ended task, or its state so far. */
  task(taskId: string, signal: AbortSignal): Promise<TaskResult | RunningTaskView> {
    return this.#json('GET', `/v1/tasks/${encodeURIComponent(taskId)}`, signal);
  }

  async cancel(taskId: string, signal: AbortSignal): Promise<void> {
    await this.#fetch('POST', `/v1/tasks/${encodeURIComponent(taskId)}/cancel`, signal);
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
    const headers: Record<string, string> = { authorization: `Bearer ${this.#token}`, ...extraHeaders };
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

async function* readEvents(response: Response): AsyncGenerator<{ id: string | undefined; event: TaskEvent }> {
  if (!response.body) return;
  const ready: { id: string | undefined; event: TaskEvent }[] = [];
  const parser = createParser({
    onEvent: ({ id, data }) => ready.push({ id, event: taskEventSchema.parse(JSON.parse(data)) }),
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
