// Blocks of text: headings, paragraphs, figures, notices, and what an empty list says.
import { box, centred, columns, inset } from '../../../ui/geometry.js';
import { measureText } from '../../../ui/text.js';
import type { Rect, Style, View } from '../../../ui/view.js';
import { label, symbol, view } from '../../../ui/views.js';
import { type Block, cellOf, lineCount, textHeight } from '../kit.js';
import { tint } from '../look.js';

export interface HeadingOptions {
  /** Defaults to the text. */
  readonly key?: string;
  /** A link at the right end: "更多". */
  readonly more?: { readonly text: string; onTap(): void } | undefined;
  readonly sizeDp?: number;
}

export function heading(text: string, options: HeadingOptions = {}): Block {
  const key = options.key ?? `heading:${text}`;
  return (kit) =>
    cellOf(key, kit.dp(44), (bounds) => {
      const { more } = options;
      const size = kit.size(13);
      const width = more ? measureText(more.text, size) + kit.dp(28) : 0;
      const area = inset(bounds, kit.dp(16), 0);
      return view('linear', key, bounds, {}, [
        label(`${key}/title`, [area[0], area[1], area[2] - width, area[3]], text, {
          textSizePx: kit.size(options.sizeDp ?? 17),
          bold: true,
          color: kit.look.text,
        }),
        more &&
          label(
            `${key}/more`,
            [area[2] - width, area[1], area[2], area[3]],
            `${more.text} ›`,
            { textSizePx: size, color: kit.look.weak, align: 'right' },
            { onTap: kit.touch(() => more.onTap()) },
          ),
      ]);
    });
}

export interface ParagraphOptions {
  readonly key?: string;
  readonly sizeDp?: number;
  readonly color?: string;
  readonly bold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  readonly maxLines?: number;
  /** On the surface colour instead of the background. */
  readonly onSurface?: boolean;
  readonly onTap?: () => void;
}

export function paragraph(text: string, options: ParagraphOptions = {}): Block {
  const key = options.key ?? `text:${text.slice(0, 12)}`;
  return (kit, width) => {
    const size = kit.size(options.sizeDp ?? 15);
    const pad = kit.dp(16);
    const lines = lineCount(text, size, width - 2 * pad, options.maxLines ?? 200);
    const height = textHeight(text, size, width - 2 * pad, lines) + kit.dp(12);
    const { onTap } = options;
    return cellOf(key, height, (bounds) =>
      view('frame', `${key}/ground`, bounds, options.onSurface ? { style: { background: kit.look.surface } } : {}, [
        label(
          key,
          inset(bounds, pad, kit.dp(6)),
          text,
          {
            textSizePx: size,
            bold: options.bold ?? false,
            color: options.color ?? kit.look.text,
            align: options.align ?? 'left',
            maxLines: lines,
          },
          onTap ? { onTap: kit.touch(onTap) } : {},
        ),
      ]),
    );
  };
}

/** A large figure with a caption below: a balance, a running time. */
export function figure(
  text: string,
  caption: string,
  options: { readonly key?: string; readonly sizeDp?: number; readonly color?: string } = {},
): Block {
  const key = options.key ?? 'figure';
  return (kit) => {
    const size = kit.size(options.sizeDp ?? 40);
    return cellOf(key, size * 1.5 + kit.dp(caption ? 40 : 16), (bounds) => {
      const middle = bounds[1] + Math.round(size * 1.5) + kit.dp(8);
      return view('linear', key, bounds, {}, [
        label(`${key}/value`, [bounds[0], bounds[1] + kit.dp(8), bounds[2], middle], text, {
          textSizePx: size,
          bold: true,
          align: 'center',
          color: options.color ?? kit.look.text,
        }),
        caption
          ? label(`${key}/caption`, [bounds[0], middle, bounds[2], middle + kit.dp(24)], caption, {
              textSizePx: kit.size(13),
              color: kit.look.weak,
              align: 'center',
            })
          : undefined,
      ]);
    });
  };
}

export interface Fact {
  readonly text: string;
  readonly note?: string | undefined;
  readonly strong?: boolean | undefined;
  readonly color?: string | undefined;
  /** Share of the width; 1 by default. */
  readonly share?: number | undefined;
  readonly onTap?: (() => void) | undefined;
}

