// The exact place of a line's ink. The detector's boxes wander by a pixel or two with what else is on the screen; the ink
// does not. So bounds become exact, and a line that was only scrolled has the same pixels as before.
import type { Bounds } from '../tree.js';
import { channels, type Raster } from './raster.js';

/** Of 255, in any channel. */
const inkContrast = 40;
/** Share of the box's edge that must have one colour for it to be a ground. */
const groundShare = 0.7;

/** The box shrunk to what differs from its ground, and 2 pixels around; as it is where the ground has no one colour. */
export function tighten(picture: Raster, box: Bounds): Bounds {
  const ground = groundOf(picture, box);
  if (!ground) return box;
  let [left, top, right, bottom] = [box.right, box.bottom, box.left, box.top];
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      if (!differs(picture, x, y, ground)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (right <= left || bottom <= top) return box;
  return {
    left: Math.max(0, left - 2),
    top: Math.max(0, top - 2),
    right: Math.min(picture.widthPx, right + 2),
    bottom: Math.min(picture.heightPx, bottom + 2),
  };
}

type Colour = readonly [red: number, green: number, blue: number];

/** The colour that most of the box's edge has. */
function groundOf(picture: Raster, { left, top, right, bottom }: Bounds): Colour | undefined {
  const edge: [number, number][] = [];
  for (let x = left; x < right; x++) edge.push([x, top], [x, bottom - 1]);
  for (let y = top; y < bottom; y++) edge.push([left, y], [right - 1, y]);
  const counts = new Map<number, { count: number; colour: Colour }>();
  let best: { count: number; colour: Colour } | undefined;
  for (const [x, y] of edge) {
    const colour = colourAt(picture, x, y);
    const key = ((colour[0] >> 3) << 10) | ((colour[1] >> 3) << 5) | (colour[2] >> 3);
    const entry = counts.get(key) ?? { count: 0, colour };
    entry.count += 1;
    counts.set(key, entry);
    if (!best || entry.count > best.count) best = entry;
  }
  if (!best) return undefined;
  const { colour } = best;
  const alike = edge.filter(([x, y]) => !differs(picture, x, y, colour)).length;
  return alike >= edge.length * groundShare ? colour : undefined;
}

function colourAt({ data, widthPx }: Raster, x: number, y: number): Colour {
  const at = (y * widthPx + x) * channels;
  return [data[at] as number, data[at + 1] as number, data[at + 2] as number];
}

function differs({ data, widthPx }: Raster, x: number, y: number, [red, green, blue]: Colour): boolean {
  const at = (y * widthPx + x) * channels;
  return (
    Math.abs((data[at] as number) - red) > inkContrast ||
    Math.abs((data[at + 1] as number) - green) > inkContrast ||
    Math.abs((data[at + 2] as number) - blue) > inkContrast
  );
}
