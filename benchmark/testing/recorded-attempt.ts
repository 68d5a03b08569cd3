// Attempts for tests of judging: a task, its steps and its folder with pictures, written as a run writes them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Attempt } from '../attempt.js';
import type { Material } from '../judge/material.js';
import type { Run } from '../runs/run-description.js';
import { RunFolder } from '../runs/run-folder.js';
import type { BenchTask } from '../task.js';
import { runFiles, stepsFile, type TrajectoryStep } from '../trajectory.js';

export const notes = 'com.miui.notes';

export function taskOf(changes: Partial<BenchTask> = {}): BenchTask {
  return {
    id: 'note',
    suite: 'test',
    suiteVersion: '1',
    instruction: 'Write a note that says "milk".',
    language: 'en',
    apps: [{ name: 'Notes', package: notes }],
    facets: {},
    prepare: { level: 0, steps: [] },
    guideline: {
      operational: ['A note with exactly the text "milk" was saved'],
      quality: ['The report says what the note says'],
      negative: ['No other note was changed'],
    },
    userScript: { answers: [] },
    allowsOutward: false,
    limits: { maxSteps: 40, maxSeconds: 1200 },
    check: { kind: 'judge' },
    heldBack: false,
    warnings: [],
    ...changes,
  };
}

export function stepOf(step: number, changes: Partial<TrajectoryStep> = {}): TrajectoryStep {
  return {
    step,
    thought: 'go on',
    action: { action: 'CLICK', point: [500, 500] },
    frameId: `f${step}`,
    screenshotBefore: `${step}.png`,
    screenshotAfter: `${step + 1}.png`,
    screenText: `page ${step}`,
    foreground: notes,
    seconds: 1,
    ...changes,
  };
}

export const threeSteps: readonly TrajectoryStep[] = [
  stepOf(1),
  stepOf(2, { action: { action: 'TYPE', value: 'milk' }, screenText: 'a new note' }),
  stepOf(3, {
    action: { action: 'COMPLETE', return: 'The note says milk.' },
    screenText: 'Notes\nmilk\nsaved just now',
  }),
];

export function attemptOf(changes: Partial<Attempt> = {}): Attempt {
  return {
    runId: 'r1',
    taskId: 'note',
    attempt: 1,
    system: { arm: 'edge', brain: 'none', hand: 'test', commit: 'abc', privacyLevel: 'open' },
    device: { model: 'virtual', android: '14', resolution: '1080x2400' },
    startedAt: '2026-11-30T10:00:00Z',
    seconds: 12,
    steps: 3,
    brainCalls: 0,
    tokens: { in: 0, out: 0 },
    bytesUp: { pictures: 0, text: 0 },
    usd: 0,
    stopReason: 'TASK_COMPLETED_SUCCESSFULLY',
    report: 'The note says milk.',
    verdict: { pass: true, by: 'state', items: [] },
    labels: [],
    ...changes,
  };
}

export function materialOf(changes: Partial<Material> = {}): Material {
  return { task: taskOf(), attempt: attemptOf(), steps: threeSteps, folder: '/nowhere', ...changes };
}

const run: Run = {
  ...{ id: 'r1', suite: 'test', suiteVersion: '1', selection: 'all', arms: ['edge'], repeat: 1, seed: 1, phones: 1 },
  ...{
    startedAt: '2026-11-30T10:00:00Z',
    commit: 'abc',
    brain: 'none',
    hand: 'test',
    privacyLevel: 'open',
    machine: 'x',
  },
};

/** A run's folder with these attempts, each with its steps and a picture for every name that they give. */
export async function writeRun(
  folder: string,
  tasks: readonly BenchTask[],
  attempts: readonly { readonly attempt: Attempt; readonly steps: readonly TrajectoryStep[] }[],
): Promise<void> {
  const png = await sharp({ create: { width: 54, height: 120, channels: 3, background: '#ddd' } })
    .png()
    .toBuffer();
  const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
  rmSync(folder, { recursive: true, force: true });
  RunFolder.create(folder, run, tasks);
  writeFileSync(join(folder, runFiles.results), lines(attempts.map(({ attempt }) => attempt)));
  for (const { attempt, steps } of attempts) {
    const place = join(folder, attempt.folder ?? '');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, stepsFile), lines(steps));
    const names = new Set(
      steps.flatMap(({ screenshotBefore, screenshotAfter }) => [screenshotBefore, screenshotAfter]),
    );
    for (const name of names) if (name !== undefined) writeFileSync(join(place, name), png);
  }
}
