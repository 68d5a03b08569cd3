// Lays a page's body out between the bars of the system, above the keyboard, and gives views their resource ids.
import { badge, bottomTabs } from '../../ui/bars.js';
import { box, centred, columns, cutRow } from '../../ui/geometry.js';
import { keyboardBounds } from '../../ui/keyboard.js';
import { type Cell, type ScrollPosition, scrollList, stackCells } from '../../ui/scroll-list.js';
import { measureText } from '../../ui/text.js';
import type { Rect, Style, View } from '../../ui/view.js';
import { iconButton, label, page, symbol, view } from '../../ui/views.js';
import { hashText } from '../random.js';
import { choicesOf } from './blocks/choices.js';
import { fieldView } from './blocks/forms.js';
import type { Bar, Body, Floating, NavigationItem, Side } from './body.js';
import { type Block, type Blocks, buttonRadius, cellOf, type Kit, present } from './kit.js';
import type { Look } from './look.js';

export interface FrameOptions {
  readonly body: Body;
  readonly keyboardVisible: boolean;
  readonly isLoading: boolean;
  /** Whether there is a page below this one. */
  readonly canGoBack: boolean;
  /** How many blocks a feed shows. */
  readonly shown: number;
  readonly position: (list: string) => ScrollPosition;
  readonly layers: readonly View[];
  onBack(): void;
  onMore(): void;
}

/** The area that the keyboard leaves. */
export function freeArea(kit: Kit, keyboardVisible: boolean): Rect {
  const { full, content, metrics } = kit.screen;
  return [0, 0, full[2], keyboardVisible ? Math.min(content[3], keyboardBounds(metrics)[1]) : content[3]];
}

export function frame(kit: Kit, options: FrameOptions): View {
  const { body, keyboardVisible } = options;
  const { screen, look } = kit;
  const width = screen.metrics.widthPx;
  const [, , , bottomEdge] = freeArea(kit, keyboardVisible);
  const children: (View | undefined)[] = [];
  let top = screen.content[1];
  let bottom = bottomEdge;

  if (body.bar) {
    const height = kit.dp(body.bar.large ? 84 : 50);
    const whole: Rect = [0, 0, width, top + height];
    children.push(
      view('view', 'bar-ground', whole, { style: barGround(look) }),
      barView(kit, body.bar, [0, top, width, top + height], options),
    );
    top += height;
  }
  const pinned = stack(kit, body.pinned ?? [], [0, top, width, top]);
  children.push(...pinned.views);
  top += pinned.heightPx;

  const navigation = keyboardVisible ? undefined : body.navigation;
  if (navigation) {
    const height = kit.dp(look.navigation === 'floating' ? 66 : 56);
    bottom -= height;
  }
  const pinnedBottom = options.isLoading ? [] : (body.bottom ?? []);
  const below = stack(kit, pinnedBottom, [0, 0, width, 0]);
  const belowTop = bottom - below.heightPx;
  if (below.heightPx > 0) {
    children.push(
      view('view', 'bottom-ground', [0, belowTop, width, navigation ? bottom : screen.full[3]], {
        style: { background: look.surface },
      }),
    );
    bottom = belowTop;
  }
  const area: Rect = [0, top, width, Math.max(top, bottom)];
  const content = options.isLoading ? spinner(kit, area) : contentView(kit, area, options);
  children.push(content);
  children.push(...stack(kit, pinnedBottom, [0, belowTop, width, belowTop]).views);
  if (navigation) {
    const height = kit.dp(look.navigation === 'floating' ? 66 : 56);
    children.push(...navigationViews(kit, navigation, [0, bottomEdge - height, width, bottomEdge]));
  }
  if (body.float && !keyboardVisible) children.push(floating(kit, body.float, area));
  return page(screen.full, { background: body.background ?? look.background }, [...children, ...options.layers]);
}

