// What an agent learns of a task in one call: a line per event, and the result once there is one. Pictures, plans and
// evidence stay behind their own calls: an agent's context is small.
import type { TaskEvent, TaskResult } from '@farhand/shared';
import type { AgentDesk } from './desk.js';

/** Lines of one answer; the ones before are counted and left out. */
const mostLines = 60;
const longestLine = 400;

export interface FollowedTask {
  readonly task_id: string;
  readonly status: TaskResult['status'] | 'running';
  readonly steps: readonly string[];
  readonly steps_left_out?: number;
  /** Number of the newest event told. */
  readonly next: number;
  readonly result?: Omit<TaskResult, 'plan' | 'taskId' | 'status'>;
}

/** Answers at the end of the task, or after `waitMs` with what has happened by then. Throws TASK_UNKNOWN. */
export async function followTask(
  desk: AgentDesk,
  taskId: string,
  { after, waitMs }: { readonly after: number; readonly waitMs: number },
  signal: AbortSignal,
): Promise<FollowedTask> {
  const enough = AbortSignal.timeout(waitMs);
  const lines: string[] = [];
  let next = after;
  try {
    for await (const { seq, event } of desk.follow(taskId, after, AbortSignal.any([signal, enough]))) {
      next = seq;
      lines.push(...linesOf(event));
    }
  } catch (error) {
    if (!enough.aborted || signal.aborted) throw error;
  }
  const task = await desk.task(taskId, signal);
  const told = {
    task_id: taskId,
    status: task.status,
    steps: lines.slice(-mostLines),
    ...(lines.length > mostLines && { steps_left_out: lines.length - mostLines }),
    next,
  };
  return task.status === 'running' ? told : { ...told, result: resultFor(task) };
}

function resultFor({ plan: _plan, taskId: _taskId, status: _status, reports, ...rest }: TaskResult) {
  return { reports: reports.map(({ evidence: _evidence, ...report }) => report), ...rest };
}

function linesOf(event: TaskEvent): string[] {
  switch (event.type) {
    case 'planned':
      return event.plan.subtasks.map(({ id, goal }) => cut(`planned ${id}: ${goal}`));
    case 'subtask_started':
      return [`${event.subtaskId} begins ${event.device === undefined ? 'in the cloud' : `on ${event.device}`}`];
    case 'step':
      return [cut(`${event.subtaskId} step ${event.step} ${event.action}: ${event.explain}`)];
    case 'attempt':
      return [cut(`${event.subtaskId} attempt ${event.number} (${event.way}): ${event.why}`)];
    case 'subtask_finished':
      return [cut(`${event.report.subtaskId} ${event.report.stopReason}: ${event.report.text}`)];
    default:
      return [];
  }
}

function cut(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}
