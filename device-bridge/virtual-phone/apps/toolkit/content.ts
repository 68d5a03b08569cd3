// The part of a page that scrolls, with categories beside it or a spinner in its place.
import { centred } from '../../ui/geometry.js';
import { type Cell, type ScrollPosition, scrollList, stackCells } from '../../ui/scroll-list.js';
import type { Rect, View } from '../../ui/view.js';
import { label, view } from '../../ui/views.js';
import { choicesOf } from './blocks/choices.js';
import type { Body, Side } from './body.js';
import { type Block, cellOf, type Kit, present } from './kit.js';

export interface ContentOptions {
  readonly body: Body;
  /** How many blocks a feed shows. */
  readonly shown: number;
  readonly position: (list: string) => ScrollPosition;
  onMore(): void;
}

export function contentView(kit: Kit, area: Rect, options: ContentOptions): View {
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

function sideView(kit: Kit, side: Side, area: Rect, options: ContentOptions): View {
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

export function spinner(kit: Kit, area: Rect): View {
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
