// Blocks of blocks: a card around rows, a grid of tiles, a waterfall of pictures.
import { badge } from '../../../ui/bars.js';
import { box, columns, inset } from '../../../ui/geometry.js';
import { type Cell, stackCells, waterfallCells } from '../../../ui/scroll-list.js';
import { LINE_HEIGHT } from '../../../ui/text.js';
import type { Rect, View } from '../../../ui/view.js';
import { label, view } from '../../../ui/views.js';
import { type Art, drawArt } from '../art.js';
import {
  type Block,
  type Blocks,
  cardStyle,
  cellOf,
  type Kit,
  lineCount,
  present,
  sideGap,
  textHeight,
} from '../kit.js';

/** One card around its blocks. */
export function group(key: string, blocks: Blocks): Block {
  return (kit, width) => {
    const gap = sideGap(kit);
    const cells = present(blocks).map((block) => block(kit, width - 2 * gap));
    const content = stackCells(cells, width - 2 * gap);
    const margin = kit.dp(5);
    return cellOf(key, content.heightPx + 2 * margin, (bounds) => {
      const area: Rect = [bounds[0] + gap, bounds[1] + margin, bounds[2] - gap, bounds[3] - margin];
      const children = content.placed.map(({ cell, bounds: place }) =>
        cell.view([area[0] + place[0], area[1] + place[1], area[0] + place[2], area[1] + place[3]]),
      );
      return view('linear', key, area, { style: cardStyle(kit) }, children);
    });
  };
}

export interface Tile {
  /** Unique in its grid. */
  readonly key: string;
  readonly title: string;
  readonly art: Art;
  readonly badge?: string | undefined;
  readonly note?: string | undefined;
  onTap?(): void;
}

export interface GridOptions {
  /** On an upright phone; twice as many in landscape. */
  readonly columns?: number;
  readonly artDp?: number;
  /** Whether the grid stands on a card. */
  readonly card?: boolean;
}

/** Services of a home page: a picture with a name below. */
export function grid(key: string, tiles: readonly Tile[], options: GridOptions = {}): Block {
  return (kit) => {
    const count = (options.columns ?? 5) * (kit.isLandscape ? 2 : 1);
    const gap = options.card ? sideGap(kit) : kit.dp(4);
    const side = kit.dp(options.artDp ?? 44);
    const hasNotes = tiles.some(({ note }) => note !== undefined);
    const cellHeight = side + kit.dp(hasNotes ? 54 : 36);
    const rows = Math.ceil(tiles.length / count);
    return cellOf(key, rows * cellHeight + kit.dp(16), (bounds) => {
      const area = inset(bounds, gap, kit.dp(8));
      const places = columns(area, count);
      const children = tiles.map((tile, index) => {
        const column = places[index % count] ?? area;
        const top = area[1] + Math.floor(index / count) * cellHeight;
        return tileView(kit, `${key}:${tile.key}`, tile, [column[0], top, column[2], top + cellHeight], side);
      });
      return view(
        'group',
        key,
        [bounds[0] + gap, bounds[1], bounds[2] - gap, bounds[3]],
        options.card ? { style: cardStyle(kit) } : {},
        children,
      );
    });
  };
}

function tileView(kit: Kit, key: string, tile: Tile, place: Rect, side: number): View {
  const art = Math.round(side * (tile.art.scale ?? 1));
  const left = Math.round((place[0] + place[2] - art) / 2);
  const top = place[1] + kit.dp(6) + Math.round((side - art) / 2);
  const textTop = place[1] + kit.dp(8) + side;
  const { onTap } = tile;
  return view(
    'group',
    key,
    place,
    { contentDescription: tile.title, ...(onTap ? { onTap: kit.touch(() => onTap()) } : {}) },
    [
      drawArt(`${key}/picture`, box(left, top, art, art), tile.art, kit.dp(12)),
      label(`${key}/title`, [place[0], textTop, place[2], textTop + kit.dp(22)], tile.title, {
        textSizePx: kit.size(12),
        align: 'center',
        color: kit.look.text,
      }),
      tile.note
        ? label(`${key}/note`, [place[0], textTop + kit.dp(20), place[2], textTop + kit.dp(38)], tile.note, {
            textSizePx: kit.size(11),
            align: 'center',
            color: kit.look.weak,
          })
        : undefined,
      tile.badge ? badge(kit.screen, `${key}/badge`, left + art - kit.dp(8), top - kit.dp(4), tile.badge) : undefined,
    ],
  );
}