/** Columns of a value over a caption: departure, duration, arrival, price; or counts on a profile. */
export function facts(
  key: string,
  items: readonly Fact[],
  options: { readonly onTap?: (() => void) | undefined } = {},
): Block {
  return (kit) =>
    cellOf(key, kit.dp(64), (bounds) => {
      const area = inset(bounds, kit.dp(12), kit.dp(10));
      const total = items.reduce((sum, { share = 1 }) => sum + share, 0);
      let left = area[0];
      const children = items.map((fact, index) => {
        const right =
          index === items.length - 1 ? area[2] : left + Math.round(((area[2] - area[0]) * (fact.share ?? 1)) / total);
        const place: Rect = [left, area[1], right, area[3]];
        left = right;
        const { onTap } = fact;
        return factView(`${key}/fact${index}`, place, fact, {
          value: {
            textSizePx: kit.size(17),
            bold: fact.strong ?? true,
            color: fact.color ?? kit.look.text,
            align: 'center',
          },
          note: { textSizePx: kit.size(12), color: kit.look.weak, align: 'center' },
          ...(onTap ? { onTap: kit.touch(onTap) } : {}),
        });
      });
      const { onTap } = options;
      return view(
        'group',
        key,
        bounds,
        { ...(onTap ? { onTap: kit.touch(onTap) } : {}), style: { background: kit.look.surface } },
        children,
      );
    });
}

interface FactLook {
  readonly value: Style;
  readonly note: Style;
  readonly onTap?: () => void;
}

function factView(key: string, place: Rect, fact: Fact, look: FactLook): View {
  const split = fact.note === undefined ? place[3] : Math.round(place[1] + (place[3] - place[1]) * 0.58);
  return view('linear', key, place, look.onTap ? { onTap: look.onTap } : {}, [
    label(`${key}/value`, [place[0], place[1], place[2], split], fact.text, look.value),
    fact.note === undefined
      ? undefined
      : label(`${key}/note`, [place[0], split, place[2], place[3]], fact.note, look.note),
  ]);
}

/** A coloured line of text: an announcement, a warning. */
export function notice(
  key: string,
  text: string,
  options: { readonly color?: string; readonly onTap?: () => void } = {},
): Block {
  return (kit, width) => {
    const size = kit.size(13);
    const pad = kit.dp(14);
    const lines = lineCount(text, size, width - 2 * pad, 3);
    const color = options.color ?? kit.look.accent;
    const { onTap } = options;
    return cellOf(key, textHeight(text, size, width - 2 * pad, lines) + kit.dp(16), (bounds) =>
      view('frame', `${key}/ground`, bounds, { style: { background: tint(color, 0.1) } }, [
        label(
          key,
          inset(bounds, pad, kit.dp(8)),
          text,
          { textSizePx: size, color, maxLines: lines },
          onTap ? { onTap: kit.touch(onTap) } : {},
        ),
      ]),
    );
  };
}

export function space(key: string, heightDp: number = 10): Block {
  return (kit) => cellOf(key, kit.dp(heightDp), (bounds) => view('view', key, bounds));
}

/** What a list without entries shows. */
export function nothing(symbolName: string, text: string, hint?: string): Block {
  return (kit) =>
    cellOf('empty', kit.dp(260), (bounds) => {
      const middle = centred(bounds, kit.dp(280), kit.dp(170));
      const icon = box(Math.round((bounds[0] + bounds[2]) / 2) - kit.dp(36), middle[1], kit.dp(72), kit.dp(72));
      const line = (name: string, top: number, words: string, size: number, color: string): View =>
        label(`empty/${name}`, [bounds[0], top, bounds[2], top + kit.dp(28)], words, {
          textSizePx: kit.size(size),
          color,
          align: 'center',
        });
      return view('linear', 'empty', bounds, {}, [
        symbol('empty/icon', icon, symbolName, '#c9ccd3'),
        line('text', icon[3] + kit.dp(16), text, 16, kit.look.text),
        hint ? line('hint', icon[3] + kit.dp(46), hint, 13, kit.look.weak) : undefined,
      ]);
    });
}

/** Blocks of equal width beside each other. */
export function beside(key: string, blocks: readonly Block[]): Block {
  return (kit, width) => {
    const places = columns([0, 0, width, 1], blocks.length);
    const cells = blocks.map((block, index) => block(kit, (places[index]?.[2] ?? 0) - (places[index]?.[0] ?? 0)));
    const height = Math.max(0, ...cells.map(({ heightPx }) => heightPx));
    return cellOf(key, height, (bounds) =>
      view(
        'linear',
        key,
        bounds,
        {},
        cells.map((cell, index) => {
          const place = places[index] ?? [0, 0, width, 1];
          return cell.view([bounds[0] + place[0], bounds[1], bounds[0] + place[2], bounds[1] + cell.heightPx]);
        }),
      ),
    );
  };
}
