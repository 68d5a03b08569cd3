// Which pictures are taken and read. A protected window leaves a black picture where the phone does not refuse one.
import sharp from 'sharp';
import { ScreenReader } from '../phone/ocr/screen-reader.js';
import { ownersScreen } from './screens.js';

/** Pictures with anything on them are larger: one of a single colour packs to a few kilobytes. */
const blankPngBytes = 40_000;
const sampleSidePx = 32;
const darkest = 8;
/** Rows of the sample at the top and at the bottom: the system's bars are drawn over a protected window, too. */
const barRows = 2;
const channels = 3;

/** Whether a PNG shows nothing but black between the system's bars. */
export async function isBlack(png: Buffer): Promise<boolean> {
  if (png.length > blankPngBytes) return false;
  const sample = sharp(png).removeAlpha().toColourspace('srgb');
  const pixels = await sample.resize(sampleSidePx, sampleSidePx, { fit: 'fill' }).raw().toBuffer();
  const bar = barRows * sampleSidePx * channels;
  return pixels.subarray(bar, -bar).every((value) => value <= darkest);
}

/** Reads screens from their pictures, but for those that are the owner's alone. `log` is told what goes wrong. */
export function createScreenReader(log?: (message: string) => void): ScreenReader {
  return new ScreenReader({ mayPicture: (tree) => ownersScreen(tree) === undefined, isBlank: isBlack, log });
}
