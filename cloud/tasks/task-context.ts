// What a task needs from the service around it.
import type { Logger, Plan, TaskMode } from '@farhand/shared';
import type { TaskResearch } from '../agents/task-research.js';
import type { Budget } from '../brain/budget.js';
import type { Brains } from '../brain/roles.js';
import type { DeviceRegistry } from '../devices/registry.js';
import type { Said } from '../schedules/placeholders.js';
import type { Attempts } from '../store/attempts.js';
import type { Pictures } from '../store/pictures.js';
import type { TaskStore } from '../store/task-store.js';
import type { HubOnDemand } from '../tools/hub-on-demand.js';
import type { TaskTools } from '../tools/subtasks.js';
import type { Accounts } from './accounts.js';
import type { SpareTime } from './spare-time.js';

export interface TaskContext {
  readonly store: TaskStore;
  readonly attempts: Attempts;
  /** Of the screens at each step, where the privacy level lets them out. */
  readonly pictures: Pictures;
  /** For what nobody waits for, such as these. */
  readonly spareTime: SpareTime;
  readonly registry: DeviceRegistry;
  /** Each brain is opened when it is first needed; the first planner while the service starts. */
  readonly brains: Brains;
  readonly accounts: Accounts;
  /** What the cloud does itself, without a phone. */
  readonly tools: TaskTools;
  readonly research: TaskResearch;
  /** Tools that plans call by name. */
  readonly hub: HubOnDemand;
  /** Folder of what tasks keep on this machine. */
  readonly home: string;
  /** How long a subtask waits for a phone to be connected. */
  readonly deviceWaitMs: number;
  readonly log: Logger;
}

/** What the user asked for, as far as subtasks need it. */
export interface TaskRequest {
  readonly taskId: string;
  /** The user whose task it is; only this user's phones carry it out. */
  readonly owner: string;
  readonly command: string;
  readonly confirmed: boolean;
  readonly device: string | undefined;
  readonly maxSteps: number | undefined;
  readonly mode: TaskMode;
  /** What its brain calls may cost at the most; undefined for the service's own limit. */
  readonly budget: Budget | undefined;
  /** What a notification said, for the placeholders of the command: untrusted. */
  readonly said: Said | undefined;
  /** Who answered the task that this one goes on with, and by which door. */
  readonly decidedBy: string | undefined;
  /** Made by the user, or approved by them: it is carried out as it stands. */
  readonly givenPlan: Plan | undefined;
  /** How often the task has changed hands: a bridge refuses calls of whoever had it before. */
  readonly epoch: number;
}
