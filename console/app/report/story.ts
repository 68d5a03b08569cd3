// A task's story as the pages show it: the steps in the order of time, each with what is known of it.
import type { TaskRecord, TaskStory } from '@farhand/cloud';
import type { Plan, TaskResult } from '@farhand/shared';
import type { AttemptEvent } from '../api/task-following.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export interface StoryStep {
  /** `s1-7`: step 7 of the subtask s1; `s1.1-7` of an attempt before the last. In the page, the element `step-s1-7`. */
  readonly key: string;
  readonly subtaskId: string;
  readonly step: number;
  /** The attempt that it belongs to; undefined for the first. */
  readonly attempt: AttemptEvent | undefined;
  /** Of its attempt. */
  readonly isFirst: boolean;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly action: string;
  readonly explain: string;
  readonly thought: string | undefined;
  readonly isReplayed: boolean;
  /** On the screen, from 0 to 1000 each way. */
  readonly from: readonly [number, number] | undefined;
  readonly to: readonly [number, number] | undefined;
  readonly evidence: readonly string[];
  /** Address of the picture of the screen that the step was decided on. */
  readonly picture: string | undefined;
}

/** What is shown of a task, in the console and in a saved report alike. */
export interface Told {
  readonly story: TaskStory;
  /** elsewhere: it lies on another machine. */
  readonly record: TaskRecord | 'awaited' | 'elsewhere';
  /** Address of a stored picture by its hash. */
  readonly pictureUrl: (sha256: string) => string | undefined;
}

export function resultOf({ events }: TaskStory): TaskResult | undefined {
  return events.map(({ event }) => event).find((event) => event.type === 'finished')?.result;
}

export function planOf({ events }: TaskStory): Plan | undefined {
  return events.map(({ event }) => event).find((event) => event.type === 'planned')?.plan;
}

export function stepKey(subtaskId: string, step: number): string {
  return `${subtaskId}-${step}`;
}

export function stepsOf({ story, pictureUrl }: Told): readonly StoryStep[] {
  const evidence = evidenceOf(resultOf(story));
  const latest = new Map<string, AttemptEvent>();
  const steps: Writable<StoryStep>[] = [];
  for (const { at, event } of story.events) {
    if (event.type === 'attempt') latest.set(event.subtaskId, event);
    if (event.type === 'picture') {
      const pictured = steps.findLast(({ subtaskId, step }) => subtaskId === event.subtaskId && step === event.step);
      if (pictured) pictured.picture = pictureUrl(event.sha256);
    }
    if (event.type !== 'step') continue;
    const { subtaskId, step, action, explain, thought, replayed = false } = event;
    const attempt = latest.get(subtaskId);
    const before = steps.findLast((other) => other.subtaskId === subtaskId);
    steps.push({
      key: stepKey(subtaskId, step),
      subtaskId,
      step,
      attempt,
      isFirst: before === undefined || before.attempt !== attempt,
      atMs: Date.parse(at),
      action,
      explain,
      thought,
      isReplayed: replayed,
      from: event.point,
      to: event.point2,
      evidence: [],
      picture: undefined,
    });
  }
  return namedApart(steps).map((step) => ({ ...step, evidence: evidence.get(step.key) ?? [] }));
}

/** An attempt may count its steps anew: reports are about the last one, and so are plain keys. */
function namedApart(steps: readonly StoryStep[]): readonly StoryStep[] {
  const last = new Map(steps.map((step) => [step.key, step]));
  return steps.map((step) => {
    if (last.get(step.key) === step) return step;
    return { ...step, key: `${step.subtaskId}.${step.attempt?.number ?? 1}-${step.step}` };
  });
}

/** By the key of the step that showed it. */
function evidenceOf(result: TaskResult | undefined): ReadonlyMap<string, readonly string[]> {
  const evidence = new Map<string, string[]>();
  for (const { subtaskId, evidence: shown = [] } of result?.reports ?? []) {
    for (const { step, what } of shown) {
      const key = stepKey(subtaskId, step);
      evidence.set(key, [...(evidence.get(key) ?? []), what]);
    }
  }
  return evidence;
}

/** Attempts after the first, by subtask. */
export function attemptsOf({ events }: TaskStory): ReadonlyMap<string, readonly AttemptEvent[]> {
  const attempts = new Map<string, AttemptEvent[]>();
  for (const { event } of events) {
    if (event.type !== 'attempt') continue;
    attempts.set(event.subtaskId, [...(attempts.get(event.subtaskId) ?? []), event]);
  }
  return attempts;
}
