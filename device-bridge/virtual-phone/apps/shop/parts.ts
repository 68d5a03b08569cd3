// Pieces of goods rows and detail pages that more than one skin uses, each in the skin's own colours.
import { box, inset } from '../../ui/geometry.js';
import type { Cell } from '../../ui/scroll-list.js';
import { countLines, LINE_HEIGHT, measureText } from '../../ui/text.js';
import type { Rect, Style, View } from '../../ui/view.js';
import { button, label, picture, symbol, view } from '../../ui/views.js';
import type { Listing } from './catalogue/model.js';
import { cell, type ShopContext } from './context.js';

export function goodsPicture(key: string, bounds: Rect, listing: Listing, radiusPx: number): View {
  const { shape, hue } = listing.picture;
  return picture(key, bounds, { kind: 'goods', glyph: shape, hue }, { style: { radiusPx } });
}

/** Small framed words side by side, as many as fit. */
export function tagLine(
  context: ShopContext,
  key: string,
  bounds: Rect,
  tags: readonly string[],
  style: Style,
): View[] {
  const { dp } = context;
  const sizePx = dp(10.5);
  const views: View[] = [];
  let left = bounds[0];
  for (const [index, tag] of tags.entries()) {
    const width = measureText(tag, sizePx) + dp(9);
    if (left + width > bounds[2]) break;
    views.push(
      label(`${key}:${index}`, box(left, bounds[1], width, dp(17)), tag, {
        textSizePx: sizePx,
        align: 'center',
        radiusPx: dp(4),
        ...style,
      }),
    );
    left += width + dp(5);
  }
  return views;
}

/** Text left to right in different sizes on one base, like "¥" "4499" ".00". */
export function textRun(
  key: string,
  bounds: Rect,
  parts: readonly { readonly name: string; readonly text: string; readonly style: Style }[],
): View[] {
  let left = bounds[0];
  return parts.map(({ name, text, style }) => {
    const width = measureText(text, style.textSizePx ?? 0) + 4;
    const drawn = label(`${key}/${name}`, [left, bounds[1], left + width, bounds[3]], text, style);
    left += width;
    return drawn;
  });
}

/** Height of a paragraph of at most `maxLines` lines. */
export function paragraphHeight(text: string, sizePx: number, widthPx: number, maxLines: number): number {
  return Math.ceil(countLines(text, sizePx, widthPx, maxLines) * sizePx * LINE_HEIGHT) + 4;
}

/** The large picture at the top of a detail page; `veil` is written over it when the goods are gone. */
export function heroCell(context: ShopContext, listing: Listing, veil: string | undefined): Cell {
  const { screen, dp } = context;
  const height = Math.round(screen.metrics.widthPx * 0.88);
  return cell('hero', height, (bounds) =>
    view('frame', 'hero', bounds, { resourceId: context.id('detail_pic_gallery'), contentDescription: '商品图片' }, [
      goodsPicture('hero/picture', bounds, listing, 0),
      label('hero/count', box(bounds[2] - dp(58), bounds[3] - dp(36), dp(46), dp(22)), '1/5', {
        textSizePx: dp(12),
        align: 'center',
        color: '#ffffff',
        background: 'rgba(0, 0, 0, 0.4)',
        radiusPx: dp(11),
      }),
      veil === undefined
        ? undefined
        : label('hero/veil', inset(bounds, dp(130), dp(130)), veil, {
            textSizePx: dp(24),
            bold: true,
            align: 'center',
            color: '#ffffff',
            background: 'rgba(0, 0, 0, 0.55)',
            radiusPx: dp(75),
          }),
    ]),
  );
}

/** A white card holding one titled line, "保障 | 7天无理由退货"; tells more when touched. */
export function factCell(context: ShopContext, key: string, name: string, value: string): Cell {
  const { dp, host } = context;
  return cell(key, dp(48), (bounds) => {
    const words: Rect = [bounds[0] + dp(66), bounds[1], bounds[2] - dp(38), bounds[3]];
    return view('linear', key, bounds, { style: { background: '#ffffff' }, onTap: () => host.toast(value) }, [
      label(`${key}/name`, box(bounds[0] + dp(14), bounds[1], dp(50), dp(48)), name, {
        textSizePx: dp(13.5),
        color: '#999999',
      }),
      label(`${key}/value`, words, value, { textSizePx: dp(14), color: '#333333' }),
      symbol(`${key}/more`, box(bounds[2] - dp(34), bounds[1] + dp(15), dp(18), dp(18)), 'forward', '#c0c0c0'),
    ]);
  });
}

/** The seller's card. */
export function sellerCell(context: ShopContext, listing: Listing, enter: string): Cell {
  const { dp, skin, host } = context;
  return cell('seller', dp(78), (bounds) => {
    const logo = box(bounds[0] + dp(14), bounds[1] + dp(16), dp(46), dp(46));
    const name: Rect = [logo[2] + dp(12), logo[1], bounds[2] - dp(100), logo[1] + dp(26)];
    return view('linear', 'seller', bounds, { style: { background: '#ffffff' } }, [
      picture('seller/logo', logo, { kind: 'avatar', glyph: listing.seller.slice(0, 1), hue: listing.picture.hue }),
      label(
        'seller/name',
        name,
        listing.seller,
        { textSizePx: dp(15), bold: true },
        { resourceId: context.id('shop_name') },
      ),
      label('seller/stars', [name[0], name[3], name[2], name[3] + dp(20)], '宝贝描述 4.8  卖家服务 4.9', {
        textSizePx: dp(11.5),
        color: '#888888',
      }),
      button(
        'seller/enter',
        box(bounds[2] - dp(90), bounds[1] + dp(23), dp(76), dp(32)),
        enter,
        { textSizePx: dp(13), color: skin.theme.brand, border: skin.theme.brand, radiusPx: dp(16) },
        { onTap: () => host.toast(listing.seller) },
      ),
    ]);
  });
}

/** Paragraphs of drawn "detail pictures" that fill the lower half of a detail page. */
export function storyCell(context: ShopContext, listing: Listing): Cell {
  const { dp } = context;
  return cell('story', dp(470), (bounds) => {
    const area = inset(bounds, dp(14), dp(12));
    const middle = Math.round((area[1] + area[3]) / 2);
    return view('frame', 'story', bounds, { style: { background: '#ffffff' } }, [
      label('story/title', [area[0], area[1], area[2], area[1] + dp(30)], '商品详情', {
        textSizePx: dp(16),
        bold: true,
      }),
      goodsPicture('story/first', [area[0], area[1] + dp(38), area[2], middle], listing, dp(12)),
      goodsPicture('story/second', [area[0], middle + dp(10), area[2], area[3]], listing, dp(12)),
    ]);
  });
}

/** Icon over a word, in the left part of a buy bar. */
export function barIcon(
  context: ShopContext,
  key: string,
  bounds: Rect,
  icon: string,
  text: string,
  onTap: () => void,
): View {
  const { dp } = context;
  const middle = Math.round((bounds[0] + bounds[2]) / 2);
  return view('linear', key, bounds, { contentDescription: text, onTap }, [
    symbol(`${key}/icon`, box(middle - dp(11), bounds[1] + dp(8), dp(22), dp(22)), icon, '#444444'),
    label(`${key}/text`, [bounds[0], bounds[1] + dp(31), bounds[2], bounds[1] + dp(50)], text, {
      textSizePx: dp(10.5),
      color: '#555555',
      align: 'center',
    }),
  ]);
}
