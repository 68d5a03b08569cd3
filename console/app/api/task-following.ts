// What is known of a task, growing with its events. One following for each task, however many components look at it.
import type { ErrorBody, Plan, Report, TaskEvent, TaskResult } from '@farhand/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiError, isSignedIn } from './client.js';
import { follow } from './follow.js';

export type StepEvent = Extract<TaskEvent, { type: 'step' }>;
export type AttemptEvent = Extract<TaskEvent, { type: 'attempt' }>;
export type BrainCallEvent = Extract<TaskEvent, { type: 'brain_call' }>;

export interface SubtaskProgress {
  readonly device: string | undefined;
  readonly steps: readonly StepEvent[];
  readonly attempts: readonly AttemptEvent[];
  readonly report: Report | undefined;
}

export interface TaskProgress {
  readonly taskId: string;
  readonly command: string | undefined;
  readonly plan: Plan | undefined;
  readonly subtasks: Readonly<Record<string, SubtaskProgress>>;
  readonly brainCalls: readonly BrainCallEvent[];
  readonly result: TaskResult | undefined;
  /** False while the connection is being made anew; what is shown may be old. */
  readonly isConnected: boolean;
  readonly error: ErrorBody | undefined;
}

const untouched: SubtaskProgress = {
  device: undefined,
  steps: [],
  attempts: [],
  report: undefined,
};

interface Followed {
  readonly progress: ReturnType<typeof signal<TaskProgress>>;
  lookers: number;
  leaving: AbortController | undefined;
  last: number;
}

const followed = new Map<string, Followed>();

/** Follows as long as a component looks. An ended task stays known, so going back to it shows it at once. */
export function useTask(taskId: string): ReadonlySignal<TaskProgress> {
  const entry = entryOf(taskId);
  const signedIn = isSignedIn.value;
  useEffect(() => {
    entry.lookers += 1;
    if (entry.lookers === 1 && signedIn && !entry.progress.value?.result) void begin(taskId, entry);
    return () => {
      entry.lookers -= 1;
      if (entry.lookers === 0) entry.leaving?.abort();
    };
  }, [taskId, entry, signedIn]);
  return entry.progress as ReadonlySignal<TaskProgress>;
}

function entryOf(taskId: string): Followed {
  let entry = followed.get(taskId);
  if (!entry) {
    const nothing = { command: undefined, plan: undefined, subtasks: {}, brainCalls: [], result: undefined };
    const progress = signal<TaskProgress>({ taskId, ...nothing, isConnected: false, error: undefined });
    entry = { progress, lookers: 0, leaving: undefined, last: 0 };
    followed.set(taskId, entry);
  }
  return entry;
}

async function begin(taskId: string, entry: Followed): Promise<void> {
  const leaving = new AbortController();
  entry.leaving = leaving;
  const tell = (news: Partial<TaskProgress>) => {
    if (entry.progress.value) entry.progress.value = { ...entry.progress.value, ...news };
  };
  try {
    await follow(`/v1/tasks/${encodeURIComponent(taskId)}/events`, {
      signal: leaving.signal,
      after: entry.last,
      onConnected: (isConnected) => tell({ isConnected }),
      onEvent: ({ id, data }) => {
        entry.last = id ?? entry.last;
        if (entry.progress.value) entry.progress.value = told(entry.progress.value, JSON.parse(data) as TaskEvent);
        // Nothing follows; the connection would be made anew only to be told so.
        if (entry.progress.value?.result) leaving.abort();
      },
    });
  } catch (error) {
    if (error instanceof ApiError)
      tell({ error: { code: error.code, message: error.message, hint: error.hint } as ErrorBody });
  }
}

/** What an event adds to what is known. Kinds that this page does not know add nothing. */
export function told(progress: TaskProgress, event: TaskEvent): TaskProgress {
  const inSubtask = (id: string, news: (before: SubtaskProgress) => Partial<SubtaskProgress>): TaskProgress => {
    const before = progress.subtasks[id] ?? untouched;
    return { ...progress, subtasks: { ...progress.subtasks, [id]: { ...before, ...news(before) } } };
  };
  switch (event.type) {
    case 'accepted':
      return { ...progress, command: event.command };
    case 'planned':
      return { ...progress, plan: event.plan };
    case 'subtask_started':
      return inSubtask(event.subtaskId, () => ({ device: event.device }));
    case 'step':
      return inSubtask(event.subtaskId, ({ steps }) => ({ steps: [...steps, event] }));
    case 'attempt':
      return inSubtask(event.subtaskId, ({ attempts }) => ({ attempts: [...attempts, event] }));
    case 'brain_call':
      return { ...progress, brainCalls: [...progress.brainCalls, event] };
    case 'subtask_finished':
      return inSubtask(event.report.subtaskId, () => ({ report: event.report }));
    case 'finished':
      return { ...progress, plan: event.result.plan ?? progress.plan, result: event.result };
    default:
      return progress;
  }
}
