// What one line says: the line scaled to 48 pixels of height, read by the network at every eighth pixel, and the answers
// put together as connectionist temporal classification has it: repeats are one character, class 0 is the gap between.
import { type Answer, lineHeightPx, type Models } from './models.js';
import { type Raster, resize, toPlanes } from './raster.js';

const half = [0.5, 0.5, 0.5];
/** Widths are rounded up to these, so that the runtime meets few shapes. */
const widthStep = 16;
/** Longer lines do not fit on a screen that a person reads. */
const widestPx = 2400;

export interface Reading {
  readonly text: string;
  /** Mean probability of the characters, 0 to 1; 0 for no text. */
  readonly confidence: number;
}

export async function readLine(models: Models, line: Raster): Promise<Reading> {
  const exactPx = (line.widthPx * lineHeightPx) / line.heightPx;
  const widthPx = Math.min(widestPx, Math.max(widthStep, Math.ceil(exactPx / widthStep) * widthStep));
  const scaled = await resize(line, widthPx, lineHeightPx);
  return decode(await models.recognise(toPlanes(scaled, half, half), widthPx), models.characters);
}

/** `answer` is 1 x steps x classes. */
export function decode({ values, shape }: Answer, characters: readonly string[]): Reading {
  const [, steps = 0, classes = 0] = shape;
  let [text, sum, count, before] = ['', 0, 0, 0];
  for (let step = 0; step < steps; step++) {
    let best = 0;
    for (let index = 1; index < classes; index++) {
      if ((values[step * classes + index] as number) > (values[step * classes + best] as number)) best = index;
    }
    if (best !== 0 && best !== before) {
      text += characters[best] ?? '';
      sum += values[step * classes + best] as number;
      count += 1;
    }
    before = best;
  }
  return { text: text.trim(), confidence: count === 0 ? 0 : sum / count };
}
