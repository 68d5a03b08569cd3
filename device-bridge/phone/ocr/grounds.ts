// What is painted behind the text: buttons, cards, dialogs. Neighbouring pixels of nearly one colour are one ground, so a
// ground ends where its paint, its outline or its shadow ends, and a gradient is one ground too. Half the resolution is
// enough for an outline of two pixels.
import type { Bounds } from '../tree.js';
import { channels, type Raster } from './raster.js';

const stride = 2;
/** Of 255, between neighbours in any channel: a gradient's step. A corner that is smoothed takes larger ones. */
const sameColour = 1;
const leastWidthPx = 40;
const leastHeightPx = 28;
/** Of its box that a ground must fill; text and pictures on it take the rest. */
const leastFill = 0.3;
/** A ground as large as this share of the whole is what everything stands on. */
const wholeShare = 0.92;

/** Boxes of the grounds in a picture, the whole itself left out, largest first. */
export function groundsOf(picture: Raster): Bounds[] {
  const columns = Math.floor(picture.widthPx / stride);
  const rows = Math.floor(picture.heightPx / stride);
  const parent = joined(picture, columns, rows);
  const extents = extentsOf(parent, columns, rows);
  const whole = picture.widthPx * picture.heightPx;
  const grounds: Bounds[] = [];
  for (const { left, top, right, bottom, count } of extents) {
    const bounds = { left: left * stride, top: top * stride, right: right * stride, bottom: bottom * stride };
    const [widthPx, heightPx] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
    if (widthPx < leastWidthPx || heightPx < leastHeightPx || widthPx * heightPx > whole * wholeShare) continue;
    if (count >= (right - left) * (bottom - top) * leastFill) grounds.push(bounds);
  }
  return grounds.sort((a, b) => areaOf(b) - areaOf(a));
}

function areaOf({ left, top, right, bottom }: Bounds): number {
  return (right - left) * (bottom - top);
}

/** Union-find over the sampled pixels: the root of each. */
function joined({ data, widthPx }: Raster, columns: number, rows: number): Int32Array {
  const parent = new Int32Array(columns * rows);
  const root = (of: number): number => {
    let node = of;
    while (parent[node] !== node) {
      parent[node] = parent[parent[node] as number] as number;
      node = parent[node] as number;
    }
    return node;
  };
  const isSame = (a: number, b: number): boolean =>
    Math.abs((data[a] as number) - (data[b] as number)) <= sameColour &&
    Math.abs((data[a + 1] as number) - (data[b + 1] as number)) <= sameColour &&
    Math.abs((data[a + 2] as number) - (data[b + 2] as number)) <= sameColour;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const node = row * columns + column;
      const at = (row * stride * widthPx + column * stride) * channels;
      parent[node] = node;
      if (column > 0 && isSame(at, at - stride * channels)) parent[node] = root(node - 1);
      if (row > 0 && isSame(at, at - stride * widthPx * channels)) {
        const [a, b] = [root(node), root(node - columns)];
        if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  return parent;
}

interface Extent extends Bounds {
  count: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The box of each root in sampled pixels. Roots come before what hangs on them. */
function extentsOf(parent: Int32Array, columns: number, rows: number): Iterable<Extent> {
  const extents = new Map<number, Extent>();
  for (let node = 0; node < columns * rows; node++) {
    let root = parent[node] as number;
    while (parent[root] !== root) root = parent[root] as number;
    parent[node] = root;
    const column = node % columns;
    const row = (node - column) / columns;
    const extent = extents.get(root);
    if (!extent) {
      extents.set(root, { left: column, top: row, right: column + 1, bottom: row + 1, count: 1 });
      continue;
    }
    extent.left = Math.min(extent.left, column);
    extent.right = Math.max(extent.right, column + 1);
    extent.bottom = row + 1;
    extent.count += 1;
  }
  return extents.values();
}
