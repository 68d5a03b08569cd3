// Where lines of text are. The network says of each pixel how likely it belongs to the core of a line; cores are joined
// to boxes and grown back to the lines' size (Liao et al., "Real-time Scene Text Detection with Differentiable
// Binarization", 2020, section 3.5). Screens are not photographed: lines are level, so boxes have no angle.
import type { Bounds } from '../tree.js';
import type { Models } from './models.js';
import { type Raster, resize, toPlanes } from './raster.js';

const mean = [0.485, 0.456, 0.406];
const deviation = [0.229, 0.224, 0.225];
/** The network halves its input five times. */
const step = 32;
const coreThreshold = 0.3;
const sureThreshold = 0.5;
/** Cores were shrunk from lines by this ratio of area to outline. */
const growth = 1.6;
const smallestCorePx = 3;

/** Boxes of lines in `picture`, in its pixels. `scale` is applied before looking: text of 12 to 30 px is found best. */
export async function findLines(models: Models, picture: Raster, scale: number): Promise<Bounds[]> {
  const widthPx = Math.max(step, Math.round((picture.widthPx * scale) / step) * step);
  const heightPx = Math.max(step, Math.round((picture.heightPx * scale) / step) * step);
  const small = await resize(picture, widthPx, heightPx);
  const { values } = await models.detect(toPlanes(small, mean, deviation), widthPx, heightPx);
  const toX = picture.widthPx / widthPx;
  const toY = picture.heightPx / heightPx;
  return boxesOf(values, widthPx, heightPx).map(({ left, top, right, bottom }) => ({
    left: Math.max(0, Math.floor(left * toX)),
    top: Math.max(0, Math.floor(top * toY)),
    right: Math.min(picture.widthPx, Math.ceil(right * toX)),
    bottom: Math.min(picture.heightPx, Math.ceil(bottom * toY)),
  }));
}

/** Boxes around the connected cores of a map of probabilities, grown to whole lines; edges are fractions of pixels. */
export function boxesOf(probabilities: Float32Array, widthPx: number, heightPx: number): Bounds[] {
  const seen = new Uint8Array(probabilities.length);
  const waiting = new Int32Array(probabilities.length);
  const boxes: Bounds[] = [];
  for (let start = 0; start < probabilities.length; start++) {
    if (seen[start] || (probabilities[start] as number) < coreThreshold) continue;
    let [left, right, top, bottom, sum, count, length] = [widthPx, 0, heightPx, 0, 0, 0, 1];
    waiting[0] = start;
    seen[start] = 1;
    while (length > 0) {
      const at = waiting[--length] as number;
      const x = at % widthPx;
      const y = (at - x) / widthPx;
      sum += probabilities[at] as number;
      count += 1;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(heightPx - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(widthPx - 1, x + 1); nx++) {
          const next = ny * widthPx + nx;
          if (seen[next] || (probabilities[next] as number) < coreThreshold) continue;
          seen[next] = 1;
          waiting[length++] = next;
        }
      }
    }
    const width = right - left;
    const height = bottom - top;
    if (Math.min(width, height) < smallestCorePx || sum / count < sureThreshold) continue;
    const grown = (width * height * growth) / (2 * (width + height));
    boxes.push({ left: left - grown, top: top - grown, right: right + grown, bottom: bottom + grown });
  }
  return boxes;
}
