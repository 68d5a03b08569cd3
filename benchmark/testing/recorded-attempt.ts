// Attempts for tests of judging: a task, its steps and its folder with pictures, written as a run writes them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Attempt } from '../attempt.js';
import type { Material } from '../judge/material.js';
import { RunFolder } from '../runs/run-folder.js';
import type { BenchTask } from '../task.js';
import { runFiles, stepsFile, type TrajectoryStep } from '../trajectory.js';
import { someAttempt, someRun, someTask } from './runs.js';

export const notes = 'com.miui.notes';

export function taskOf(changes: Partial<BenchTask> = {}): BenchTask {
  return someTask('note', {
    instruction: 'Write a note that says "milk".',
    apps: [{ name: 'Notes', package: notes }],
    guideline: {
      operational: ['A note with exactly the text "milk" was saved'],
      quality: ['The report says what the note says'],
      negative: ['No other note was changed'],
    },
    check: { kind: 'judge' },
    ...changes,
  });
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
  return someAttempt('note', 'edge', {
    seconds: 12,
    stopReason: 'TASK_COMPLETED_SUCCESSFULLY',
    report: 'The note says milk.',
    ...changes,
  });
}

export function materialOf(changes: Partial<Material> = {}): Material {
  return { task: taskOf(), attempt: attemptOf(), steps: threeSteps, folder: '/nowhere', ...changes };
}

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
  RunFolder.create(folder, someRun({ id: 'r1', suite: 'test' }), tasks);
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
