// Clouds in processes of their own, for tests that kill or freeze them, and what a client asks of one.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type TaskEvent, type TaskResult, taskResultSchema } from '@farhand/shared';
import { builtProgram } from '../process.js';

const token = 'a-token-of-cloud-processes';

export interface TaskEnd {
  readonly result: TaskResult;
  readonly events: readonly TaskEvent[];
}

export class CloudProcess {
  readonly token: string = token;
  readonly url: string;
  readonly bridgeUrl: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, said: { url: string; bridgeUrl: string }) {
    this.#child = child;
    this.url = said.url;
    this.bridgeUrl = said.bridgeUrl;
  }

  /** Resolves when it listens. */
  static async start(env: NodeJS.ProcessEnv): Promise<CloudProcess> {
    const child = spawn(process.execPath, [builtProgram('main.js')], {
      env: { ...process.env, FARHAND_TOKEN: token, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const line = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line').then(([said]) => String(said)),
      once(child, 'exit').then(([code]) =>
        Promise.reject(new Error(`the cloud ended with ${code} before it listened`)),
      ),
    ]);
    return new CloudProcess(child, JSON.parse(line));
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  /** With SIGKILL: nothing in it gets a chance to say goodbye. */
  async kill(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exit;
  }

  /** In order, also when it is frozen; does nothing to one that has ended. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGCONT');
    this.#child.stdin?.end();
    await exit;
  }

  async submit(body: Record<string, unknown>): Promise<string> {
    return this.#taskOf('/v1/tasks', body);
  }

  /** The task that goes on. */
  async answer(taskId: string, said: Record<string, unknown>): Promise<string> {
    return this.#taskOf(`/v1/tasks/${taskId}/answer`, said);
  }

  async #taskOf(path: string, body: Record<string, unknown>): Promise<string> {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return ((await (await this.ask(path, init)).json()) as { taskId: string }).taskId;
  }

  async reportedSubtasks(taskId: string): Promise<string[]> {
    const { reports } = (await (await this.ask(`/v1/tasks/${taskId}`)).json()) as Pick<TaskResult, 'reports'>;
    return reports.map(({ subtaskId }) => subtaskId);
  }

  /** Waits for the task's end. */
  async ended(taskId: string): Promise<TaskEnd> {
    const stream = await (await this.ask(`/v1/tasks/${taskId}/events`)).text();
    const data = stream.split('\n').filter((line) => line.startsWith('data: '));
    const events = data.map((line) => JSON.parse(line.slice('data: '.length)) as TaskEvent);
    return { result: taskResultSchema.parse(await (await this.ask(`/v1/tasks/${taskId}`)).json()), events };
  }

  ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${this.token}`, ...(init.headers as Record<string, string>) };
    return fetch(`${this.url}${path}`, { ...init, headers });
  }
}
