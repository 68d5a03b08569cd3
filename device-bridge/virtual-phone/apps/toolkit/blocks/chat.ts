// Bubbles of a conversation, and the bar that one writes in.
import { box, cutRow, inset } from '../../../ui/geometry.js';
import { LINE_HEIGHT, measureText, wrapText } from '../../../ui/text.js';
import type { Rect } from '../../../ui/view.js';
import { button, iconButton, label, view } from '../../../ui/views.js';
import { drawArt, face } from '../art.js';
import type { BarAction } from '../body.js';
import type { Bound } from '../bound.js';
import { type Block, buttonRadius, cellOf, lineCount, textHeight } from '../kit.js';
import { fieldView } from './forms.js';

const longestLines = 200;

export interface BubbleOptions {
  readonly key: string;
  readonly text: string;
  readonly own: boolean;
  /** Whose avatar stands beside it; none without. */
  readonly author?: string | undefined;
  /** Name above the bubble, in groups. */
  readonly name?: string | undefined;
  /** Below the bubble: "已送达". */
  readonly note?: string | undefined;
  onTap?(): void;
  onLongPress?(): void;
}

export function bubble(options: BubbleOptions): Block {
  return (kit, width) => {
    const size = kit.size(16);
    const padding = kit.dp(10);
    const widest = width - kit.dp(options.author ? 130 : 90);
    const measure = (text: string): number => measureText(text, size);
    const lines = wrapText(options.text, widest - 2 * padding, longestLines, measure);
    const wide = Math.min(widest, Math.max(kit.dp(40), ...lines.map((line) => measure(line) + 2 * padding + 6)));
    const tall = Math.ceil(lines.length * size * LINE_HEIGHT) + 2 * padding;
    const nameHeight = options.name ? kit.dp(20) : 0;
    const noteHeight = options.note ? kit.dp(20) : 0;
    return cellOf(options.key, tall + nameHeight + noteHeight + kit.dp(16), (bounds) => {
      const { key, own, author, onTap, onLongPress, name, note } = options;
      const side = kit.dp(40);
      const margin = kit.dp(12);
      const top = bounds[1] + kit.dp(6);
      const faceLeft = own ? bounds[2] - margin - side : bounds[0] + margin;
      const indent = author ? side + kit.dp(8) : 0;
      const left = own ? bounds[2] - margin - indent - wide : bounds[0] + margin + indent;
      const bubbleTop = top + nameHeight;
      const noteTop = bubbleTop + tall;
      return view('relative', key, bounds, {}, [
        author
          ? drawArt(
              `${key}/avatar`,
              box(faceLeft, top, side, side),
              face(author, { round: kit.look.radius > 12 }),
              kit.dp(4),
            )
          : undefined,
        name
          ? label(`${key}/name`, [left, top, bounds[2] - margin, bubbleTop], name, {
              textSizePx: kit.size(12),
              color: kit.look.weak,
            })
          : undefined,
        label(
          `${key}/text`,
          box(left, bubbleTop, wide, tall),
          options.text,
          {
            background: own ? kit.look.brand : kit.look.surface,
            color: own ? kit.look.onBrand : kit.look.text,
            radiusPx: kit.dp(Math.min(kit.look.radius, 18)),
            textSizePx: size,
            paddingPx: padding,
            maxLines: longestLines,
          },
          {
            ...(onTap ? { onTap: kit.touch(() => onTap()) } : {}),
            ...(onLongPress ? { onLongPress: kit.touch(() => onLongPress()) } : {}),
          },
        ),
        note
          ? label(
              `${key}/note`,
              [bounds[0] + margin + indent, noteTop, bounds[2] - margin - (own ? indent : 0), noteTop + noteHeight],
              note,
              { textSizePx: kit.size(11.5), color: kit.look.weak, align: own ? 'right' : 'left' },
            )
          : undefined,
      ]);
    });
  };
}

export interface InputBarOptions {
  readonly hint?: string | undefined;
  /** Text of the button; "发送" by default. */
  readonly send?: string | undefined;
  readonly actions?: readonly BarAction[] | undefined;
}

/** The bar to write in, above the keyboard: give it to `bottom`. */
export function inputBar(
  key: string,
  text: Bound<string>,
  onSend: (text: string) => void,
  options: InputBarOptions = {},
): Block {
  return (kit, width) => {
    const size = kit.size(16);
    const actions = options.actions ?? [];
    const canSend = text.value !== '';
    const endWidth = canSend || actions.length === 0 ? kit.dp(72) : actions.length * kit.dp(44);
    const fieldWidth = width - kit.dp(24) - endWidth - 2 * kit.dp(12);
    const lines = lineCount(text.value, size, fieldWidth, 4);
    return cellOf(key, textHeight(text.value, size, fieldWidth, lines) + kit.dp(36), (bounds) => {
      const [, edit, end] = cutRow(bounds, [kit.dp(12), 'fill', endWidth + kit.dp(12)]);
      const place = inset(edit, 0, kit.dp(8));
      const input = fieldView(
        kit,
        place,
        { key: `${key}/field`, text, hint: options.hint, lines: 4 },
        kit.dp(12),
        lines,
      );
      const bottom = bounds[3] - kit.dp(8);
      return view('linear', key, bounds, { style: { background: kit.look.surface } }, [
        input,
        ...(canSend || actions.length === 0
          ? [
              button(
                `${key}/send`,
                [end[0] + kit.dp(8), bottom - kit.dp(40), end[2] - kit.dp(10), bottom - kit.dp(4)],
                options.send ?? '发送',
                {
                  background: canSend ? kit.look.brand : '#c6c9d0',
                  color: kit.look.onBrand,
                  textSizePx: kit.size(15),
                  bold: true,
                  radiusPx: buttonRadius(kit, kit.dp(36)),
                },
                { enabled: canSend, onTap: kit.touch(() => onSend(text.value)) },
              ),
            ]
          : actions.map((action, index): ReturnType<typeof iconButton> => {
              const left = end[0] + kit.dp(6) + index * kit.dp(44);
              const area: Rect = box(left, bottom - kit.dp(44), kit.dp(42), kit.dp(44));
              return iconButton(`${key}/${action.symbol}`, area, action.symbol ?? 'more', kit.look.text, kit.dp(9), {
                contentDescription: action.description,
                onTap: kit.touch(() => action.onTap()),
              });
            })),
      ]);
    });
  };
}
