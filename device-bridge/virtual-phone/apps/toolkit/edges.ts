// What stands at the lower edge of a page: bottom navigation, and a button that floats.
import { badge, bottomTabs } from '../../ui/bars.js';
import { box, centred, columns } from '../../ui/geometry.js';
import { measureText } from '../../ui/text.js';
import type { Rect, Style, View } from '../../ui/view.js';
import { iconButton, label, symbol, view } from '../../ui/views.js';
import type { Floating, NavigationItem } from './body.js';
import type { Kit } from './kit.js';

export function navigationViews(kit: Kit, items: readonly NavigationItem[], area: Rect): (View | undefined)[] {
  const { look, screen } = kit;
  const isFloating = look.navigation === 'floating';
  const place: Rect = isFloating
    ? [area[0] + kit.dp(16), area[1] + kit.dp(4), area[2] - kit.dp(16), area[3] - kit.dp(6)]
    : area;
  const ground: Rect = isFloating ? place : [area[0], area[1], area[2], screen.full[3]];
  const style: Style = isFloating
    ? { background: look.surface, radiusPx: kit.dp(28), shadow: true }
    : { background: look.surface };
  const groundView = view('view', 'navigation-ground', ground, { style });
  const line = isFloating
    ? undefined
    : view('view', 'navigation-line', [area[0], area[1], area[2], area[1] + kit.dp(0.5)], {
        style: { background: look.line },
      });
  const touched = items.map((item) => ({ ...item, onTap: kit.touch(() => item.onTap()) }));
  if (look.navigation === 'texts' || items.some(({ main }) => main)) {
    const places = columns(place, items.length);
    const children = touched.map((item, index) => textTab(kit, item, places[index] ?? place));
    return [groundView, line, view('linear', 'bottom-tabs', place, {}, children)];
  }
  const tabs = touched.map(({ key, text, selected, onTap, symbol: name, badge: count }) => ({
    key,
    text,
    selected,
    onTap,
    ...(name ? { symbol: name } : {}),
    ...(count ? { badge: count } : {}),
  }));
  return [
    groundView,
    line,
    bottomTabs(screen, place, tabs, { background: 'rgba(0, 0, 0, 0)', color: look.weak, selectedColor: look.brand }),
  ];
}

function textTab(kit: Kit, item: NavigationItem, place: Rect): View {
  const { look } = kit;
  const key = `tab:${item.key}`;
  if (item.main) {
    const pill = centred(place, Math.min(kit.dp(52), place[2] - place[0]), kit.dp(38));
    return iconButton(key, pill, item.symbol ?? 'plus', look.onBrand, kit.dp(8), {
      contentDescription: item.text,
      onTap: () => item.onTap(),
      style: { background: look.brand, radiusPx: kit.dp(10) },
    });
  }
  return view(
    'frame',
    key,
    place,
    { contentDescription: item.text, selected: item.selected, onTap: () => item.onTap() },
    [
      label(`${key}/text`, place, item.text, {
        textSizePx: kit.size(16),
        align: 'center',
        bold: item.selected,
        color: item.selected ? look.text : look.weak,
      }),
      item.badge
        ? badge(
            kit.screen,
            `${key}/badge`,
            Math.round((place[0] + place[2]) / 2) + kit.dp(14),
            place[1] + kit.dp(8),
            item.badge,
          )
        : undefined,
    ],
  );
}

export function floating(kit: Kit, float: Floating, area: Rect): View {
  const side = kit.dp(56);
  const text = float.text;
  const width = text ? measureText(text, kit.size(15)) + kit.dp(62) : side;
  const place = box(area[2] - width - kit.dp(18), area[3] - side - kit.dp(18), width, side);
  const { look } = kit;
  const style: Style = { background: look.brand, radiusPx: side / 2, shadow: true };
  const options = { contentDescription: float.description, onTap: kit.touch(() => float.onTap()) };
  if (!text) return iconButton('float', place, float.symbol, look.onBrand, kit.dp(16), { ...options, style });
  const icon = box(place[0] + kit.dp(16), place[1] + kit.dp(17), kit.dp(22), kit.dp(22));
  return view('frame', 'float', place, { ...options, style }, [
    symbol('float/symbol', icon, float.symbol, look.onBrand),
    label('float/text', [icon[2] + kit.dp(8), place[1], place[2] - kit.dp(12), place[3]], text, {
      textSizePx: kit.size(15),
      bold: true,
      color: look.onBrand,
    }),
  ]);
}
