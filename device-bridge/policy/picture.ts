// Which pictures are taken and read. A protected window leaves a black picture where the phone does not refuse one.
import sharp from 'sharp';
import { ScreenReader } from '../phone/ocr/screen-reader.js';
import { ownersScreen } from './screens.js';

/** Pictures with anything on them are larger: one of a single colour packs to a few kilobytes. */
const blankPngBytes = 40_000;
const sampleSidePx = 32;
const darkest = 8;

/** Whether a PNG shows nothing but black. */
export async function isBlack(png: Buffer): Promise<boolean> {
  if (png.length > blankPngBytes) return false;
  const sample = sharp(png).removeAlpha().resize(sampleSidePx, sampleSidePx, { fit: 'fill' }).raw();
  return (await sample.toBuffer()).every((value) => value <= darkest);
}

/** Reads screens from their pictures, but for those that are the owner's alone. `log` is told what goes wrong. */
export function createScreenReader(log?: (message: string) => void): ScreenReader {
  return new ScreenReader({ mayPicture: (tree) => ownersScreen(tree) === undefined, isBlank: isBlack, log });
}
