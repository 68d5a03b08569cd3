// The bar at the top of a page: title, search, and what can be touched at its ends.
import { badge } from '../../ui/bars.js';
import { cutRow } from '../../ui/geometry.js';
import { measureText } from '../../ui/text.js';
import type { Rect, Style, View } from '../../ui/view.js';
import { iconButton, label, symbol, view } from '../../ui/views.js';
import { fieldView } from './blocks/forms.js';
import type { Bar } from './body.js';
import { buttonRadius, type Kit } from './kit.js';
import type { Look } from './look.js';

/** Whether there is a page below, and how to get there. */
export interface WayBack {
  readonly canGoBack: boolean;
  onBack(): void;
}

export function barGround(look: Look): Style {
  switch (look.bar) {
    case 'brand':
      return { background: look.brand };
    case 'surface':
      return { background: look.surface };
    case 'clear':
      return {};
    case 'gradient':
      return { gradient: [look.brand, look.background] };
  }
}

export function barView(kit: Kit, bar: Bar, place: Rect, options: WayBack): View {
  const { look } = kit;
  const color = look.bar === 'brand' || look.bar === 'gradient' ? look.onBrand : look.text;
  const row: Rect = bar.large ? [place[0], place[1], place[2], place[1] + kit.dp(44)] : place;
  const hasBack = bar.back ?? options.canGoBack;
  const actions = bar.actions ?? [];
  const actionWidths = actions.map(({ symbol: name, description }) =>
    name ? kit.dp(42) : measureText(description, kit.size(14.5)) + kit.dp(20),
  );
  const actionsWidth = actionWidths.reduce((sum, width) => sum + width, 0);
  const leadWidth = bar.lead
    ? Math.min(measureText(bar.lead.text, kit.size(14.5)) + kit.dp(34), Math.round((place[2] - place[0]) * 0.4))
    : 0;
  const [back, lead, middle, end] = cutRow(row, [
    kit.dp(hasBack ? 46 : 12),
    leadWidth,
    'fill',
    actionsWidth + kit.dp(actionsWidth > 0 ? 6 : 12),
  ]);
  const children: (View | undefined)[] = [];
  if (hasBack) {
    children.push(
      iconButton('back', back, bar.close ? 'close' : 'back', color, kit.dp(12), {
        contentDescription: bar.close ? '关闭' : '返回',
        onTap: kit.touch(() => (bar.onBack ?? options.onBack)()),
      }),
    );
  }
  if (bar.lead) {
    const { text, onTap } = bar.lead;
    const arrow: Rect = [lead[2] - kit.dp(20), lead[1], lead[2] - kit.dp(6), lead[3]];
    children.push(
      view('frame', 'bar-lead', lead, { onTap: kit.touch(() => onTap()), contentDescription: text }, [
        label('bar-lead/text', [lead[0] + kit.dp(4), lead[1], arrow[0] - kit.dp(2), lead[3]], text, {
          textSizePx: kit.size(14.5),
          bold: true,
          color,
        }),
        symbol('bar-lead/arrow', arrow, 'down', color),
      ]),
    );
  }
  children.push(
    ...barMiddle(
      kit,
      bar,
      bar.large ? [place[0] + kit.dp(16), row[3] - kit.dp(4), place[2], place[3]] : middle,
      row,
      color,
    ),
  );
  let left = end[0];
  actions.forEach((action, index) => {
    const area: Rect = [left, end[1], left + (actionWidths[index] ?? 0), end[3]];
    left = area[2];
    const key = `bar-action:${action.symbol ?? action.description}`;
    const touch = { onTap: kit.touch(() => action.onTap()), ...(action.enabled === false ? { enabled: false } : {}) };
    children.push(
      action.symbol
        ? iconButton(key, area, action.symbol, action.color ?? color, kit.dp(10), {
            ...touch,
            contentDescription: action.description,
          })
        : label(
            key,
            area,
            action.description,
            {
              textSizePx: kit.size(14.5),
              align: 'center',
              color: action.enabled === false ? look.weak : (action.color ?? color),
            },
            touch,
          ),
      action.badge
        ? badge(kit.screen, `${key}/badge`, area[2] - kit.dp(18), area[1] + kit.dp(6), action.badge)
        : undefined,
    );
  });
  return view('frame', 'bar', place, {}, children);
}

function barMiddle(kit: Kit, bar: Bar, middle: Rect, row: Rect, color: string): (View | undefined)[] {
  const { look } = kit;
  const tall = (row[3] - row[1] - kit.dp(36)) / 2;
  const boxArea: Rect = [
    middle[0] + kit.dp(2),
    row[1] + Math.round(tall),
    middle[2] - kit.dp(2),
    row[1] + Math.round(tall) + kit.dp(36),
  ];
  if (bar.field) {
    const fill = look.bar === 'surface' ? look.fill : '#ffffff';
    return [
      fieldView(
        { ...kit, look: { ...look, fill } },
        boxArea,
        { symbol: 'search', sizeDp: 15, ...bar.field },
        kit.dp(12),
        1,
      ),
    ];
  }
  if (bar.search) {
    const { hint, value, onTap } = bar.search;
    const onGround = look.bar === 'surface' ? look.fill : '#ffffff';
    const icon: Rect = [boxArea[0] + kit.dp(12), boxArea[1], boxArea[0] + kit.dp(28), boxArea[3]];
    return [
      view(
        'frame',
        'search-box',
        boxArea,
        {
          onTap: kit.touch(() => onTap()),
          contentDescription: '搜索',
          style: { background: onGround, radiusPx: buttonRadius(kit, kit.dp(36)) },
        },
        [
          symbol('search-box/symbol', icon, 'search', look.weak),
          label(
            'search-box/text',
            [icon[2] + kit.dp(8), boxArea[1], boxArea[2] - kit.dp(10), boxArea[3]],
            value || hint,
            { textSizePx: kit.size(14), color: value ? '#1c1d21' : '#9a9da6' },
          ),
        ],
      ),
    ];
  }
  if (bar.title === undefined) return [];
  const title = bar.large
    ? middle
    : look.titleAlign === 'center'
      ? centredTitle(kit, row, middle)
      : ([middle[0] + kit.dp(4), middle[1], middle[2], middle[3]] as Rect);
  const split = bar.note ? Math.round(title[1] + (title[3] - title[1]) * 0.58) : title[3];
  const align = bar.large ? 'left' : look.titleAlign;
  return [
    label('title', [title[0], title[1], title[2], split], bar.title, {
      textSizePx: kit.size(bar.large ? 26 : 17.5),
      bold: true,
      color,
      align,
    }),
    bar.note
      ? label('title-note', [title[0], split - kit.dp(2), title[2], title[3] - kit.dp(4)], bar.note, {
          textSizePx: kit.size(11.5),
          color,
          align,
        })
      : undefined,
  ];
}

/** As wide as the larger side of the bar allows, so that the title stands in the middle of the screen. */
function centredTitle(kit: Kit, row: Rect, middle: Rect): Rect {
  const margin = Math.max(middle[0] - row[0], row[2] - middle[2], kit.dp(16));
  return margin * 2 > (row[2] - row[0]) * 0.7 ? middle : [row[0] + margin, row[1], row[2] - margin, row[3]];
}
