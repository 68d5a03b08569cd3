// Drawn pictures: what stands on these screens for photos, icons and avatars.
import type { SKRSContext2D } from '@napi-rs/canvas';
import { heightOf, inset, widthOf } from '../../ui/geometry.js';
import type { Picture, Rect, Style } from '../../ui/view.js';
import { cssFont } from '../fonts.js';
import { paintGoods } from './goods.js';
import { paintMap } from './map.js';
import { paintScene } from './scenes.js';
import { isSymbol, paintSymbol } from './symbols.js';

export interface PictureContext {
  readonly style: Style;
  readonly checked: boolean;
}

export function paintPicture(context: SKRSContext2D, picture: Picture, bounds: Rect, around: PictureContext): void {
  const { style } = around;
  switch (picture.kind) {
    case 'symbol':
      paintSymbol(context, picture.glyph, inset(bounds, style.paddingPx ?? 0), style.color ?? '#333333');
      return;
    case 'goods':
      paintGoods(context, picture, bounds, style.radiusPx ?? 0);
      return;
    case 'scene':
      paintScene(context, picture, bounds, style.radiusPx ?? 0);
      return;
    case 'map':
      paintMap(context, picture, bounds);
      return;
    case 'switch':
      paintSwitch(context, bounds, around.checked, style.color ?? '#2f7cf6');
      return;
    case 'banner':
      paintBanner(context, picture, bounds, style.radiusPx ?? 24);
      return;
    case 'avatar':
      paintTile(context, picture, bounds, Math.round(widthOf(bounds) * 0.12), 0.42);
      return;
    case 'icon':
      paintTile(context, picture, bounds, style.radiusPx ?? Math.round(widthOf(bounds) * 0.24), 0.5);
  }
}

function paintTile(context: SKRSContext2D, picture: Picture, bounds: Rect, radiusPx: number, glyphShare: number): void {
  const side = widthOf(bounds);
  const gradient = context.createLinearGradient(bounds[0], bounds[1], bounds[2], bounds[3]);
  gradient.addColorStop(0, `hsl(${picture.hue}, 82%, 58%)`);
  gradient.addColorStop(1, `hsl(${picture.hue + 14}, 78%, 45%)`);
  context.fillStyle = gradient;
  context.beginPath();
  context.roundRect(bounds[0], bounds[1], side, heightOf(bounds), radiusPx);
  context.fill();
  if (isSymbol(picture.glyph)) {
    const margin = Math.round(side * 0.22);
    const middle: Rect = [bounds[0] + margin, bounds[1] + margin, bounds[2] - margin, bounds[3] - margin];
    paintSymbol(context, picture.glyph, middle, '#ffffff');
    return;
  }
  const length = Math.max(1, [...picture.glyph].length);
  const sizePx = Math.round(side * Math.min(glyphShare, 0.82 / length));
  context.font = cssFont(sizePx, true);
  context.fillStyle = '#ffffff';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(picture.glyph, (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2 + sizePx * 0.03);
  context.textAlign = 'left';
}

function paintSwitch(context: SKRSContext2D, bounds: Rect, on: boolean, color: string): void {
  const height = heightOf(bounds);
  const radius = height / 2;
  context.fillStyle = on ? color : '#d6d8dc';
  context.beginPath();
  context.roundRect(bounds[0], bounds[1], widthOf(bounds), height, radius);
  context.fill();
  context.fillStyle = '#ffffff';
  context.beginPath();
  context.arc(on ? bounds[2] - radius : bounds[0] + radius, bounds[1] + radius, radius - 6, 0, Math.PI * 2);
  context.fill();
}

function paintBanner(context: SKRSContext2D, picture: Picture, bounds: Rect, radiusPx: number): void {
  const width = widthOf(bounds);
  const height = heightOf(bounds);
  const gradient = context.createLinearGradient(bounds[0], bounds[1], bounds[2], bounds[3]);
  gradient.addColorStop(0, `hsl(${picture.hue}, 88%, 56%)`);
  gradient.addColorStop(1, `hsl(${picture.hue + 28}, 92%, 62%)`);
  context.save();
  context.beginPath();
  context.roundRect(bounds[0], bounds[1], width, height, radiusPx);
  context.clip();
  context.fillStyle = gradient;
  context.fillRect(bounds[0], bounds[1], width, height);
  context.fillStyle = 'rgba(255, 255, 255, 0.14)';
  for (const [x, y, radius] of [
    [0.78, 0.2, 0.5],
    [0.95, 0.9, 0.7],
    [0.55, 1.1, 0.45],
  ] as const) {
    context.beginPath();
    context.arc(bounds[0] + width * x, bounds[1] + height * y, height * radius, 0, Math.PI * 2);
    context.fill();
  }
  context.font = cssFont(Math.round(height * 0.24), true);
  context.fillStyle = '#ffffff';
  context.textBaseline = 'middle';
  context.fillText(picture.glyph, bounds[0] + height * 0.22, bounds[1] + height * 0.42, width * 0.85);
  context.restore();
}
