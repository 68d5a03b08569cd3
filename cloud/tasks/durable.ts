// The only file that knows the workflow engine (DBOS). It keeps tasks alive across crashes: a task of a dead process is
// begun anew, by one process at a time, and finds what it has reached in the tables of tasks, where every step's outcome
// is written before the next begins. The engine keeps no second copy of outcomes. It is one per process, so is this.
import { DBOS, DBOSWorkflowConflictError } from '@dbos-inc/dbos-sdk';
import { delay, FarhandError, type Logger } from '@farhand/shared';
import pg from 'pg';
import { hasMoved } from '../store/claim.js';
import { openPool } from '../store/database.js';
import type { Step } from './carry-out.js';

/** Stored with every task: a task is only resumed by code that finds its outcomes. Raise it when they move. */
const stepsVersion = 'farhand-steps-2';
const engineName = 'farhand';
/** Advisory lock under which one process at a time sets the engine's tables up. */
const setUpLock = 0x0fa8;
const setUpLookMs = 50;

/** Carries one task out; `step` makes its parts durable. */
export type TaskBody = (taskId: string, step: Step) => Promise<void>;

export interface Durable {
  start(taskId: string): Promise<void>;
  /** Begins a task anew, here or on another process. False when the engine holds it for ended. */
  resume(taskId: string): Promise<boolean>;
  /** Gives a task of a dead process up. */
  abandon(taskId: string): Promise<void>;
  /** From now on no outcome is stored: what is under way will be repeated by whoever resumes it. */
  freeze(): void;
  /** May be called twice. */
  close(): Promise<void>;
}

interface Running {
  readonly body: TaskBody;
  frozen: boolean;
}

let running: Running | undefined;

const taskWorkflow = DBOS.registerWorkflow(
  async (taskId: string): Promise<void> => {
    if (!running) throw new FarhandError('INTERNAL', 'A task was begun while the service was stopped');
    await running.body(taskId, stepOf(running)).catch((error: unknown) => {
      throw handedOver(taskId, error);
    });
  },
  { name: 'task' },
);

/** Nothing is written down once the process is being stopped: such a step never ends. */
function stepOf(engine: Running): Step {
  return async (work, record) => {
    const outcome = await work();
    if (engine.frozen) return never();
    await record(outcome);
    return outcome;
  };
}

/** The engine stores nothing of what ends like this, and waits for the other process' end of the task. */
function handedOver(taskId: string, error: unknown): unknown {
  return hasMoved(error) ? new DBOSWorkflowConflictError(taskId) : error;
}

/** Whether a task stopped because it goes on elsewhere. */
export function isHandedOver(error: unknown): boolean {
  return error instanceof DBOSWorkflowConflictError || hasMoved(error);
}

function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

/** `url` is the database's; `executorId` is unique to this process. */
export async function startDurable(url: string, executorId: string, body: TaskBody, log: Logger): Promise<Durable> {
  if (running) throw new FarhandError('INTERNAL', 'This process already runs a cloud; close it first');
  const engine: Running = { body, frozen: false };
  running = engine;
  const pool = openPool(url);
  try {
    DBOS.setConfig({
      name: engineName,
      systemDatabaseUrl: url,
      systemDatabasePool: pool,
      // Workflows tell each other nothing here, and a connection that listens is woken by whatever anybody tells.
      useListenNotify: false,
      applicationVersion: stepsVersion,
      executorID: executorId,
      logger: engineLogger(log),
    });
    await oneAtATime(url, () => DBOS.launch());
  } catch (error) {
    running = undefined;
    await pool.end();
    throw error;
  }
  let closed: Promise<void> | undefined;
  return {
    start: async (taskId) => {
      await DBOS.startWorkflow(taskWorkflow, { workflowID: taskId })(taskId);
    },
    resume: async (taskId) => {
      await DBOS.resumeWorkflow(taskId);
      const status = await DBOS.getWorkflowStatus(taskId);
      return status?.status !== 'SUCCESS' && status?.status !== 'ERROR';
    },
    abandon: (taskId) => DBOS.cancelWorkflow(taskId),
    freeze: () => {
      engine.frozen = true;
    },
    close: () => {
      closed ??= DBOS.shutdown()
        .finally(() => pool.end())
        .finally(() => {
          running = undefined;
        });
      return closed;
    },
  };
}

/**
 * Launching sets the engine's tables up, which is not safe against a second process doing the same. The lock is asked for
 * over and over: a statement that waits for it would be waited for by the indexes that the engine makes.
 */
async function oneAtATime(url: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    while (!(await client.query('select pg_try_advisory_lock($1) as got', [setUpLock])).rows[0]?.got) {
      await delay(setUpLookMs);
    }
    await work();
  } finally {
    await client.end();
  }
}

function engineLogger(log: Logger): {
  info(entry: unknown): void;
  debug(entry: unknown): void;
  warn(entry: unknown): void;
  error(entry: unknown): void;
} {
  const child = log.child({ part: 'workflow' });
  return {
    info: (entry) => child.debug(String(entry)),
    debug: (entry) => child.trace(String(entry)),
    warn: (entry) => child.warn(String(entry)),
    error: (entry) => child.error(entry instanceof Error ? { err: entry } : String(entry)),
  };
}
