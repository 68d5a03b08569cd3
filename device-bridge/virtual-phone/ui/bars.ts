// Bars that most apps have: a title bar with a back arrow, a row of tabs, the bottom navigation, a setting row's switch.
import { box, centred, columns, cutColumn, cutRow } from './geometry.js';
import type { Screen } from './metrics.js';
import type { Rect, Style, View } from './view.js';
import { type Children, iconButton, label, symbol, view } from './views.js';

export interface TitleBarOptions {
  readonly title: string;
  readonly background: string;
  readonly color: string;
  readonly centredTitle?: boolean;
  onBack?(): void;
  /** Views at the right end, given the free area there. */
  actions?(area: Rect): Children;
}

export const TITLE_BAR_DP = 48;

export function titleBar(screen: Screen, bounds: Rect, options: TitleBarOptions): View {
  const side = screen.dp(52);
  const [left, middle, right] = cutRow(bounds, [side, 'fill', side * 2]);
  const titleArea: Rect = options.centredTitle ? [left[2], left[1], bounds[2] - side, left[3]] : middle;
  const { onBack } = options;
  return view('frame', 'title-bar', bounds, { style: { background: options.background } }, [
    onBack &&
      iconButton('back', left, 'back', options.color, screen.dp(12), { contentDescription: '返回', onTap: onBack }),
    label('title', titleArea, options.title, {
      textSizePx: screen.dp(18),
      bold: true,
      color: options.color,
      align: options.centredTitle ? 'center' : 'left',
    }),
    ...(options.actions?.(right) ?? []),
  ]);
}

export interface Tab {
  readonly key: string;
  readonly text: string;
  readonly selected: boolean;
  /** Symbol above the text, in a bottom navigation. */
  readonly symbol?: string;
  readonly badge?: string;
  onTap(): void;
}

export interface TabStyle {
  readonly background: string;
  readonly color: string;
  readonly selectedColor: string;
  readonly resourceId?: string;
}

/** Equal text tabs; the selected one carries the `selected` flag. */
export function tabRow(screen: Screen, key: string, bounds: Rect, tabs: readonly Tab[], style: TabStyle): View {
  const places = columns(bounds, tabs.length);
  const children = tabs.map((tab, index) => {
    const place = places[index] ?? bounds;
    const text: Style = {
      textSizePx: screen.dp(14.5),
      bold: tab.selected,
      color: tab.selected ? style.selectedColor : style.color,
      align: 'center',
    };
    return label(`${key}:${tab.key}`, place, tab.text, text, {
      selected: tab.selected,
      onTap: () => tab.onTap(),
      ...(style.resourceId ? { resourceId: style.resourceId } : {}),
    });
  });
  return view('linear', key, bounds, { style: { background: style.background } }, children);
}

export const BOTTOM_TABS_DP = 54;

/** Bottom navigation: symbol over text; the parent is clickable and named, as real tab bars are. */
export function bottomTabs(screen: Screen, bounds: Rect, tabs: readonly Tab[], style: TabStyle): View {
  const places = columns(bounds, tabs.length);
  const children = tabs.map((tab, index) => {
    const place = places[index] ?? bounds;
    const color = tab.selected ? style.selectedColor : style.color;
    const [, picture, name] = cutColumn(place, [screen.dp(6), screen.dp(26), screen.dp(18)]);
    const side = screen.dp(24);
    const icon = centred(picture, side, side);
    return view(
      'frame',
      `tab:${tab.key}`,
      place,
      { contentDescription: tab.text, selected: tab.selected, onTap: () => tab.onTap() },
      [
        symbol(`tab:${tab.key}/icon`, icon, tab.symbol ?? 'grid', color),
        label(`tab:${tab.key}/text`, name, tab.text, {
          textSizePx: screen.dp(10.5),
          color,
          bold: tab.selected,
          align: 'center',
        }),
        tab.badge
          ? badge(screen, `tab:${tab.key}/badge`, icon[2] - screen.dp(4), icon[1] - screen.dp(4), tab.badge)
          : undefined,
      ],
    );
  });
  return view('linear', 'bottom-tabs', bounds, { style: { background: style.background } }, children);
}

/** A small red count, its top left corner at the given point. */
export function badge(screen: Screen, key: string, left: number, top: number, text: string): View {
  const height = screen.dp(16);
  const width = Math.max(height, screen.dp(8 + 7 * text.length));
  return label(key, box(left, top, width, height), text, {
    background: '#fa3e3e',
    color: '#ffffff',
    radiusPx: height / 2,
    textSizePx: screen.dp(11),
    bold: true,
    align: 'center',
  });
}
