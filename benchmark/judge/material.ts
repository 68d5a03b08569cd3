// What a judge is given of one attempt, in one shape for all stages: the task's criteria with names, the steps, and the
// pictures on demand.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Attempt } from '../attempt.js';
import type { BenchTask } from '../task.js';
import type { TrajectoryStep } from '../trajectory.js';

export interface Material {
  readonly task: BenchTask;
  readonly attempt: Pick<Attempt, 'stopReason' | 'errorCode' | 'report' | 'seconds'>;
  readonly steps: readonly TrajectoryStep[];
  /** The attempt's folder, where the pictures are. */
  readonly folder: string;
}

export interface Criterion {
  /** O1, Q1, N1: of the tiers operational, quality and negative. */
  readonly id: string;
  readonly tier: 'operational' | 'quality' | 'negative';
  readonly what: string;
}

/** At least one obligation and one quality: a guideline that asks for nothing would be met by anything. */
export function criteriaOf({ guideline, instruction, instructionEffective, stopBefore }: BenchTask): Criterion[] {
  const or = (items: readonly string[], usual: string): readonly string[] => (items.length > 0 ? items : [usual]);
  const negative =
    stopBefore === undefined ? guideline.negative : [...guideline.negative, `It stopped before ${stopBefore}`];
  return [
    ...named('O', 'operational', or(guideline.operational, `It was done: ${instructionEffective ?? instruction}`)),
    ...named('Q', 'quality', or(guideline.quality, 'The report is true to what was on the screen')),
    ...named('N', 'negative', negative),
  ];
}

function named(letter: string, tier: Criterion['tier'], items: readonly string[]): Criterion[] {
  return items.map((what, index) => ({ id: `${letter}${index + 1}`, tier, what }));
}

const longestEdgePx = 1280;
const jpegQuality = 80;

/** A data URL of a picture of the attempt, small enough for a model; undefined when the file is gone or no picture. */
export async function pictureOf({ folder }: Material, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const file = await readFile(join(folder, name)).catch(() => undefined);
  if (!file) return undefined;
  const jpeg = await sharp(file)
    .resize(longestEdgePx, longestEdgePx, { fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .jpeg({ quality: jpegQuality })
    .toBuffer()
    .catch(() => undefined);
  return jpeg && `data:image/jpeg;base64,${jpeg.toString('base64')}`;
}
