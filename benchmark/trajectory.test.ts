import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { stepOf } from './testing/recorded-attempt.js';
import { readTrajectory, stepsFile } from './trajectory.js';

const folder = mkdtempSync(join(tmpdir(), 'farhand-steps-'));
afterEach(() => rmSync(join(folder, stepsFile), { force: true }));

test('steps come back as they were written; a line that was cut off is left out', async () => {
  expect(await readTrajectory(folder)).toEqual([]);
  writeFileSync(join(folder, stepsFile), `${JSON.stringify(stepOf(1))}\n${JSON.stringify(stepOf(2))}\n`);
  appendFileSync(join(folder, stepsFile), '{"step": 3, "thou');
  expect(await readTrajectory(folder)).toEqual([stepOf(1), stepOf(2)]);
});

test('a line in the middle that is not valid is told, and so is a picture in another folder', async () => {
  writeFileSync(join(folder, stepsFile), `${JSON.stringify(stepOf(1))}\n{"step"\n`);
  await expect(readTrajectory(folder)).rejects.toThrow('line 2 is no JSON');
  writeFileSync(join(folder, stepsFile), `${JSON.stringify(stepOf(1, { screenshotBefore: '../../secret.png' }))}\n`);
  await expect(readTrajectory(folder)).rejects.toThrow('screenshotBefore');
});
