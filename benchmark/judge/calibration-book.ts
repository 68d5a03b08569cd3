// What is known of each judge that has been held against the truth: kept on this machine, so that every later score by
// that judge, with those prompts, can be printed beside it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStrict } from '@farhand/shared';
import { z } from 'zod';
import type { Verdict } from '../attempt.js';
import { readJson } from '../imports/json.js';
import { confusionLines } from './calibration.js';

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

/**
 * Lines for people beside the score of a run: for each judge that decided one of these, how far it can be trusted, or that
 * nobody knows. None where no model judged.
 */
export async function trustLines(folder: string, verdicts: readonly Verdict[]): Promise<string[]> {
  const judges = new Set(
    verdicts.flatMap(({ by, promptHash }) => (promptHash === undefined ? [] : [`${by} ${promptHash}`])),
  );
  if (judges.size === 0) return [];
  const book = Object.entries(await readBook(folder));
  return [...judges].flatMap((judge) => {
    const [by = '', hash = ''] = judge.split(' ');
    const known = book.filter(([name]) => name.startsWith(`${by}+`) && name.endsWith(`+${hash}`));
    if (known.length > 0) return known.flatMap(([name, entry]) => linesOf(name, entry));
    return [
      `Judged by ${by}, which was never held against a truth here.`,
      'Calibrate it on a run whose state is checked: npm start -- bench judge FOLDER (of farhand-daily).',
    ];
  });
}

function linesOf(judge: string, { on, run, source, confusion }: CalibrationEntry): string[] {
  const unknown = { accuracy: undefined, precision: undefined, recall: undefined, falsePositiveRate: undefined };
  return [`${judge}, calibrated on ${on} with ${run}:`, ...confusionLines({ ...unknown, ...confusion }, source)];
}
