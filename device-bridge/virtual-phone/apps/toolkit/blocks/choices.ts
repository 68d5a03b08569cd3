// One of several: tabs in a row, chips in lines.
import { box, columns } from '../../../ui/geometry.js';
import { measureText } from '../../../ui/text.js';
import type { Rect, View } from '../../../ui/view.js';
import { label, view } from '../../../ui/views.js';
import type { Bound } from '../bound.js';
import { type Block, cellOf, type Kit } from '../kit.js';
import { tint } from '../look.js';

export interface Choice {
  readonly key: string;
  readonly text: string;
}

/** A text alone is its own key. */
export type Choices = readonly (string | Choice)[];

export function choicesOf(items: Choices): Choice[] {
  return items.map((item) => (typeof item === 'string' ? { key: item, text: item } : item));
}

/** Tabs that share the width: sections of a page, or an order ("综合 销量 价格"). */
export function tabs(key: string, options: Choices, selected: Bound<string>): Block {
  const items = choicesOf(options);
  return (kit) =>
    cellOf(key, kit.dp(44), (bounds) => {
      const places = columns(bounds, items.length);
      const children = items.map((item, index) =>
        tabView(kit, `${key}:${item.key}`, item.text, item.key === selected.value, places[index] ?? bounds, () =>
          selected.set(item.key),
        ),
      );
      return view('linear', key, bounds, { style: { background: kit.look.surface } }, children);
    });
}

function tabView(kit: Kit, key: string, text: string, selected: boolean, place: Rect, onTap: () => void): View {
  const { look } = kit;
  const size = kit.size(selected && look.tabs === 'bold' ? 17 : 14.5);
  const middle = Math.round((place[0] + place[2]) / 2);
  const marked = selected && look.tabs !== 'bold';
  const pill = Math.min(place[2] - place[0] - kit.dp(4), measureText(text, size) + kit.dp(24));
  return view('frame', key, place, { selected, onTap: kit.touch(onTap), contentDescription: text }, [
    marked && look.tabs === 'pill'
      ? view('view', `${key}/mark`, box(middle - Math.round(pill / 2), place[1] + kit.dp(7), pill, kit.dp(30)), {
          style: { background: tint(look.brand, 0.12), radiusPx: kit.dp(15) },
        })
      : undefined,
    label(`${key}/text`, place, text, {
      textSizePx: size,
      bold: selected,
      align: 'center',
      color: selected ? (look.tabs === 'bold' ? look.text : look.brand) : look.weak,
    }),
    marked && look.tabs === 'underline'
      ? view('view', `${key}/mark`, box(middle - kit.dp(12), place[3] - kit.dp(6), kit.dp(24), kit.dp(3)), {
          style: { background: look.brand, radiusPx: kit.dp(1.5) },
        })
      : undefined,
  ]);
}

export interface ChipOptions {
  /** The page's background instead of the surface below. */
  readonly clear?: boolean;
  /** One line that cuts off what does not fit, instead of as many as needed. */
  readonly oneLine?: boolean;
}

/** Short texts in rounded boxes: filters, searches, times. A list as value lets several be chosen. */
export function chips(key: string, texts: Choices, selected: Bound<string>, options?: ChipOptions): Block;
export function chips(key: string, texts: Choices, selected: Bound<string[]>, options?: ChipOptions): Block;
export function chips(
  key: string,
  texts: Choices,
  selected: Bound<string> | Bound<string[]>,
  options: ChipOptions = {},
): Block {
  const items = choicesOf(texts);
  return (kit, width) => {
    const size = kit.size(13);
    const height = kit.dp(32);
    const gap = kit.dp(10);
    const margin = kit.dp(14);
    const places: { readonly item: Choice; readonly place: Rect }[] = [];
    let left = margin;
    let top = kit.dp(8);
    for (const item of items) {
      const wide = Math.min(measureText(item.text, size) + kit.dp(26), width - 2 * margin);
      if (left + wide > width - margin && left > margin) {
        if (options.oneLine) break;
        left = margin;
        top += height + gap;
      }
      places.push({ item, place: box(left, top, wide, height) });
      left += wide + gap;
    }
    return cellOf(key, top + height + kit.dp(8), (bounds) =>
      view(
        'group',
        key,
        bounds,
        options.clear ? {} : { style: { background: kit.look.surface } },
        places.map(({ item, place }) =>
          chipView(
            kit,
            `${key}:${item.key}`,
            item.text,
            isAmong(selected.value, item.key),
            shifted(place, bounds),
            () => choose(selected, item.key),
          ),
        ),
      ),
    );
  };
}

function isAmong(selected: string | readonly string[], key: string): boolean {
  return typeof selected === 'string' ? selected === key : selected.includes(key);
}

function choose(selected: Bound<string> | Bound<string[]>, key: string): void {
  const { value } = selected;
  if (typeof value === 'string') (selected as Bound<string>).set(key);
  else
    (selected as Bound<string[]>).set(value.includes(key) ? value.filter((other) => other !== key) : [...value, key]);
}

function shifted(place: Rect, by: Rect): Rect {
  return [place[0] + by[0], place[1] + by[1], place[2] + by[0], place[3] + by[1]];
}

function chipView(kit: Kit, key: string, text: string, selected: boolean, place: Rect, onTap: () => void): View {
  const { look } = kit;
  const ground =
    look.chips === 'outlined'
      ? { background: look.surface, border: selected ? look.brand : look.line }
      : { background: selected ? tint(look.brand, 0.12) : look.fill };
  return label(
    key,
    place,
    text,
    {
      textSizePx: kit.size(13),
      align: 'center',
      color: selected ? look.brand : look.text,
      bold: selected,
      radiusPx: look.buttons === 'square' ? kit.dp(3) : kit.dp(16),
      ...ground,
    },
    { selected, onTap: kit.touch(onTap) },
  );
}
