// Text of one view: wrapped with the real font, aligned, with hint, password dots, caret and strike-through.
import type { SKRSContext2D } from '@napi-rs/canvas';
import { heightOf, inset, isEmpty, widthOf } from '../ui/geometry.js';
import { LINE_HEIGHT, wrapText } from '../ui/text.js';
import type { Rect, Style, View } from '../ui/view.js';
import { cssFont } from './fonts.js';

const HINT_COLOR = '#a3a3a3';
const CARET_COLOR = '#2f7cf6';
const DEFAULT_SIZE_PX = 40;
const mostBroken = 4000;
const broken = new Map<string, readonly Line[]>();

export function paintText(context: SKRSContext2D, view: View, area: Rect): void {
  const style = view.style ?? {};
  const text = style.paintedText ?? view.text ?? '';
  const written = view.password ? '•'.repeat([...text].length) : text;
  const shown = written === '' ? (view.hint ?? '') : written;
  const box = inset(area, style.paddingPx ?? 0);
  if (isEmpty(box) || (shown === '' && !view.focused)) return;
  const sizePx = style.textSizePx ?? DEFAULT_SIZE_PX;
  const font = cssFont(sizePx, style.bold === true);
  context.font = font;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = written === '' ? HINT_COLOR : (style.color ?? '#1a1a1a');
  const lines = brokenLines(context, font, shown, widthOf(box), style.maxLines ?? 1);
  const lineHeight = sizePx * LINE_HEIGHT;
  const first = firstLineCentre(box, style, lines.length, lineHeight);
  let caretX = box[0];
  lines.forEach(({ line, width }, index) => {
    const x = lineStart(box, style, width);
    const y = first + index * lineHeight;
    context.fillText(line, x, y);
    if (style.strikeThrough) context.fillRect(x, Math.round(y) - 1, width, 3);
    caretX = x + (written === '' ? 0 : width);
  });
  if (view.focused && view.onText) {
    const lastLine = first + (lines.length - 1) * lineHeight;
    context.fillStyle = CARET_COLOR;
    context.fillRect(Math.round(caretX) + 3, Math.round(lastLine - sizePx * 0.58), 5, Math.round(sizePx * 1.16));
  }
}

interface Line {
  readonly line: string;
  readonly width: number;
}

/** The font must be the context's. Most of a frame's text was on the one before, and measuring takes longer than drawing. */
function brokenLines(
  context: SKRSContext2D,
  font: string,
  text: string,
  widthPx: number,
  maxLines: number,
): readonly Line[] {
  const key = `${font}|${widthPx}|${maxLines}|${text}`;
  const known = broken.get(key);
  if (known) return known;
  const measure = (part: string): number => context.measureText(part).width;
  const lines = wrapText(text, widthPx, maxLines, measure).map((line) => ({ line, width: measure(line) }));
  if (broken.size >= mostBroken) broken.clear();
  broken.set(key, lines);
  return lines;
}

/** Single lines sit in the middle unless the style says otherwise; paragraphs start at the top. */
function firstLineCentre(box: Rect, style: Style, lineCount: number, lineHeight: number): number {
  const align = style.verticalAlign ?? ((style.maxLines ?? 1) > 1 ? 'top' : 'center');
  if (align === 'top') return box[1] + lineHeight / 2;
  return box[1] + heightOf(box) / 2 - ((lineCount - 1) * lineHeight) / 2;
}

function lineStart(box: Rect, style: Style, width: number): number {
  if (style.align === 'center') return box[0] + (widthOf(box) - width) / 2;
  if (style.align === 'right') return box[2] - width;
  return box[0];
}
