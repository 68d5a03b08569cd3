// The cloud as one object: started once per process, used by the command line in the same process and by everyone else
// over HTTP. Database, code and model are brought up side by side; the model is only awaited by the first plan.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createLogger, FarhandError, startTracing, type TaskEvent, type TaskResult, withLimit } from '@farhand/shared';
import { TaskResearch } from './agents/task-research.js';
import { tryPort } from './api/listen.js';
import type { TlsFiles } from './api/tls.js';
import { type CloudConfig, checkoutRoot } from './config.js';
import type { KnownDevice } from './devices/registry.js';
import type { PlanAnswer } from './operations.js';
import type { TaskContext } from './tasks/task-context.js';
import type { SubmitOptions } from './tasks/task-runner.js';
import { HubOnDemand } from './tools/hub-on-demand.js';
import { openTaskTools } from './tools/subtasks.js';
import { localUser } from './users/principal.js';
import { serviceToken } from './users/service-token.js';

/** Of each part in turn: a little more than the built-in database takes at the most. */
const closeLimitMs = 20_000;

export interface CloudService {
  /** Base URL of the HTTP API, for this machine. */
  readonly url: string;
  /** What others are told: https:// where there is a certificate. */
  readonly publicUrl: string;
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
    for (const closer of closers.reverse()) {
      const closed = withLimit(closer(), closeLimitMs, 'TIME_LIMIT', `A part was not closed: ${closer}`);
      await closed.catch((error) => log.warn({ err: error }, 'closing'));
    }
  });
  try {
    const tracing = await startTracing('farhand-cloud', config.otlpUrl);
    closers.push(() => tracing.close());
    await tryPort(config.host, config.port);
    const token = await serviceToken(config.home, config.token);
    const [database, parts] = await Promise.all([openStore(config, executorId, signal), loadParts()]);
    closers.push(() => database.close());
    const brainSignal = new AbortController();
    const hub = new HubOnDemand(config);
    closers.push(() => hub.close());
    const brains = parts.openBrains(config, log, brainSignal.signal, (command) => hub.offer(command));
    closers.push(async () => {
      brainSignal.abort(new FarhandError('CANCELLED', 'Farhand is stopping'));
      await brains.close();
    });
    brains.warmUp();
    const prices = parts.priceList(config.prices);

    const pulse = await parts.Pulse.open(database.url, executorId);
    closers.push(() => pulse.close());
    const replicas = new parts.ReplicaBook(database.db, pulse, executorId, config.resumeInterrupted);
    await replicas.beat();
    closers.push(() => replicas.leave());
    const book = new parts.PhoneBook(database.db, executorId, config.resumeInterrupted);
    const calls = new parts.HandCalls(database.db, executorId);
    const registry = new parts.DeviceRegistry({ replica: executorId, book, calls, pulse, log });
    closers.push(async () => registry.close());
    const metrics = new parts.Metrics();
    const store = new parts.TaskStore(database.front, { work: database.db, observer: metrics });
    const books = new parts.BrainCalls(database.db, (call) => metrics.noteBrainCall(call));
    const budgets = { task: config.budgetTask, day: config.budgetDay };
    const accounts = new parts.Accounts(books, prices, budgets);
    const attempts = new parts.Attempts(database.db);
    const deviceWaitMs = config.deviceWaitSeconds * 1000;
    const tools = openTaskTools(config);
    const research = new TaskResearch(hub, config.home, brains);
    const pictures = new parts.Pictures(database.bulk, database.front);
    const spareTime = new parts.SpareTime();
    closers.push(async () => spareTime.close());
    const context: TaskContext = {
      store,
      pictures,
      spareTime,
      attempts,
      registry,
      brains,
      accounts,
      tools,
      research,
      hub,
      home: config.home,
      deviceWaitMs,
      log,
    };
    const runner = new parts.TaskRunner(context, pulse, executorId, config);
    const durable = await parts.startDurable(database.url, executorId, runner.body, log);
    closers.push(() => durable.close());
    runner.useEngine(durable);

    const schedules = new parts.ScheduleStore(database.db);
    const scheduler = new parts.Scheduler(schedules, runner, log);
    closers.push(() => scheduler.close());
    const skills = new parts.SkillStore(database.front);
    const triggers = new parts.TriggerStore(database.db);
    const notifications = new parts.NotificationWatcher({ triggers, bridges: () => registry.ownBridges, runner, log });
    pulse.on('linked', () => notifications.wake());
    closers.push(() => notifications.close());
    const { home } = config;
    const history = new parts.TaskHistory(database.front);
    const decisions = new parts.DecisionStore(database.front);
    const operations = new parts.Operations(
      { context, runner, history, pictures, pulse, schedules, scheduler, skills, decisions, notifications, home },
      localUser,
      'cli',
    );
    const tokens = new parts.TokenStore(database.front);
    const pairing = new parts.Pairing(database.db, token);
    const sessions = new parts.SessionStore(database.front);
    const authenticate = parts.authentication(token, tokens, pairing);
    metrics.watch({
      runningTasks: () => runner.runningCount,
      bridges: () => registry.bridgeCount,
      devices: () => registry.ownPhones(),
    });
    const openChat = async () => brains.chat('combiner', accounts.ofDay(), 'chat');
    const tls = tlsFiles(config);
    const onRevoked = (id: string) => pulse.send('revoked', id);
    const consoleFolder = join(checkoutRoot(), 'console/dist');
    const people = { tokens, pairing, sessions, onRevoked, authenticate };
    const facts = new parts.Facts({ config, brains, accounts, books, db: database.front });
    const doors = { operations, ...people, consoleFolder, openChat, metrics, facts, tls, log };
    const api = await parts.createApi(doors);
    closers.push(() => api.close());
    const linkParkMs = config.linkParkSeconds * 1000;
    const upgrades = new parts.Upgrades(api.servers);
    const bridges = parts.serveBridges(upgrades, { registry, log, authenticate, linkParkMs });
    const live = parts.serveLive(upgrades, { registry, log, admit: parts.admission(authenticate, sessions) });
    pulse.on('revoked', (id) => {
      bridges.revoked(id);
      live.revoked(id);
    });
    closers.push(() => bridges.close());
    closers.push(async () => live.close());
    closers.push(() => runner.close());
    const { localUrl, publicUrl } = await api.listen(config.host, config.port);
    const life = new parts.ReplicaLife({ replicas, runner, registry, log });
    await life.begin();
    closers.push(() => life.close());
    scheduler.wake();
    notifications.wake();

    const never = new AbortController().signal;
    return {
      url: localUrl,
      publicUrl,
      token,
      bridgeUrl: `${localUrl.replace(/^http/, 'ws')}${parts.bridgePath}`,
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

/** Throws CONFIG_INVALID for one without the other. */
function tlsFiles({ tlsCert: certPath, tlsKey: keyPath }: CloudConfig): TlsFiles | undefined {
  if (certPath !== undefined && keyPath !== undefined) return { certPath, keyPath };
  if (certPath === keyPath) return undefined;
  throw new FarhandError('CONFIG_INVALID', 'FARHAND_TLS_CERT and FARHAND_TLS_KEY are only good together');
}

async function openStore(config: CloudConfig, executorId: string, signal: AbortSignal) {
  const { openDatabase } = await import('./store/database.js');
  return openDatabase(config, executorId, signal);
}

/** Everything that takes time to load, while the database starts: what these files export, in one object. */
async function loadParts() {
  const modules = await Promise.all([
    import('./api/server.js'),
    import('./devices/bridge-endpoint.js'),
    import('./brain/open-brain.js'),
    import('./devices/registry.js'),
    import('./tasks/durable.js'),
    import('./operations.js'),
    import('./store/pulse.js'),
    import('./store/task-store.js'),
    import('./store/task-history.js'),
    import('./store/pictures.js'),
    import('./tasks/task-runner.js'),
    import('./store/replicas.js'),
    import('./store/phone-book.js'),
    import('./store/hand-calls.js'),
    import('./tasks/replica-life.js'),
    import('./tasks/spare-time.js'),
    import('./brain/prices.js'),
    import('./store/attempts.js'),
    import('./store/brain-calls.js'),
    import('./tasks/accounts.js'),
    import('./users/authentication.js'),
    import('./users/token-store.js'),
    import('./users/pairing.js'),
    import('./users/session-store.js'),
    import('./schedules/schedule-store.js'),
    import('./schedules/scheduler.js'),
    import('./schedules/trigger-store.js'),
    import('./schedules/notification-watcher.js'),
    import('./skills/skill-store.js'),
    import('./observability/metrics.js'),
    import('./facts/facts.js'),
    import('./api/upgrades.js'),
    import('./api/admission.js'),
    import('./live/live-door.js'),
    import('./decisions/decision-store.js'),
  ]);
  return Object.assign({}, ...modules) as Together<typeof modules>;
}

type Together<T extends readonly unknown[]> = T extends readonly [infer First, ...infer Rest]
  ? First & Together<Rest>
  : unknown;

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
