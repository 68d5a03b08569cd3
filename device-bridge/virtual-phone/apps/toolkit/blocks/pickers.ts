// What sheets are filled with to choose a value: wheels of values and a calendar.
import { box, columns, inset } from '../../../ui/geometry.js';
import { type ScrollPosition, scrollList, stackCells } from '../../../ui/scroll-list.js';
import type { Rect, View } from '../../../ui/view.js';
import { iconButton, label, view } from '../../../ui/views.js';
import { addMonths, monthText, weekdayOf, weeksOf } from '../dates.js';
import { type Block, cellOf, type Kit } from '../kit.js';
import { tint } from '../look.js';

const wheelItemDp = 44;
const wheelItems = 5;

export interface Wheel {
  readonly key: string;
  readonly items: readonly string[];
  readonly selected: number;
  readonly position: ScrollPosition;
  onPick(index: number): void;
}

/** Puts the selected value of a wheel in its middle. */
export function centreWheel(position: ScrollPosition, selected: number, density: number): void {
  position.offsetPx = Math.max(0, Math.round(wheelItemDp * density) * (selected - Math.floor(wheelItems / 2)));
}

/** Wheels beside each other: hours and minutes. A touch on a value chooses it. */
export function wheels(key: string, items: readonly Wheel[]): Block {
  return (kit) => {
    const height = kit.dp(wheelItemDp);
    return cellOf(key, height * wheelItems + kit.dp(16), (bounds) => {
      const places = columns(inset(bounds, kit.dp(24), kit.dp(8)), items.length, kit.dp(12));
      return view(
        'linear',
        key,
        bounds,
        {},
        items.map((wheel, index) => wheelView(kit, wheel, places[index] ?? bounds, height)),
      );
    });
  };
}

function wheelView(kit: Kit, wheel: Wheel, place: Rect, height: number): View {
  const cells = wheel.items.map((text, index) => {
    const selected = index === wheel.selected;
    const key = `${wheel.key}:${text}`;
    return cellOf(key, height, (bounds) =>
      label(
        key,
        bounds,
        text,
        {
          textSizePx: kit.size(selected ? 21 : 17),
          bold: selected,
          align: 'center',
          color: selected ? kit.look.brand : kit.look.weak,
          ...(selected ? { background: tint(kit.look.brand, 0.08), radiusPx: kit.dp(8) } : {}),
        },
        { selected, onTap: kit.touch(() => wheel.onPick(index)) },
      ),
    );
  });
  return scrollList({
    key: wheel.key,
    bounds: place,
    content: stackCells(cells, place[2] - place[0]),
    position: wheel.position,
    onScrolled: kit.touch(() => {}),
  });
}

export interface CalendarOptions {
  readonly key: string;
  /** Any day of the month that is shown. */
  readonly month: string;
  /** One day, or the first and the last of a range. */
  readonly selected: readonly string[];
  /** Earlier days cannot be chosen. */
  readonly from?: string | undefined;
  onMonth(month: string): void;
  onPick(day: string): void;
}

export function calendar(options: CalendarOptions): Block {
  const weeks = weeksOf(options.month);
  return (kit) => {
    const line = kit.dp(46);
    return cellOf(options.key, kit.dp(48 + 28) + weeks.length * line, (bounds) => {
      const { key } = options;
      const area = inset(bounds, kit.dp(12), 0);
      const bar: Rect = [area[0], area[1], area[2], area[1] + kit.dp(48)];
      const arrow = kit.dp(48);
      const turn = (name: string, place: Rect, symbol: string, description: string, by: number): View =>
        iconButton(`${key}/${name}`, place, symbol, kit.look.text, kit.dp(15), {
          contentDescription: description,
          onTap: kit.touch(() => options.onMonth(addMonths(options.month, by))),
        });
      const heads: Rect = [area[0], bar[3], area[2], bar[3] + kit.dp(28)];
      return view('group', key, bounds, {}, [
        turn('earlier', box(bar[0], bar[1], arrow, arrow), 'back', '上个月', -1),
        label(`${key}/month`, [bar[0] + arrow, bar[1], bar[2] - arrow, bar[3]], monthText(options.month), {
          textSizePx: kit.size(16),
          bold: true,
          align: 'center',
          color: kit.look.text,
        }),
        turn('later', box(bar[2] - arrow, bar[1], arrow, arrow), 'forward', '下个月', 1),
        ...columns(heads, 7).map((place, index) =>
          label(`${key}/weekday${index}`, place, '日一二三四五六'[index] ?? '', {
            textSizePx: kit.size(12),
            align: 'center',
            color: kit.look.weak,
          }),
        ),
        ...weeks.flatMap((week, row) => {
          const top = heads[3] + row * line;
          const places = columns([area[0], top, area[2], top + line], 7);
          return week.flatMap((day, column) =>
            day === '' ? [] : [dayView(kit, options, day, places[column] ?? area)],
          );
        }),
      ]);
    });
  };
}

function dayView(kit: Kit, options: CalendarOptions, day: string, place: Rect): View {
  const { selected, from } = options;
  const [first = '', last = first] = selected;
  const isEnd = selected.includes(day);
  const isWithin = day > first && day < last;
  const isPast = from !== undefined && day < from;
  return label(
    `${options.key}:${day}`,
    inset(place, kit.dp(1), kit.dp(2)),
    String(Number(day.slice(8))),
    {
      textSizePx: kit.size(16),
      align: 'center',
      bold: isEnd,
      color: isEnd ? kit.look.onBrand : isPast ? '#c6c9d0' : kit.look.text,
      radiusPx: kit.dp(8),
      ...(isEnd ? { background: kit.look.brand } : isWithin ? { background: tint(kit.look.brand, 0.12) } : {}),
    },
    {
      contentDescription: `${monthText(day)}${Number(day.slice(8))}日 ${weekdayOf(day)}`,
      selected: isEnd,
      enabled: !isPast,
      onTap: kit.touch(() => options.onPick(day)),
    },
  );
}
