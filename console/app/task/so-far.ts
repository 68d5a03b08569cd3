// What the events of a task that runs come to so far.
import type { SubtaskProgress, TaskProgress } from '../api/task-following.js';

/** Which phones are shown beside the task: those that are at work, and between two subtasks the one that was last. */
export function phonesOf({ subtasks }: Pick<TaskProgress, 'subtasks'>): readonly string[] {
  const onPhones = Object.values(subtasks).filter(({ device }) => device !== undefined);
  const atWork = onPhones.filter(({ report }) => !report);
  const shown = atWork.length > 0 ? atWork : onPhones.slice(-1);
  return [...new Set(shown.flatMap(({ device }) => device ?? []))];
}

/** Each call counts from nothing: where the number falls, another one has begun. */
export function bytesUpOf(subtasks: readonly Pick<SubtaskProgress, 'steps'>[]): number {
  let total = 0;
  for (const { steps } of subtasks) {
    let ofCall = 0;
    for (const { bytesUp = ofCall } of steps) {
      if (bytesUp < ofCall) total += ofCall;
      ofCall = bytesUp;
    }
    total += ofCall;
  }
  return total;
}
