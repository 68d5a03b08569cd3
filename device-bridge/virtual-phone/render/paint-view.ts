// Paints a view tree in drawing order: box, picture, text, children. Children are clipped only by scrolling parents,
// as the page source clips them.
import type { SKRSContext2D } from '@napi-rs/canvas';
import { clip, heightOf, inset, isEmpty, widthOf } from '../ui/geometry.js';
import type { Rect, Style, View } from '../ui/view.js';
import { paintText } from './paint-text.js';
import { paintPicture } from './pictures/index.js';

const DIVIDER = '#ececec';

export function paintView(context: SKRSContext2D, view: View, bounds: Rect): void {
  const visible = clip(view.bounds, bounds);
  if (isEmpty(visible)) return;
  const style = view.style ?? {};
  paintBox(context, view.bounds, style);
  const textArea = paintPictureOf(context, view, style);
  paintText(context, view, textArea);
  const children = view.children ?? [];
  if (children.length === 0) return;
  const clips = view.onScroll !== undefined;
  if (clips) {
    context.save();
    context.beginPath();
    context.rect(visible[0], visible[1], widthOf(visible), heightOf(visible));
    context.clip();
  }
  for (const child of children) paintView(context, child, clips ? visible : bounds);
  if (clips) context.restore();
}

function paintBox(context: SKRSContext2D, bounds: Rect, style: Style): void {
  const [left, top] = bounds;
  const width = widthOf(bounds);
  const height = heightOf(bounds);
  const fill = fillOf(context, bounds, style);
  if (fill !== undefined) {
    context.save();
    if (style.shadow) {
      context.shadowColor = 'rgba(0, 0, 0, 0.14)';
      context.shadowBlur = 24;
      context.shadowOffsetY = 6;
    }
    context.fillStyle = fill;
    context.beginPath();
    context.roundRect(left, top, width, height, style.radiusPx ?? 0);
    context.fill();
    context.restore();
  }
  if (style.border) {
    context.strokeStyle = style.border;
    context.lineWidth = 3;
    context.beginPath();
    context.roundRect(left + 1.5, top + 1.5, width - 3, height - 3, style.radiusPx ?? 0);
    context.stroke();
  }
  if (style.divider) {
    context.fillStyle = style.dividerColor ?? DIVIDER;
    context.fillRect(left + 42, top + height - 2, width - 42, 2);
  }
}

function fillOf(context: SKRSContext2D, bounds: Rect, style: Style): CanvasFill | undefined {
  if (!style.gradient) return style.background;
  const gradient = context.createLinearGradient(0, bounds[1], 0, bounds[3]);
  gradient.addColorStop(0, style.gradient[0]);
  gradient.addColorStop(1, style.gradient[1]);
  return gradient;
}

type CanvasFill = SKRSContext2D['fillStyle'];

/** Draws the picture and returns what is left for text: all of the view, or the strip below an icon. */
function paintPictureOf(context: SKRSContext2D, view: View, style: Style): Rect {
  const { picture } = style;
  if (!picture) return view.bounds;
  if (picture.kind !== 'icon' || !view.text) {
    paintPicture(context, picture, view.bounds, { style, checked: view.checked === true });
    return view.bounds;
  }
  const labelHeight = Math.round((style.textSizePx ?? 34) * 1.9);
  const area: Rect = [view.bounds[0], view.bounds[1], view.bounds[2], view.bounds[3] - labelHeight];
  const side = Math.min(widthOf(area), heightOf(area));
  const tile = inset(area, Math.round((widthOf(area) - side) / 2), Math.round((heightOf(area) - side) / 2));
  paintPicture(context, picture, tile, { style, checked: false });
  return [view.bounds[0], area[3], view.bounds[2], view.bounds[3]];
}
