// A task's story as the pages show it: the steps in the order of time, each with what is known of it.
import type { TaskRecord, TaskStory } from '@farhand/cloud';
import type { Plan, TaskResult } from '@farhand/shared';

export interface StoryStep {
  /** `s1-7`: step 7 of the subtask s1. In the page, the element `step-s1-7`. */
  readonly key: string;
  readonly subtaskId: string;
  readonly step: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly action: string;
  readonly explain: string;
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
  const evidence = new Map<string, string[]>();
  for (const { subtaskId, evidence: shown = [] } of resultOf(story)?.reports ?? []) {
    for (const { step, what } of shown) {
      const key = stepKey(subtaskId, step);
      evidence.set(key, [...(evidence.get(key) ?? []), what]);
    }
  }
  const pictures = new Map<string, string>();
  for (const { event } of story.events) {
    if (event.type === 'picture') pictures.set(stepKey(event.subtaskId, event.step), event.sha256);
  }
  return story.events.flatMap(({ at, event }) => {
    if (event.type !== 'step') return [];
    const { subtaskId, step, action, explain, replayed = false } = event;
    const key = stepKey(subtaskId, step);
    const sha256 = pictures.get(key);
    return [
      {
        key,
        subtaskId,
        step,
        atMs: Date.parse(at),
        action,
        explain,
        isReplayed: replayed,
        from: event.point,
        to: event.point2,
        evidence: evidence.get(key) ?? [],
        picture: sha256 === undefined ? undefined : pictureUrl(sha256),
      },
    ];
  });
}
