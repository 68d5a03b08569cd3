// Attempts, tasks and runs for tests that need no phone.
import type { Arm, Attempt, FailureLabel } from '../attempt.js';
import type { Run } from '../runs/run-description.js';
import type { BenchTask } from '../task.js';

export function someRun(over: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    suite: 'try',
    suiteVersion: '1',
    selection: 'all',
    arms: ['edge', 'edge-cloud'],
    repeat: 1,
    seed: 1,
    phones: 1,
    startedAt: '2026-11-30T12:00:00.000Z',
    commit: 'abc',
    brain: 'embedded',
    hand: 'skills',
    privacyLevel: 'captions',
    machine: 'here',
    ...over,
  };
}

export function someTask(id: string, over: Partial<BenchTask> = {}): BenchTask {
  return {
    id,
    suite: 'try',
    suiteVersion: '1',
    instruction: `Do ${id}`,
    language: 'en',
    apps: [],
    facets: { scene: 'shopping', complexity: 'atomic', difficulty: 'easy' },
    prepare: { level: 0, steps: [] },
    guideline: { operational: [`${id} is done`], quality: [], negative: [] },
    userScript: { answers: [] },
    allowsOutward: false,
    limits: { maxSteps: 40, maxSeconds: 60 },
    check: { kind: 'manual' },
    heldBack: false,
    warnings: [],
    ...over,
  };
}

export function someAttempt(
  taskId: string,
  arm: Arm,
  {
    pass = true,
    number = 1,
    labels = [],
    ...over
  }: Partial<Attempt> & { pass?: boolean; number?: number; labels?: FailureLabel[] } = {},
): Attempt {
  return {
    runId: 'run-1',
    taskId,
    attempt: number,
    system: { arm, brain: 'embedded', hand: 'skills', commit: 'abc', privacyLevel: 'captions' },
    device: { model: 'virtual', android: 'virtual', resolution: '1080x2400', seed: 1 },
    startedAt: '2026-11-30T12:00:00.000Z',
    seconds: 2,
    steps: 3,
    brainCalls: 1,
    tokens: { in: 10, out: 5 },
    bytesUp: { pictures: 0, text: 100 },
    usd: 0,
    report: 'done',
    verdict: { pass, by: 'state', items: [] },
    labels: [...labels],
    ...over,
  };
}
