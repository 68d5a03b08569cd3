// The cloud as one object: started once per process, used by the command line in the same process and by everyone else
// over HTTP. Database, code and model are brought up side by side; the model is only awaited by the first plan.
import { randomUUID } from 'node:crypto';
import { createLogger, FarhandError, type TaskEvent, type TaskResult } from '@farhand/shared';
import { TaskResearch } from './agents/task-research.js';
import { bearerCheck, serviceToken } from './api/token.js';
import type { CloudConfig } from './config.js';
import type { KnownDevice } from './devices/registry.js';
import type { PlanAnswer } from './operations.js';
import type { TaskContext } from './tasks/task-context.js';
import type { SubmitOptions } from './tasks/task-runner.js';
import { openTaskTools } from './tools/subtasks.js';

/** How often tasks of processes that died meanwhile are looked for. */
const takeOverIntervalMs = 10_000;

export interface CloudService {
  /** Base URL of the HTTP API. */
  readonly url: string;
  readonly token: string;
  /** ws:// URL for bridges; they send the token as `Authorization: Bearer <token>`. */
  readonly bridgeUrl: string;
  /** Starts a task and answers its id. Throws COMMAND_EMPTY or COMMAND_TOO_LONG. */
  submit(command: string, options?: SubmitOptions): Promise<string>;
  /** All events from the first up to `finished`. */
  events(taskId: string, signal: AbortSignal): AsyncIterable<TaskEvent>;
  /** Waits for the end of the task. */
  result(taskId: string, signal?: AbortSignal): Promise<TaskResult>;
  plan(command: string, signal?: AbortSignal): Promise<PlanAnswer>;
  devices(): Promise<KnownDevice[]>;
  /** The person at a phone is done with it; false when nobody had it. Throws NO_DEVICE. */
  handBack(deviceId: string): Promise<boolean>;
  /** Asks a task to end; `result` tells when it has. */
  cancel(taskId: string): Promise<void>;
  /** Running tasks stay unfinished and are resumed by the next start. May be called twice. */
  close(): Promise<void>;
}

/** Throws STORE_FAILED or PORT_TAKEN; a brain that cannot be used is told by the first plan. */
export async function startCloud(config: CloudConfig, options: { signal?: AbortSignal } = {}): Promise<CloudService> {
  const signal = options.signal ?? new AbortController().signal;
  const log = createLogger('cloud');
  const executorId = randomUUID();
  const closers: (() => Promise<void>)[] = [];
  const close = once(async () => {
    for (const closer of closers.reverse()) await closer().catch((error) => log.warn({ err: error }, 'closing'));
  });
  try {
    const token = await serviceToken(config.home, config.token);
    const [database, parts] = await Promise.all([openStore(config, executorId, signal), loadParts()]);
    closers.push(() => database.close());
    const brainSignal = new AbortController();
    const brains = parts.openBrains(config, log, brainSignal.signal);
    closers.push(async () => {
      brainSignal.abort(new FarhandError('CANCELLED', 'Farhand is stopping'));
      await brains.close();
    });
    brains.warmUp();
    const prices = parts.priceList(config.prices);

    const pulse = await parts.Pulse.open(database.url, executorId);
    closers.push(() => pulse.close());
    const registry = new parts.DeviceRegistry(log);
    closers.push(async () => registry.close());
    const store = new parts.TaskStore(database.db);
    const accounts = new parts.Accounts(new parts.BrainCalls(database.db), prices, {
      task: config.budgetTask,
      day: config.budgetDay,
    });
    const attempts = new parts.Attempts(database.db);
    const deviceWaitMs = config.deviceWaitSeconds * 1000;
    const tools = openTaskTools(config);
    const research = new TaskResearch(config, brains);
    closers.push(() => research.close());
    const context: TaskContext = { store, attempts, registry, brains, accounts, tools, research, deviceWaitMs, log };
    const runner = new parts.TaskRunner(context, pulse, executorId, config.taskTimeoutSeconds);
    const durable = await parts.startDurable(database.url, executorId, runner.body, log);
    closers.push(() => durable.close());
    runner.useEngine(durable);

    const operations = new parts.Operations(context, runner, pulse);
    const isAllowed = bearerCheck(token);
    const api = await parts.createApi({ operations, isAllowed, log });
    closers.push(() => api.close());
    const bridges = parts.serveBridges(api.server, { registry, log, isAllowed });
    closers.push(() => bridges.close());
    closers.push(() => runner.close());
    const port = await api.listen(config.host, config.port);
    await runner.takeOver(config.resumeInterrupted);
    const takeOver = () => {
      runner.takeOver(config.resumeInterrupted).catch((error) => log.warn({ err: error }, 'looking for tasks'));
    };
    const timer = setInterval(takeOver, takeOverIntervalMs).unref();
    closers.push(async () => clearInterval(timer));

    const never = new AbortController().signal;
    const host = config.host.includes(':') ? `[${config.host}]` : config.host;
    return {
      url: `http://${host}:${port}`,
      token,
      bridgeUrl: `ws://${host}:${port}${parts.bridgePath}`,
      submit: (command, submitOptions) => operations.submit(command, submitOptions),
      events: (taskId, eventSignal) => operations.events(taskId, eventSignal),
      result: (taskId, resultSignal = never) => operations.result(taskId, resultSignal),
      plan: (command, planSignal = never) => operations.plan(command, planSignal),
      devices: () => operations.devices(),
      handBack: (deviceId) => operations.handBack(deviceId),
      cancel: (taskId) => operations.cancel(taskId),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openStore(config: CloudConfig, executorId: string, signal: AbortSignal) {
  const { openDatabase } = await import('./store/database.js');
  return openDatabase(config, executorId, signal);
}

/** Everything that takes time to load, while the database starts. */
async function loadParts() {
  const [api, bridges, brains, devices, durable, operations, pulse, store, tasks, money] = await Promise.all([
    import('./api/server.js'),
    import('./devices/bridge-endpoint.js'),
    import('./brain/open-brain.js'),
    import('./devices/registry.js'),
    import('./tasks/durable.js'),
    import('./operations.js'),
    import('./store/pulse.js'),
    import('./store/task-store.js'),
    import('./tasks/task-runner.js'),
    Promise.all([
      import('./brain/prices.js'),
      import('./store/attempts.js'),
      import('./store/brain-calls.js'),
      import('./tasks/accounts.js'),
    ]),
  ]);
  const [prices, attempts, calls, accounts] = money;
  const books = { ...prices, ...attempts, ...calls, ...accounts };
  return {
    ...api,
    ...bridges,
    ...brains,
    ...devices,
    ...durable,
    ...operations,
    ...pulse,
    ...store,
    ...tasks,
    ...books,
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
