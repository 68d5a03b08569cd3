// Which attempts a run makes, and in which order: for each round all tasks in a seeded order of its own, and the arms of
// a task one right after the other in a seeded order, so that whatever changes with time changes for all arms alike.
import type { Arm, Attempt } from '../attempt.js';
import type { BenchTask } from '../task.js';
import type { Run } from './run-description.js';

export interface PlannedAttempt {
  readonly task: BenchTask;
  readonly arm: Arm;
  /** Round, 1 first. */
  readonly number: number;
  /** Of the phone's data: the same for all arms of a task, another one in each round. */
  readonly phoneSeed: number;
}

/** An attempt that failed for reasons outside of the system under test is made once more. */
export const mostTries = 2;

export function plannedAttempts({ arms, repeat, seed }: Run, tasks: readonly BenchTask[]): PlannedAttempt[] {
  const random = randomNumbers(seed);
  const planned: PlannedAttempt[] = [];
  for (let number = 1; number <= repeat; number++) {
    for (const task of shuffled(tasks, random)) {
      for (const arm of shuffled(arms, random)) planned.push({ task, arm, number, phoneSeed: seed + number - 1 });
    }
  }
  return planned;
}

/** What is left to do of a run. */
export function attemptsLeft(planned: readonly PlannedAttempt[], made: readonly Attempt[]): PlannedAttempt[] {
  const tries = new Map<string, { count: number; ended: boolean }>();
  for (const attempt of made) {
    const key = keyOf(attempt.taskId, attempt.system.arm, attempt.attempt);
    const before = tries.get(key);
    tries.set(key, { count: (before?.count ?? 0) + 1, ended: !attempt.labels.includes('environment') });
  }
  return planned.filter(({ task, arm, number }) => {
    const known = tries.get(keyOf(task.id, arm, number));
    return known === undefined || !(known.ended || known.count >= mostTries);
  });
}

export function keyOf(taskId: string, arm: Arm, number: number): string {
  return `${taskId}\n${arm}\n${number}`;
}

/** Fisher and Yates' shuffle. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/** Numbers from 0 up to 1, the same for the same seed everywhere (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
