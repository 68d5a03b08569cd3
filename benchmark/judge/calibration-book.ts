// What is known of each judge that has been held against the truth: kept on this machine, so that every later score by
// that judge, with those prompts, can be printed beside it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStrict } from '@farhand/shared';
import { z } from 'zod';
import { readJson } from '../imports/json.js';
import { type Confusion, confusionLines } from './calibration.js';

const rate = z.number().min(0).max(1).optional();
const count = z.int().nonnegative();
const entrySchema = z.strictObject({
  confusion: z.strictObject({
    ...{ truePositive: count, trueNegative: count, falsePositive: count, falseNegative: count },
    ...{ accuracy: rate, precision: rate, recall: rate, falsePositiveRate: rate },
  }),
  source: z.string(),
  run: z.string(),
  on: z.iso.date(),
});
const bookSchema = z.record(z.string(), entrySchema);
export type CalibrationEntry = z.infer<typeof entrySchema>;

/** `folder`: where runs are kept. */
const fileIn = (folder: string): string => join(folder, 'judges.json');

/** Throws CONFIG_INVALID for a damaged book. */
async function readBook(folder: string): Promise<z.infer<typeof bookSchema>> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => '{}');
  return parseStrict(bookSchema, readJson(text, 'book of judges'), 'CONFIG_INVALID', 'book of judges');
}

/** The newest entry of a judge counts. */
export async function noteCalibration(folder: string, judge: string, entry: CalibrationEntry): Promise<void> {
  await writeFile(fileIn(folder), `${JSON.stringify({ ...(await readBook(folder)), [judge]: entry }, null, 1)}\n`);
}

/** Lines for people beside a score of this judge: how far it can be trusted, or that nobody knows. */
export async function trustLines(folder: string, judge: string): Promise<string[]> {
  const entry = (await readBook(folder))[judge];
  if (!entry) {
    return [
      `Judged by ${judge}, which was never held against a truth here.`,
      'Calibrate it on a run whose state is checked: bench judge FOLDER (of farhand-daily).',
    ];
  }
  const known: Confusion = {
    accuracy: undefined,
    precision: undefined,
    recall: undefined,
    falsePositiveRate: undefined,
    ...entry.confusion,
  };
  return [`Calibrated on ${entry.on} with ${entry.run}.`, ...confusionLines(known, entry.source)];
}
