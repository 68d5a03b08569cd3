// What one user can ask of the cloud, in one place: the HTTP API, the MCP server and callers in the same process use the
// same operations. Whatever belongs to another user does not exist for this one.
import {
  abortReason,
  FarhandError,
  type NotificationCondition,
  type Offer,
  type Plan,
  type Report,
  type TaskEvent,
  type TaskResult,
  toFarhandError,
  withLimit,
} from '@farhand/shared';
import { type Tally, tallied } from './brain/account.js';
import { type ShopPrice, shopPrices, withBest } from './brain/combine/shop-prices.js';
import { checkedCommand } from './checked-command.js';
import { checkedPlan } from './checked-plan.js';
import type { Decision, Door } from './decisions/decision.js';
import type { DecisionStore } from './decisions/decision-store.js';
import { Decisions, type TaskAnswer } from './decisions/decisions.js';
import { runBridgeProgram } from './devices/bridge-program.js';
import type { TakenPicture } from './devices/picture.js';
import type { KnownDevice } from './devices/registry.js';
import { mostTriggers, type NotificationWatcher } from './schedules/notification-watcher.js';
import { placeholdersIn } from './schedules/placeholders.js';
import type { NewSchedule, ScheduleRow, ScheduleStore } from './schedules/schedule-store.js';
import type { Scheduler } from './schedules/scheduler.js';
import type { Parameter } from './skills/skill.js';
import type { SkillStore } from './skills/skill-store.js';
import { type KeepOptions, type KeptSkill, Skills } from './skills/skills.js';
import { storeFailed } from './store/database.js';
import { followTask } from './store/follow.js';
import type { Pictures, StoredPicture } from './store/pictures.js';
import type { Pulse } from './store/pulse.js';
import type { PricesFound, TaskHistory, TaskStory, TaskSummary, TasksWanted } from './store/task-history.js';
import type { NumberedEvent, TaskRow } from './store/task-store.js';
import type { TaskContext } from './tasks/task-context.js';
import type { SubmitOptions, TaskRunner } from './tasks/task-runner.js';

const readyLimitMs = 2000;

export interface RunningTaskView {
  readonly taskId: string;
  readonly status: 'running';
  readonly command: string;
  readonly plan?: Plan;
  readonly reports: readonly Report[];
  readonly seconds: number;
}

export interface PlanAnswer {
  readonly plan: Plan;
  readonly usage: Tally;
  readonly seconds: number;
}

export interface ToldStory extends TaskStory {
  readonly decisions: readonly Decision[];
  /** Of a comparison of prices that has ended. */
  readonly compared?: readonly ShopPrice[];
}

/** A phone's screen in words. */
export interface Screen {
  readonly text: string;
  readonly app?: string | undefined;
}

export interface Schedule {
  readonly id: string;
  readonly command: string;
  /** Null, as its time zone, for one that waits for notifications. */
  readonly cron: string | null;
  readonly timeZone: string | null;
  readonly whenNotification: NotificationCondition | null;
  readonly confirmed: boolean;
  readonly device: string | null;
  readonly nextAt: Date | null;
  readonly lastTaskId: string | null;
}

/** What all users' operations share. */
export interface OperationsParts {
  readonly context: TaskContext;
  readonly runner: TaskRunner;
  readonly history: TaskHistory;
  readonly pictures: Pictures;
  readonly pulse: Pulse;
  readonly schedules: ScheduleStore;
  readonly scheduler: Scheduler;
  readonly skills: SkillStore;
  readonly decisions: DecisionStore;
  readonly notifications: NotificationWatcher;
  /** Folder of the records of tasks, where the bridge of this machine writes them. */
  readonly home: string;
}

export class Operations {
  readonly #parts: OperationsParts;
  readonly #user: string;
  readonly #door: Door;

  /** `door`: by which the user asks. */
  constructor(parts: OperationsParts, user: string, door: Door) {
    this.#parts = parts;
    this.#user = user;
    this.#door = door;
  }

