// The tables of the cloud as kysely sees them. Events are append-only and the only record of single steps; everything
// else can be read without replaying them.
import type {
  Device,
  ErrorBody,
  NotificationCondition,
  Plan,
  Report,
  TaskEvent,
  TaskMode,
  TaskResult,
  TaskStatus,
} from '@farhand/shared';
import type { Generated, JSONColumnType } from 'kysely';
import type { Budget } from '../brain/budget.js';
import type { Door, Verdict } from '../decisions/decision.js';
import type { Said } from '../schedules/placeholders.js';
import type { Parameter } from '../skills/skill.js';
import type { AttemptOutcome, AttemptPlan, NextStep } from '../tasks/attempt.js';
import type { Scope } from '../users/principal.js';

export type StoredStatus = TaskStatus | 'running';

export interface TaskTable {
  id: string;
  /** The user whose task it is. */
  owner: string;
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
  /** What the user has approved before the task began: no brain plans then. */
  given_plan: JSONColumnType<Plan> | null;
  result: JSONColumnType<TaskResult> | null;
  /** Sequence number of the newest event. */
  event_count: Generated<number>;
  /** The task that went on with this one after the user had answered it. */
  answered_by: string | null;
  /** W3C trace context of the request that made it. */
  traceparent: string | null;
  mode: Generated<TaskMode>;
  /** What its brain calls may cost at the most. */
  budget: JSONColumnType<Budget> | null;
  /** What a notification said, for the placeholders of the command. */
  said: JSONColumnType<Said> | null;
  /** Who answered the task that this one goes on with, and by which door. */
  decided_by: string | null;
  /** The schedule that gave it. */
  schedule_id: string | null;
}

/** What a person decided on a task or a phone. */
export interface DecisionTable {
  id: string;
  /** Who decided; users decide on what is theirs. */
  owner: string;
  task_id: string | null;
  /** The schedule whose tasks it is about. */
  schedule_id: Generated<string | null>;
  device: string | null;
  what: Verdict;
  door: Door;
  created_at: Generated<Date>;
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

/** What a phone's screen showed at a step, as its privacy level let it out. */
export interface PictureTable {
  task_id: string;
  /** Of the bytes, in hex. */
  sha256: string;
  mime_type: string;
  bytes: Buffer;
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
  id: string | null;
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

/** Tokens of the API; the service token of the checkout is not among them. */
export interface ApiTokenTable {
  id: string;
  owner: string;
  name: string;
  /** SHA-256 in hex. */
  hash: string;
  scopes: JSONColumnType<Scope[]>;
  created_at: Generated<Date>;
  expires_at: Date | null;
  revoked_at: Date | null;
}

/** Codes of links that sign a browser in, each good once. */
export interface SignInCodeTable {
  /** SHA-256 in hex. */
  hash: string;
  owner: string;
  scopes: JSONColumnType<Scope[]>;
  /** The token that it was made with: what it begins ends with that. Null for the service token. */
  token_id: string | null;
  expires_at: Date;
}

/** Browsers that are signed in. */
export interface ConsoleSessionTable {
  id: string;
  /** SHA-256 of the cookie's secret, in hex. */
  hash: string;
  owner: string;
  scopes: JSONColumnType<Scope[]>;
  /** The token that it ends with; null for the service token. */
  token_id: string | null;
  created_at: Generated<Date>;
  expires_at: Date;
}

/** Codes that pair a bridge: the first half finds the row, the second is guessed at most `attempts_left` times. */
export interface PairingCodeTable {
  lookup: string;
  secret_hash: string;
  owner: string;
  attempts_left: number;
  expires_at: Date;
}

/** Public keys of paired bridges. */
export interface BridgeKeyTable {
  /** Thumbprint of the key. */
  id: string;
  owner: string;
  name: string;
  /** Ed25519, DER (SPKI) in base64url. */
  public_key: string;
  created_at: Generated<Date>;
  revoked_at: Date | null;
}

/** What a bridge has to sign at its next dial; gone once it was used. */
export interface BridgeChallengeTable {
  hash: string;
  key_id: string;
  expires_at: Date;
}

/** Commands that are given again and again. */
export interface ScheduleTable {
  id: string;
  owner: string;
  command: string;
  /** Five fields, read in `time_zone`. Null for one that waits for notifications. */
  cron: string | null;
  time_zone: string | null;
  /** Which notifications give the command; null for one that goes by time. */
  notification: JSONColumnType<NotificationCondition> | null;
  confirmed: boolean;
  device: string | null;
  created_at: Generated<Date>;
  /** Null when its time will not come again, and for what has none. */
  next_at: Date | null;
  last_task_id: string | null;
}

/** Plans that a user keeps under a name. */
export interface SkillTable {
  owner: string;
  name: string;
  /** Of the task that it was made of; so is the plan. */
  command: string;
  plan: JSONColumnType<Plan>;
  params: JSONColumnType<Parameter[]>;
  task_id: string;
  created_at: Generated<Date>;
}

/** What a schedule has seen on a phone; its newest row is where it watches from. */
export interface NotificationSeenTable {
  schedule_id: string;
  device_id: string;
  /** As the bridge names one post; empty for the moment at which watching began. */
  notification: string;
  /** Milliseconds since 1970, by the phone's clock. */
  posted_ms: string;
  /** Null where no task was made of it. */
  task_id: string | null;
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
  /** The user whose phone it is. */
  owner: Generated<string>;
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
  decision: DecisionTable;
  attempt: AttemptTable;
  task: TaskTable;
  subtask: SubtaskTable;
  event: EventTable;
  picture: PictureTable;
  brain_call: BrainCallTable;
  api_token: ApiTokenTable;
  sign_in_code: SignInCodeTable;
  console_session: ConsoleSessionTable;
  pairing_code: PairingCodeTable;
  bridge_key: BridgeKeyTable;
  bridge_challenge: BridgeChallengeTable;
  schedule: ScheduleTable;
  skill: SkillTable;
  notification_seen: NotificationSeenTable;
  replica: ReplicaTable;
  phone: PhoneTable;
  phone_lease: PhoneLeaseTable;
  hand_call: HandCallTable;
}