function barGround(look: Look): Style {
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

function barView(kit: Kit, bar: Bar, place: Rect, options: FrameOptions): View {
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

interface Stack {
  readonly views: View[];
  readonly heightPx: number;
}

function stack(kit: Kit, blocks: Blocks, at: Rect): Stack {
  const cells = present(blocks).map((block) => block(kit, at[2] - at[0]));
  let top = at[1];
  const views = cells.map((cell) => {
    const drawn = cell.view([at[0], top, at[2], top + cell.heightPx]);
    top += cell.heightPx;
    return drawn;
  });
  return { views, heightPx: top - at[1] };
}

function contentView(kit: Kit, area: Rect, options: FrameOptions): View {
  const { body } = options;
  const { side } = body;
  const sideWidth = side ? kit.dp(side.widthDp ?? 84) : 0;
  const listArea: Rect = [area[0] + sideWidth, area[1], area[2], area[3]];
  const blocks = present(body.content);
  const cells = feedCells(kit, blocks, listArea, body.feed ? options.shown : blocks.length);
  const hasMore = cells.length < blocks.length;
  if (body.feed && blocks.length > 0)
    cells.push(footer(kit, hasMore ? '正在加载…' : (body.feed.endText ?? '没有更多了')));
  const bottomPadding = kit.dp(body.float ? 84 : 12);
  cells.push(cellOf('list-end', bottomPadding, (bounds) => view('view', 'list-end', bounds)));
  const name = body.list ?? '';
  const list = scrollList({
    key: name === '' ? 'list' : `list:${name}`,
    bounds: listArea,
    content: stackCells(cells, listArea[2] - listArea[0]),
    position: options.position(name),
    onScrolled: kit.touch(() => {}),
    onNearEnd: () => {
      if (hasMore) options.onMore();
    },
  });
  if (body.web)
    return view(
      'webView',
      'web',
      area,
      { isOpaque: true, text: body.bar?.title ?? '', style: { background: '#ffffff', paintedText: '' } },
      [list],
    );
  if (!side) return list;
  return view('linear', 'columns', area, {}, [
    sideView(kit, side, [area[0], area[1], area[0] + sideWidth, area[3]], options),
    list,
  ]);
}

/** The first `count` blocks, and as many more as it takes to have something to scroll. */
function feedCells(kit: Kit, blocks: readonly Block[], area: Rect, count: number): Cell[] {
  const cells: Cell[] = [];
  let heightPx = 0;
  for (const block of blocks) {
    if (cells.length >= count && heightPx > 2 * (area[3] - area[1])) break;
    const cell = block(kit, area[2] - area[0]);
    cells.push(cell);
    heightPx += cell.heightPx;
  }
  return cells;
}

function sideView(kit: Kit, side: Side, area: Rect, options: FrameOptions): View {
  const cells = choicesOf(side.items).map((item) => {
    const selected = item.key === side.selected.value;
    const key = `side:${item.key}`;
    return cellOf(key, kit.dp(52), (bounds) =>
      label(
        key,
        bounds,
        item.text,
        {
          textSizePx: kit.size(13.5),
          align: 'center',
          maxLines: 2,
          verticalAlign: 'center',
          paddingPx: kit.dp(4),
          bold: selected,
          color: selected ? kit.look.brand : kit.look.text,
          background: selected ? kit.look.surface : kit.look.fill,
        },
        { selected, onTap: kit.touch(() => side.selected.set(item.key)) },
      ),
    );
  });
  const list = scrollList({
    key: 'side',
    bounds: area,
    content: stackCells(cells, area[2] - area[0]),
    position: options.position('side'),
    onScrolled: kit.touch(() => {}),
  });
  return { ...list, style: { background: kit.look.fill } };
}

function footer(kit: Kit, text: string): Cell {
  return cellOf('footer', kit.dp(52), (bounds) =>
    label('footer', bounds, text, { textSizePx: kit.size(12.5), color: kit.look.weak, align: 'center' }),
  );
}

function spinner(kit: Kit, area: Rect): View {
  const middle = centred(
    [area[0], area[1], area[2], area[1] + Math.min(area[3] - area[1], kit.dp(300))],
    kit.dp(120),
    kit.dp(80),
  );
  const icon: Rect = [middle[0], middle[1], middle[2], middle[1] + kit.dp(44)];
  return view('frame', 'loading', area, {}, [
    view('progress', 'loading/circle', icon, {
      style: { color: kit.look.brand, picture: { kind: 'symbol', glyph: 'clock', hue: 0 } },
    }),
    label('loading/text', [middle[0], icon[3], middle[2], middle[3]], '正在加载', {
      textSizePx: kit.size(13),
      color: kit.look.weak,
      align: 'center',
    }),
  ]);
}

function navigationViews(kit: Kit, items: readonly NavigationItem[], area: Rect): (View | undefined)[] {
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

function floating(kit: Kit, float: Floating, area: Rect): View {
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

export interface LayerOptions {
  readonly title: string;
  readonly content: Blocks;
  readonly bottom?: Blocks | undefined;
  readonly position: ScrollPosition;
  onClose(): void;
}

/** A sheet from the bottom over the dimmed page: as high as its content, at most three quarters of the screen. */
export function sheetView(kit: Kit, options: LayerOptions, keyboardVisible: boolean): View {
  const { screen, look } = kit;
  const free = freeArea(kit, keyboardVisible);
  const width = screen.metrics.widthPx;
  const cells = present(options.content).map((block) => block(kit, width));
  const below = stack(kit, options.bottom ?? [], [0, 0, width, 0]);
  const headHeight = kit.dp(52);
  const contentHeight = cells.reduce((sum, { heightPx }) => sum + heightPx, 0);
  const most = Math.round((free[3] - screen.content[1]) * (keyboardVisible ? 1 : 0.78)) - headHeight - below.heightPx;
  const listHeight = Math.max(kit.dp(40), Math.min(contentHeight, most));
  const bottom = free[3];
  const top = bottom - headHeight - listHeight - below.heightPx;
  const cross = box(width - kit.dp(50), top + kit.dp(4), kit.dp(44), kit.dp(44));
  const radius = kit.dp(16);
  return view(
    'frame',
    'sheet-shade',
    screen.full,
    {
      style: { background: 'rgba(0, 0, 0, 0.45)' },
      contentDescription: '关闭',
      onTap: kit.touch(() => options.onClose()),
    },
    [
      view(
        'linear',
        'sheet',
        [0, top, width, screen.full[3] + radius],
        { style: { background: look.surface, radiusPx: radius }, onTap: () => {}, clickable: false },
        [
          label('sheet/title', [kit.dp(52), top, width - kit.dp(52), top + headHeight], options.title, {
            textSizePx: kit.size(17),
            bold: true,
            align: 'center',
            color: look.text,
          }),
          iconButton('sheet/close', cross, 'close', look.weak, kit.dp(13), {
            contentDescription: '关闭弹窗',
            onTap: kit.touch(() => options.onClose()),
          }),
          scrollList({
            key: 'sheet/list',
            bounds: [0, top + headHeight, width, top + headHeight + listHeight],
            content: stackCells(cells, width),
            position: options.position,
            onScrolled: kit.touch(() => {}),
          }),
          ...stack(kit, options.bottom ?? [], [0, bottom - below.heightPx, width, bottom]).views,
        ],
      ),
    ],
  );
}

/** Gives views without a resource id one that follows from their key, as the look wants it. */
export function withIds(root: View, packageName: string, ids: Look['ids']): View {
  if (ids === 'none') return root;
  const children = root.children?.map((child) => withIds(child, packageName, ids));
  const name = root.resourceId === undefined ? idName(root.key, ids) : undefined;
  return { ...root, ...(children ? { children } : {}), ...(name ? { resourceId: `${packageName}:id/${name}` } : {}) };
}

const idNames = new Map<string, string>();

/** "shop:s12/title" gives "shop_title": what the view is, not which. */
function idName(key: string, ids: 'named' | 'shrunk'): string | undefined {
  const kind = key.replace(/:[^/]*/g, '');
  if (!/^[\w/-]+$/.test(kind)) return undefined;
  const known = idNames.get(`${ids} ${kind}`);
  if (known) return known;
  const name = ids === 'named' ? kind.replace(/[/-]/g, '_').toLowerCase() : `a${(hashText(kind) % 1296).toString(36)}`;
  idNames.set(`${ids} ${kind}`, name);
  return name;
}