  forUser(user: string, door: Door): Operations {
    return new Operations(this.#parts, user, door);
  }

  /**
   * Throws COMMAND_EMPTY, COMMAND_TOO_LONG, and INPUT_INVALID for a plan that cannot be carried out; everything later is
   * told by the task itself.
   */
  submit(command: string, options: SubmitOptions = {}): Promise<string> {
    const { plan, ...rest } = options;
    const what = plan ? 'approved' : 'allowed_beforehand';
    const decision = options.confirmed ? ({ door: this.#door, what } as const) : undefined;
    const checked = { ...rest, plan: plan && checkedPlan(plan) };
    return this.#parts.runner.submit(this.#user, checkedCommand(command), checked, decision);
  }

  /** Plans and does nothing else. */
  async plan(command: string, signal: AbortSignal): Promise<PlanAnswer> {
    const startedMs = performance.now();
    const checked = checkedCommand(command);
    try {
      const { brains, accounts } = this.#parts.context;
      const { account, usage } = tallied(accounts.ofDay());
      const { plan } = await brains.plan(checked, new Date(), account, signal);
      return { plan, usage: usage(), seconds: (performance.now() - startedMs) / 1000 };
    } catch (error) {
      throw toFarhandError(error);
    }
  }

  /**
   * Gives a command whenever its time comes, or a notification does. Throws as `submit` does, INPUT_INVALID for what is no
   * schedule, and POLICY_REFUSED for one that waits for words which no phone of the user lets out.
   */
  async schedule(schedule: Omit<NewSchedule, 'owner' | 'door'>): Promise<Schedule> {
    const { schedules, scheduler, notifications } = this.#parts;
    const command = checkedCommand(schedule.command);
    if ('notification' in schedule.when) await this.#mustBeHeard(schedule);
    const row = await schedules.create({ ...schedule, command, owner: this.#user, door: this.#door });
    scheduler.wake();
    notifications.wake();
    return scheduleOf(row);
  }

  /** The next one first. */
  async schedules(): Promise<Schedule[]> {
    return (await this.#parts.schedules.list(this.#user)).map(scheduleOf);
  }

  /** False when there is none of this id. */
  async unschedule(id: string): Promise<boolean> {
    const wasScheduled = await this.#parts.schedules.remove(this.#user, id);
    this.#parts.notifications.wake();
    return wasScheduled;
  }

  /** What the user keeps under names. */
  get skills(): Skills {
    return new Skills(this.#parts.skills, this.#user);
  }

  /** As Skills.valuesOf. Throws TASK_UNKNOWN as well. */
  async skillValues(taskId: string): Promise<Parameter[]> {
    return this.skills.valuesOf(await this.#row(taskId));
  }

  /** As Skills.keep. Throws TASK_UNKNOWN as well. */
  async keepSkill(taskId: string, options: KeepOptions): Promise<KeptSkill> {
    return this.skills.keep(await this.#row(taskId), options);
  }

  /** Throws as Skills.fill and `submit` do. */
  async runSkill(
    name: string,
    values: Readonly<Record<string, string>>,
    options: Omit<SubmitOptions, 'plan'>,
  ): Promise<string> {
    const { command, plan } = await this.skills.fill(name, values);
    // Nobody has been shown this plan: a yes to it is one beforehand.
    const decision = options.confirmed ? ({ door: this.#door, what: 'allowed_beforehand' } as const) : undefined;
    return this.#parts.runner.submit(this.#user, checkedCommand(command), { ...options, plan }, decision);
  }

  /** Throws STORE_FAILED when the database does not answer at once. */
  async ready(): Promise<void> {
    await withLimit(this.#parts.pulse.check(), readyLimitMs, 'STORE_FAILED', 'The database does not answer').catch(
      (error) => {
        throw storeFailed('The database does not answer', error);
      },
    );
  }

  /** Newest first. */
  tasks(limit: number): Promise<TaskSummary[]> {
    return this.findTasks({ limit });
  }

  /** Newest first. */
  findTasks(wanted: TasksWanted): Promise<TaskSummary[]> {
    return this.#parts.history.tasks(this.#user, wanted);
  }

  /** All that is kept of a task, from its first event on, and what people decided on it. Throws TASK_UNKNOWN. */
  async story(taskId: string): Promise<ToldStory> {
    const row = await this.#row(taskId);
    const [story, decisions] = await Promise.all([this.#parts.history.story(row), this.decisions.ofTask(taskId)]);
    const { plan, result } = row;
    if (!result || plan?.combine !== 'compare_prices') return { ...story, decisions };
    return { ...story, decisions, compared: shopPrices(plan, result.reports) };
  }

  /** One that an event of the task names; undefined when it is kept no more. Throws TASK_UNKNOWN. */
  async picture(taskId: string, sha256: string): Promise<StoredPicture | undefined> {
    await this.#row(taskId);
    return this.#parts.pictures.read(taskId, sha256);
  }

  /** All that are kept of a task. Throws TASK_UNKNOWN. */
  async pictures(taskId: string): Promise<StoredPicture[]> {
    await this.#row(taskId);
    return this.#parts.pictures.of(taskId);
  }

  /** What was found when the user asked for the price of the same goods, newest first. */
  async prices(item: string): Promise<(PricesFound & { readonly best?: Offer })[]> {
    return withBest(await this.#parts.history.prices(this.#user, item));
  }

  /** The result of an ended task, or what is known of a running one. Throws TASK_UNKNOWN. */
  async task(taskId: string): Promise<TaskResult | RunningTaskView> {
    const row = this.#own(taskId, await this.#parts.context.store.taskWithReports(taskId));
    if (row.result) return row.result;
    return {
      taskId,
      status: 'running',
      command: row.command,
      ...(row.plan && { plan: row.plan }),
      reports: row.reports,
      seconds: (Date.now() - row.created_at.getTime()) / 1000,
    };
  }

  /** Events after `afterSeq` (0 = from the first), up to and with `finished`. Throws TASK_UNKNOWN. */
  async *follow(taskId: string, afterSeq: number, signal: AbortSignal): AsyncGenerator<NumberedEvent, void, undefined> {
    await this.#row(taskId);
    yield* followTask(this.#parts.context.store, this.#parts.pulse, taskId, afterSeq, signal);
  }

  async *events(taskId: string, signal: AbortSignal): AsyncGenerator<TaskEvent, void, undefined> {
    for await (const { event } of this.follow(taskId, 0, signal)) yield event;
  }

  /** Waits for the task's end. */
  async result(taskId: string, signal: AbortSignal): Promise<TaskResult> {
    for await (const event of this.events(taskId, signal)) {
      if (event.type === 'finished') return event.result;
    }
    throw abortReason(signal);
  }

  /** Ends a task; an ended one stays as it is. Throws TASK_UNKNOWN. */
  async cancel(taskId: string): Promise<void> {
    await this.decisions.cancel(await this.#row(taskId));
  }

  /** What the user decides on tasks and phones, by this door. */
  get decisions(): Decisions {
    const { context, runner, pulse, decisions: store } = this.#parts;
    const parts = { store, tasks: context.store, runner, registry: context.registry, pulse };
    return new Decisions(parts, this.#user, this.#door);
  }

  /** Answers a task that waits for the user; see Decisions. Throws TASK_UNKNOWN as well. */
  async answer(taskId: string, answer: TaskAnswer): Promise<string> {
    return this.decisions.answer(await this.#row(taskId), answer);
  }

  /** What was decided on a task. Throws TASK_UNKNOWN. */
  async decided(taskId: string): Promise<Decision[]> {
    await this.#row(taskId);
    return this.decisions.ofTask(taskId);
  }

  /** The person at a phone is done with it. Throws NO_DEVICE; false when nobody had it. */
  handBack(deviceId: string): Promise<boolean> {
    return this.decisions.handBack(deviceId);
  }

  async devices(): Promise<KnownDevice[]> {
    await this.#parts.context.registry.refresh(this.#user);
    return this.#parts.context.registry.list(this.#user);
  }

  /** `maxEdge` in pixels. Throws NO_DEVICE, DEVICE_BUSY, or SENSITIVE_SCREEN for one that is its owner's alone. */
  async screenshot(deviceId: string, maxEdge: number | undefined, signal: AbortSignal): Promise<TakenPicture> {
    const hand = await this.#parts.context.registry.hand(deviceId, this.#user);
    return hand.screenshot(deviceId, maxEdge, signal);
  }

  /** Throws as `screenshot` does. */
  async describeScreen(deviceId: string, signal: AbortSignal): Promise<Screen> {
    const hand = await this.#parts.context.registry.hand(deviceId, this.#user);
    return (await hand.steer('describe_screen', { device_id: deviceId }, signal)).result;
  }

  /** The bridge's record of a task, as far as it lies on this machine. Throws TASK_UNKNOWN. */
  async audit(taskId: string, signal: AbortSignal): Promise<object> {
    await this.#row(taskId);
    return runBridgeProgram('audit', [this.#parts.home, taskId], signal);
  }

  /** What a notification says cannot be allowed beforehand, and some phones do not tell it. */
  async #mustBeHeard({ command, when, confirmed, device }: Omit<NewSchedule, 'owner' | 'door'>): Promise<void> {
    const fills = placeholdersIn(command);
    if (confirmed && fills.length > 0) {
      throw new FarhandError('INPUT_INVALID', `What {${fills[0]}} will be is not known yet, so it cannot be allowed`, {
        hint: 'Leave --yes out: you are asked each time, with what the notification says.',
      });
    }
    const others = (await this.#parts.schedules.list(this.#user)).filter(({ notification }) => notification !== null);
    if (others.length >= mostTriggers) {
      throw new FarhandError('INPUT_INVALID', `${mostTriggers} schedules wait for notifications already`, {
        hint: 'Remove one: npm start -- schedule list, then schedule remove <id>.',
      });
    }
    const phones = await this.#parts.context.registry.list(this.#user);
    const watched = phones.filter(({ device_id: id }) => device === undefined || id === device);
    const { title, text } = 'notification' in when ? when.notification : {};
    const needsWords = title !== undefined || text !== undefined || fills.length > 0;
    if (!needsWords || watched.length === 0 || watched.some(({ privacy_level: level }) => level !== 'private')) return;
    throw new FarhandError(
      'POLICY_REFUSED',
      'At the privacy level private no words of a notification leave the bridge',
      {
        hint: 'Wait for the app alone (app=...), or set FARHAND_PRIVACY=captions where the bridge runs.',
      },
    );
  }

  async #row(taskId: string): Promise<TaskRow> {
    return this.#own(taskId, await this.#parts.context.store.task(taskId));
  }

  #own<Row extends TaskRow>(taskId: string, row: Row | undefined): Row {
    if (row?.owner !== this.#user) throw new FarhandError('TASK_UNKNOWN', `There is no task "${taskId.slice(0, 64)}"`);
    return row;
  }
}

function scheduleOf(row: ScheduleRow): Schedule {
  const { id, command, cron, confirmed, device } = row;
  return {
    id,
    command,
    cron,
    timeZone: row.time_zone,
    whenNotification: row.notification,
    confirmed,
    device,
    nextAt: row.next_at,
    lastTaskId: row.last_task_id,
  };
}