export interface Poster {
  readonly key: string;
  readonly title: string;
  readonly art: Art;
  /** Height of the picture as a share of its width; 1 by default. */
  readonly aspect?: number | undefined;
  readonly price?: string | undefined;
  /** Small line below the title: author, sales. */
  readonly note?: string | undefined;
  /** At the right of the note: likes. */
  readonly side?: string | undefined;
  /** On the picture: duration, "直播". */
  readonly mark?: string | undefined;
  onTap?(): void;
}

/** Cards with a picture on top, in columns of unequal height. */
export function waterfall(key: string, posters: readonly Poster[], options: { readonly columns?: number } = {}): Block {
  return (kit, width) => {
    const count = (options.columns ?? 2) * (kit.isLandscape ? 2 : 1);
    const gap = kit.dp(8);
    const columnWidth = Math.floor((width - gap * (count + 1)) / count);
    const cells = posters.map((poster) => posterCell(kit, `${key}:${poster.key}`, poster, columnWidth));
    const content = waterfallCells(cells, width, count, gap, gap);
    return cellOf(key, content.heightPx, (bounds) =>
      view(
        'group',
        key,
        bounds,
        {},
        content.placed
          .map(({ cell, bounds: [left, top, right, bottom] }) => ({
            cell,
            place: [bounds[0] + left, bounds[1] + top, bounds[0] + right, bounds[1] + bottom] as Rect,
          }))
          .filter(({ place }) => place[3] > 0 && place[1] < kit.screen.metrics.heightPx)
          .map(({ cell, place }) => cell.view(place)),
      ),
    );
  };
}

function posterCell(kit: Kit, key: string, poster: Poster, width: number): Cell {
  const { look } = kit;
  const pictureHeight = Math.round(width * (poster.aspect ?? 1));
  const pad = kit.dp(8);
  const size = kit.size(14);
  const small = kit.size(11.5);
  const lines = lineCount(poster.title, size, width - 2 * pad, 2);
  const titleHeight = textHeight(poster.title, size, width - 2 * pad, lines);
  const priceHeight = poster.price ? kit.dp(26) : 0;
  const noteHeight = poster.note || poster.side ? Math.ceil(small * LINE_HEIGHT) + kit.dp(6) : 0;
  return cellOf(key, pictureHeight + titleHeight + priceHeight + noteHeight + kit.dp(18), (place) => {
    const art: Rect = [place[0], place[1], place[2], place[1] + pictureHeight];
    const left = place[0] + pad;
    const right = place[2] - pad;
    const titleTop = art[3] + kit.dp(8);
    const noteTop = titleTop + titleHeight + priceHeight + kit.dp(2);
    const { onTap, price, note, side, mark } = poster;
    return view(
      'group',
      key,
      place,
      {
        ...(onTap ? { onTap: kit.touch(() => onTap()) } : {}),
        style: { ...cardStyle(kit), radiusPx: kit.dp(look.radius) },
      },
      [
        drawArt(`${key}/picture`, art, poster.art, kit.dp(look.radius)),
        mark
          ? label(`${key}/mark`, [left, art[3] - kit.dp(26), right, art[3] - kit.dp(6)], mark, {
              textSizePx: small,
              color: '#ffffff',
              align: 'right',
            })
          : undefined,
        label(`${key}/title`, [left, titleTop, right, titleTop + titleHeight], poster.title, {
          textSizePx: size,
          color: look.text,
          maxLines: lines,
          bold: true,
        }),
        price
          ? label(`${key}/price`, [left, titleTop + titleHeight, right, titleTop + titleHeight + priceHeight], price, {
              textSizePx: kit.size(17),
              bold: true,
              color: look.accent,
            })
          : undefined,
        note
          ? label(
              `${key}/note`,
              [left, noteTop, side ? Math.round(left + (right - left) * 0.68) : right, noteTop + noteHeight],
              note,
              { textSizePx: small, color: look.weak },
            )
          : undefined,
        side
          ? label(
              `${key}/side`,
              [Math.round(left + (right - left) * 0.62), noteTop, right, noteTop + noteHeight],
              side,
              { textSizePx: small, color: look.weak, align: 'right' },
            )
          : undefined,
      ],
    );
  });
}
