// The tables of the cloud as kysely sees them. Events are append-only and the only record of single steps; everything
// else can be read without replaying them.
import type { Device, ErrorBody, Plan, Report, TaskEvent, TaskResult, TaskStatus } from '@farhand/shared';
import type { Generated, JSONColumnType } from 'kysely';

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
  /** How many processes have carried it out so far: writes of an earlier one are refused. */
  epoch: Generated<number>;
  brain: string | null;
  plan: JSONColumnType<Plan> | null;
  result: JSONColumnType<TaskResult> | null;
  /** Sequence number of the newest event. */
  event_count: Generated<number>;
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
  task_id: string;
  purpose: string;
  model: string;
  prompt_tokens: number;
  generated_tokens: number;
  seconds: number;
  created_at: Generated<Date>;
}

/** A cloud process that lives: it says so before `expires_at`, over and over. */
export interface ReplicaTable {
  id: string;
  /** False for a single command: its phones are its own, and it uses no others. */
  shared: boolean;
  beat_at: Date;
  expires_at: Date;
}

/** A phone, and the process that its bridge is linked to. */
export interface PhoneTable {
  bridge_id: string;
  device_id: string;
  replica_id: string;
  /** Rises with every link: what an older link of the same bridge tells is not written over a newer one's. */
  link_epoch: string;
  device: JSONColumnType<Device>;
}

/** A phone in use. It belongs to the subtask, not to a process: whoever takes the task over has the phone, too. */
export interface PhoneLeaseTable {
  bridge_id: string;
  device_id: string;
  task_id: string;
  subtask_id: string;
  /** New for every time that it is given: who had it before does not end it. */
  id: string;
}

/** What one process asks another to do on a phone that is linked to that one. */
export interface HandCallTable {
  id: string;
  replica_id: string;
  caller_id: string;
  bridge_id: string;
  method: string;
  input: JSONColumnType<object>;
  taken: Generated<boolean>;
  answer: JSONColumnType<HandAnswer> | null;
  created_at: Generated<Date>;
}

export type HandAnswer = { readonly value: unknown } | { readonly error: ErrorBody };

export interface Database {
  task: TaskTable;
  subtask: SubtaskTable;
  event: EventTable;
  brain_call: BrainCallTable;
  replica: ReplicaTable;
  phone: PhoneTable;
  phone_lease: PhoneLeaseTable;
  hand_call: HandCallTable;
}
