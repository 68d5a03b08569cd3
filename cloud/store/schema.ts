// The tables of the cloud as kysely sees them. Events are append-only and the only record of single steps; everything
// else can be read without replaying them.
import type { ErrorBody, Plan, Report, TaskEvent, TaskMode, TaskResult, TaskStatus } from '@farhand/shared';
import type { Generated, JSONColumnType } from 'kysely';
import type { Budget } from '../brain/budget.js';
import type { AttemptOutcome, AttemptPlan, NextStep } from '../tasks/attempt.js';

export type StoredStatus = TaskStatus | 'running';

export interface TaskTable {
  id: string;
  command: string;
  status: Generated<StoredStatus>;
  /** The user allowed outward actions beforehand. */
  confirmed: boolean;
  /** Serial of the only phone that may be used. */
  device: string | null;
  max_steps: number | null;
  created_at: Generated<Date>;
  deadline_at: Date;
  ended_at: Date | null;
  cancel_requested_at: Date | null;
  /** The cloud process that carries the task out. */
  executor_id: string;
  brain: string | null;
  plan: JSONColumnType<Plan> | null;
  result: JSONColumnType<TaskResult> | null;
  /** Sequence number of the newest event. */
  event_count: Generated<number>;
  mode: Generated<TaskMode>;
  /** What its brain calls may cost at the most. */
  budget: JSONColumnType<Budget> | null;
}

export interface SubtaskTable {
  task_id: string;
  subtask_id: string;
  position: number;
  device: string | null;
  started_at: Date | null;
  ended_at: Date | null;
  report: JSONColumnType<Report> | null;
  error: JSONColumnType<ErrorBody> | null;
}

export interface EventTable {
  task_id: string;
  seq: number;
  /** Set on events that happen once: a resumed task does not tell them again. */
  once: string | null;
  body: JSONColumnType<TaskEvent>;
  created_at: Generated<Date>;
}

/** What the language models of a task were asked, call by call. */
export interface BrainCallTable {
  /** Null for conversations that belong to no task. */
  task_id: string | null;
  purpose: string;
  model: string;
  prompt_tokens: number;
  cached_tokens: Generated<number>;
  generated_tokens: number;
  seconds: number;
  created_at: Generated<Date>;
  /** Null for models that are free or whose price is not known. */
  currency: string | null;
  /** Billionths of the currency's unit; 0 for free models, null where the price is not known. */
  nanos: string | null;
}

/** One attempt at a subtask. */
export interface AttemptTable {
  task_id: string;
  subtask_id: string;
  number: number;
  plan: JSONColumnType<AttemptPlan>;
  device: string | null;
  outcome: JSONColumnType<AttemptOutcome> | null;
  next: JSONColumnType<NextStep> | null;
  created_at: Generated<Date>;
}

export interface Database {
  attempt: AttemptTable;
  task: TaskTable;
  subtask: SubtaskTable;
  event: EventTable;
  brain_call: BrainCallTable;
}
