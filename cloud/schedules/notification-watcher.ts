// Has the bridges of this process watch for the notifications that schedules wait for, and gives the commands. A phone
// that no schedule waits for is not asked. What the bridge tells is untrusted: it can bring a command about and fill its
// placeholders, and nothing else.
import { delay, type Logger, type NotificationArrival, toFarhandError } from '@farhand/shared';
import type { HandClient } from '../devices/hand-client.js';
import type { NewTask } from '../store/task-store.js';
import type { TaskRunner } from '../tasks/task-runner.js';
import { placeholdersIn, type Said } from './placeholders.js';
import type { Trigger, TriggerStore } from './trigger-store.js';

/** New phones, and schedules of other replicas, are noticed this much later at the latest. */
const lookEveryMs = 5000;
const waitSeconds = 240;
const pauseAfterFailureMs = 15_000;
/** When a phone tells again what is known. */
const pauseWithoutNewsMs = 5000;
/** Of one user. */
export const mostTriggers = 50;

export interface NotificationWatcherParts {
  readonly triggers: TriggerStore;
  /** Those that are linked to this process. */
  readonly bridges: () => readonly HandClient[];
  readonly runner: Pick<TaskRunner, 'newTask' | 'begin'>;
  readonly log: Logger;
}

interface PhoneWatch {
  readonly hand: HandClient;
  readonly device: string;
  readonly triggers: readonly Trigger[];
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

export class NotificationWatcher {
  readonly #parts: NotificationWatcherParts;
  readonly #watches = new Map<string, PhoneWatch>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #isToLook = false;
  #looking: Promise<void> = Promise.resolve();

  constructor(parts: NotificationWatcherParts) {
    this.#parts = parts;
  }

  /** Looks which phones are to be watched for what, now and from time to time. */
  wake(): void {
    clearTimeout(this.#timer);
    if (this.#isToLook) return;
    this.#isToLook = true;
    this.#looking = this.#looking.then(() => this.#look());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all([...this.#watches.keys()].map((name) => this.#end(name)));
  }

  async #look(): Promise<void> {
    this.#isToLook = false;
    if (this.#isClosed) return;
    try {
      const bridges = this.#parts.bridges();
      this.#follow(bridges, bridges.length === 0 ? [] : await this.#parts.triggers.all());
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'looking what notifications are waited for');
    }
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => this.wake(), lookEveryMs).unref();
  }

  #follow(bridges: readonly HandClient[], triggers: readonly Trigger[]): void {
    const wanted = new Set<string>();
    for (const hand of triggers.length === 0 ? [] : bridges) {
      for (const { device_id: device, state } of hand.lastDevices) {
        if (state === 'offline' || state === 'unauthorized') continue;
        const mine = triggers.filter(
          (trigger) => trigger.owner === hand.owner && (trigger.device === null || trigger.device === device),
        );
        if (mine.length === 0) continue;
        const name = `${hand.bridgeId} ${device}`;
        wanted.add(name);
        this.#begin(name, hand, device, mine);
      }
    }
    for (const name of this.#watches.keys()) if (!wanted.has(name)) void this.#end(name);
  }

  #begin(name: string, hand: HandClient, device: string, triggers: readonly Trigger[]): void {
    const known = this.#watches.get(name);
    const isSame = known?.triggers.map(({ id }) => id).join() === triggers.map(({ id }) => id).join();
    if (known?.hand === hand && isSame) return;
    if (known) void this.#end(name);
    const stop = new AbortController();
    const ended = this.#watch(hand, device, triggers, stop.signal);
    this.#watches.set(name, { hand, device, triggers, stop, ended });
  }

  #end(name: string): Promise<void> | undefined {
    const watch = this.#watches.get(name);
    this.#watches.delete(name);
    watch?.stop.abort();
    return watch?.ended;
  }

  async #watch(hand: HandClient, device: string, triggers: readonly Trigger[], signal: AbortSignal): Promise<void> {
    const { log } = this.#parts;
    while (!signal.aborted) {
      const pauseMs = await this.#listen(hand, device, triggers, signal).catch((error: unknown) => {
        if (!signal.aborted) log.warn({ device, error: toFarhandError(error).message }, 'notifications are not heard');
        return pauseAfterFailureMs;
      });
      await delay(pauseMs, signal).catch(() => undefined);
    }
  }

  /** Waits for one answer of the bridge; answers how long to wait before the next. */
  async #listen(hand: HandClient, device: string, triggers: readonly Trigger[], signal: AbortSignal): Promise<number> {
    const { triggers: store, log } = this.#parts;
    const watches = await Promise.all(
      triggers.map(async ({ id, command, notification }) => {
        const after = await store.watchedFrom(id, device);
        return { ...notification, watch: id, tells: placeholdersIn(command), ...(after && { after }) };
      }),
    );
    const input = { device_id: device, watches, wait_seconds: waitSeconds };
    const { now_ms: nowMs, arrived, refused } = await hand.awaitNotifications(input, signal);
    for (const schedule of refused)
      log.warn({ schedule, device }, 'the privacy level lets no words of notifications out');
    let isNews = arrived.length === 0;
    for (const { id } of triggers.filter((trigger) => !refused.includes(trigger.id))) {
      const seen = { trigger: id, device, nowMs, arrived: arrived.filter(({ watch }) => watch === id) };
      const taken = await store.take(seen, (trigger, arrival) => this.#taskOf(trigger, arrival, device));
      isNews ||= taken.isNews;
      for (const task of taken.tasks) await this.#parts.runner.begin(task);
    }
    return isNews ? 0 : pauseWithoutNewsMs;
  }

  /** Undefined where the notification lacks a word that the command needs. */
  #taskOf(
    { id, owner, command, confirmed }: Trigger,
    arrival: NotificationArrival,
    device: string,
  ): NewTask | undefined {
    const words = placeholdersIn(command);
    if (words.some((word) => !arrival[word]?.trim())) return undefined;
    const said: Said = Object.fromEntries(words.map((word) => [word, arrival[word]]));
    const task = { ...this.#parts.runner.newTask(owner, command, { confirmed, device }), scheduleId: id };
    return words.length > 0 ? { ...task, said } : task;
  }
}
