// Arithmetic on pixel rectangles. Right and bottom edges are exclusive everywhere.
import type { Rect } from './view.js';

export function box(left: number, top: number, width: number, height: number): Rect {
  return [left, top, left + width, top + height];
}

export function widthOf(rect: Rect): number {
  return rect[2] - rect[0];
}

export function heightOf(rect: Rect): number {
  return rect[3] - rect[1];
}

/** The part that both share; may be empty, see `isEmpty`. */
export function clip(a: Rect, b: Rect): Rect {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

export function isEmpty(rect: Rect): boolean {
  return rect[2] <= rect[0] || rect[3] <= rect[1];
}

export function contains(rect: Rect, x: number, y: number): boolean {
  return x >= rect[0] && x < rect[2] && y >= rect[1] && y < rect[3];
}

export function inset(rect: Rect, dx: number, dy: number = dx): Rect {
  return [rect[0] + dx, rect[1] + dy, rect[2] - dx, rect[3] - dy];
}

export function translate(rect: Rect, dx: number, dy: number): Rect {
  return [rect[0] + dx, rect[1] + dy, rect[2] + dx, rect[3] + dy];
}

/** A rectangle of the given size in the middle of `area`. */
export function centred(area: Rect, width: number, height: number): Rect {
  const left = Math.round((area[0] + area[2] - width) / 2);
  const top = Math.round((area[1] + area[3] - height) / 2);
  return box(left, top, width, height);
}

/** Pixels, or an equal share of what the fixed parts leave. */
export type Extent = number | 'fill';

type Parts<T extends readonly Extent[]> = { -readonly [K in keyof T]: Rect };

/** Cuts `area` from left to right into one rectangle per extent, `gapPx` apart. */
export function cutRow<const T extends readonly Extent[]>(area: Rect, extents: T, gapPx: number = 0): Parts<T> {
  const spans = cutSpan(area[0], area[2], extents, gapPx);
  return spans.map(([start, end]): Rect => [start, area[1], end, area[3]]) as Parts<T>;
}

/** Cuts `area` from top to bottom into one rectangle per extent, `gapPx` apart. */
export function cutColumn<const T extends readonly Extent[]>(area: Rect, extents: T, gapPx: number = 0): Parts<T> {
  const spans = cutSpan(area[1], area[3], extents, gapPx);
  return spans.map(([start, end]): Rect => [area[0], start, area[2], end]) as Parts<T>;
}

/** `count` equal columns. */
export function columns(area: Rect, count: number, gapPx: number = 0): Rect[] {
  return cutRow(area, new Array<Extent>(count).fill('fill'), gapPx);
}

function cutSpan(start: number, end: number, extents: readonly Extent[], gapPx: number): [number, number][] {
  const fixed = extents.reduce<number>((sum, extent) => sum + (extent === 'fill' ? 0 : extent), 0);
  const shares = extents.filter((extent) => extent === 'fill').length;
  const free = Math.max(0, end - start - fixed - gapPx * (extents.length - 1));
  let position = start;
  let givenShares = 0;
  return extents.map((extent) => {
    let length = extent as number;
    if (extent === 'fill') {
      length = Math.round((free * (givenShares + 1)) / shares) - Math.round((free * givenShares) / shares);
      givenShares += 1;
    }
    const span: [number, number] = [position, position + length];
    position += length + gapPx;
    return span;
  });
}
