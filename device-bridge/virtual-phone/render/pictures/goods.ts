// A product photo: a soft studio background in the product's hue with the drawn silhouette of its kind on it.
import type { SKRSContext2D } from '@napi-rs/canvas';
import { heightOf, widthOf } from '../../ui/geometry.js';
import type { Picture, Rect } from '../../ui/view.js';
import { Brush } from './brush.js';
import { ELECTRONICS } from './goods-electronics.js';
import { HOME } from './goods-home.js';
import { LIFESTYLE } from './goods-lifestyle.js';

export type Shape = (brush: Brush) => void;

const SHAPES: Readonly<Record<string, Shape>> = { ...ELECTRONICS, ...HOME, ...LIFESTYLE };

/** Names that a `goods` picture's glyph may have. */
export function goodsShapes(): string[] {
  return Object.keys(SHAPES);
}

export function paintGoods(context: SKRSContext2D, picture: Picture, bounds: Rect, radiusPx: number): void {
  const width = widthOf(bounds);
  const height = heightOf(bounds);
  const side = Math.min(width, height);
  context.save();
  context.beginPath();
  context.roundRect(bounds[0], bounds[1], width, height, radiusPx);
  context.clip();
  const centreX = (bounds[0] + bounds[2]) / 2;
  const centreY = (bounds[1] + bounds[3]) / 2;
  const light = context.createLinearGradient(0, bounds[1], 0, bounds[3]);
  light.addColorStop(0, `hsl(${picture.hue}, 45%, 90%)`);
  light.addColorStop(0.55, `hsl(${picture.hue}, 60%, 97%)`);
  light.addColorStop(1, `hsl(${picture.hue}, 40%, 88%)`);
  context.fillStyle = light;
  context.fillRect(bounds[0], bounds[1], width, height);
  context.translate(centreX - side * 0.42, centreY - side * 0.42);
  context.scale((side * 0.84) / 100, (side * 0.84) / 100);
  const brush = new Brush(context, picture.hue);
  brush.shadow();
  const shape = SHAPES[picture.glyph] ?? HOME.carton;
  shape?.(brush);
  context.restore();
}
