// The coordinate contract: model space (0 to 1000 per axis of the picture the model saw) <-> display pixels of the
// screenshot taken for the same step. The picture may have been resized without keeping its aspect ratio: both spaces
// are normalised per axis, so resizing never enters the arithmetic, and the same two functions serve picture pixels.
import type { Point } from './action.js';

export interface SizePx {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Pictures are rounded to whole pixels. */
const aspectTolerance = 0.02;

export interface PixelPoint {
  readonly x: number;
  readonly y: number;
}

/** The pixel under a model point: value / 1000 x size, rounded down, kept on the display (0 to size - 1). */
export function toPixels(point: Point, display: SizePx): PixelPoint {
  return { x: scale(point[0], display.widthPx), y: scale(point[1], display.heightPx) };
}

/** The model point of a pixel's centre, rounded to a thousandth of the axis's thousandth so that it maps back exactly. */
export function toModelPoint(pixel: PixelPoint, display: SizePx): Point {
  return [unscale(pixel.x, display.widthPx), unscale(pixel.y, display.heightPx)];
}

/** Whether a picture can be of this display, resized evenly or not at all: false for one taken when it was turned. */
export function isPictureOf(picture: SizePx, display: SizePx): boolean {
  const ratio = (picture.widthPx * display.heightPx) / (picture.heightPx * display.widthPx);
  return Math.abs(Math.log(ratio)) < aspectTolerance;
}

function scale(value: number, sizePx: number): number {
  const pixel = Math.floor((value / 1000) * sizePx);
  return Math.min(Math.max(pixel, 0), sizePx - 1);
}

function unscale(pixel: number, sizePx: number): number {
  const value = ((Math.min(Math.max(pixel, 0), sizePx - 1) + 0.5) / sizePx) * 1000;
  return Math.round(value * 1000) / 1000;
}
