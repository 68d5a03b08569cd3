// What a person fills in: edit fields and full-width buttons. Pickers are rows that open a sheet.
import { inset } from '../../../ui/geometry.js';
import type { Rect, View } from '../../../ui/view.js';
import { button, editField, label, symbol, view } from '../../../ui/views.js';
import type { Bound } from '../bound.js';
import { type Block, buttonRadius, cellOf, type Kit, lineCount, textHeight } from '../kit.js';

export interface FieldOptions {
  readonly hint?: string | undefined;
  /** Name in front of the field. */
  readonly name?: string | undefined;
  /** Symbol at the left end inside the field: "search". */
  readonly symbol?: string | undefined;
  readonly password?: boolean | undefined;
  /** At most this many lines; the field grows. 1 by default. */
  readonly lines?: number | undefined;
  /** Height of the empty field in lines. */
  readonly minLines?: number | undefined;
  readonly sizeDp?: number | undefined;
  readonly bold?: boolean | undefined;
  /** Without a box around it, as in an editor. */
  readonly bare?: boolean | undefined;
  /** Enter, or the keyboard's action key. */
  onSubmit?(text: string): void;
}

/** A field with its key and its text. */
export interface Field extends FieldOptions {
  readonly key: string;
  readonly text: Bound<string>;
}

export function field(key: string, text: Bound<string>, options: FieldOptions = {}): Block {
  return (kit, width) => {
    const { name, bare } = options;
    const size = kit.size(options.sizeDp ?? 16);
    const side = kit.dp(16);
    const nameWidth = name ? kit.dp(84) : 0;
    const pad = bare ? 0 : kit.dp(12);
    const most = options.lines ?? 1;
    const lines = Math.max(
      options.minLines ?? 1,
      lineCount(text.value, size, width - 2 * side - nameWidth - 2 * pad, most),
    );
    const line = textHeight('', size, width, 1);
    const height = lines * line + kit.dp(bare ? 12 : 22);
    return cellOf(key, height + kit.dp(8), (bounds) => {
      const area = inset(bounds, side, kit.dp(4));
      const place: Rect = [area[0] + nameWidth, area[1], area[2], area[3]];
      return view('frame', `${key}/ground`, bounds, {}, [
        name
          ? label(`${key}/name`, [area[0], area[1], place[0], area[3]], name, {
              textSizePx: kit.size(15),
              color: kit.look.text,
            })
          : undefined,
        fieldView(kit, place, { ...options, key, text }, pad, Math.max(lines, most > 1 ? lines : 1)),
      ]);
    });
  };
}

/** The edit field alone, within given bounds. */
export function fieldView(kit: Kit, place: Rect, options: Field, padPx: number, maxLines: number): View {
  const { key, text, onSubmit } = options;
  const mark = options.symbol;
  const inside = mark ? kit.dp(38) : padPx;
  const edit = editField(key, mark ? [place[0] + inside - padPx, place[1], place[2], place[3]] : place, {
    text: text.value,
    ...(options.hint ? { hint: options.hint } : {}),
    focused: kit.focus === key,
    ...(options.password ? { password: true } : {}),
    onTap: () => kit.focusOn(key, place),
    onText: (typed) => kit.touch(() => text.set(typed))(),
    onSubmit: kit.touch(() => {
      kit.blur();
      onSubmit?.(text.value);
    }),
    style: {
      textSizePx: kit.size(options.sizeDp ?? 16),
      color: kit.look.text,
      bold: options.bold ?? false,
      paddingPx: padPx,
      maxLines,
      verticalAlign: maxLines > 1 || (options.minLines ?? 1) > 1 ? 'top' : 'center',
      ...(options.bare || mark ? {} : { background: kit.look.fill, radiusPx: kit.dp(8) }),
    },
  });
  if (!mark) return edit;
  const icon: Rect = [place[0] + kit.dp(12), place[1], place[0] + kit.dp(30), place[3]];
  return view(
    'frame',
    `${key}/box`,
    place,
    { style: { background: kit.look.fill, radiusPx: buttonRadius(kit, place[3] - place[1]) } },
    [symbol(`${key}/symbol`, icon, mark, kit.look.weak), edit],
  );
}

export interface BigButtonOptions {
  /** Filled, the default; outlined; or text alone. */
  readonly kind?: 'filled' | 'outlined' | 'plain';
  readonly color?: string;
  readonly enabled?: boolean;
}

/** A button over the whole width. */
export function bigButton(key: string, text: string, onTap: () => void, options: BigButtonOptions = {}): Block {
  return (kit) =>
    cellOf(`${key}/ground`, kit.dp(62), (bounds) =>
      view('frame', `${key}/ground`, bounds, {}, [
        bigButtonView(kit, inset(bounds, kit.dp(16), kit.dp(8)), key, text, onTap, options),
      ]),
    );
}

function bigButtonView(
  kit: Kit,
  place: Rect,
  key: string,
  text: string,
  onTap: () => void,
  options: BigButtonOptions,
): View {
  const { look } = kit;
  const { kind = 'filled', color = look.brand, enabled = true } = options;
  const height = place[3] - place[1];
  const ground =
    kind === 'filled'
      ? { background: enabled ? color : '#c6c9d0' }
      : kind === 'outlined'
        ? { border: color, background: look.surface }
        : {};
  return button(
    key,
    place,
    text,
    {
      textSizePx: kit.size(16),
      bold: kind === 'filled',
      radiusPx: buttonRadius(kit, height),
      color: kind === 'filled' ? look.onBrand : color,
      ...ground,
    },
    { onTap: kit.touch(onTap), ...(enabled ? {} : { enabled: false }) },
  );
}
