// Which pictures are taken and read. A protected window leaves a black picture where the phone does not refuse one.
import sharp from 'sharp';
import { ScreenReader } from '../phone/ocr/screen-reader.js';
import { pngSize } from '../phone/png.js';
import { ownersScreen } from './screens.js';

/** Pictures with anything on them are larger: one of a single colour packs well, however quickly it is packed. */
const blankBytesPerPx = 0.05;
const sampleSidePx = 32;
const darkest = 8;
/** At the top and at the bottom: the system's bars are drawn over a protected window, too. */
const barShare = 0.08;

/** Whether a PNG shows nothing but black between the system's bars. */
export async function isBlack(png: Buffer): Promise<boolean> {
  const { widthPx: width, heightPx } = pngSize(png);
  if (png.length > width * heightPx * blankBytesPerPx) return false;
  const top = Math.floor(heightPx * barShare);
  const between = sharp(png).extract({ left: 0, top, width, height: heightPx - 2 * top });
  const sample = between.removeAlpha().resize(sampleSidePx, sampleSidePx, { fit: 'fill' }).raw();
  return (await sample.toBuffer()).every((value) => value <= darkest);
}

/** Reads screens from their pictures, but for those that are the owner's alone. `log` is told what goes wrong. */
export function createScreenReader(log?: (message: string) => void): ScreenReader {
  return new ScreenReader({ mayPicture: (tree) => ownersScreen(tree) === undefined, isBlank: isBlack, log });
}
