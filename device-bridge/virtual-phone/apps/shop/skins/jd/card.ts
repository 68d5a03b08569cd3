// JD.com: one listing among the results.
import { cutRow, inset } from '../../../../ui/geometry.js';
import type { Cell } from '../../../../ui/scroll-list.js';
import type { Rect, View } from '../../../../ui/view.js';
import { label, view } from '../../../../ui/views.js';
import type { Listing } from '../../catalogue/model.js';
import { cell, type ShopContext } from '../../context.js';
import { goodsPicture, tagLine, textRun } from '../../parts.js';
import { roughCount, yuanParts } from '../../wording.js';
import { RED } from './palette.js';

export function resultCell(context: ShopContext, listing: Listing): Cell {
  const { dp, ways, touch } = context;
  const key = `ware:${listing.id}`;
  return cell(key, dp(142), (bounds) => {
    const [art, words] = cutRow(inset(bounds, dp(10), dp(9)), [dp(122), 'fill'], dp(11));
    const title: Rect = [words[0], words[1], words[2], words[1] + dp(42)];
    const tags: Rect = [words[0], title[3] + dp(3), words[2], title[3] + dp(20)];
    const price: Rect = [words[0], tags[3] + dp(4), words[2], tags[3] + dp(32)];
    const foot: Rect = [words[0], price[3] + dp(1), words[2], words[3]];
    const labels = [...(listing.coupon ? [listing.coupon.label] : []), ...listing.badges, ...listing.promotions];
    return view(
      'relative',
      key,
      bounds,
      {
        resourceId: context.id('product_item'),
        style: { background: '#ffffff', divider: true },
        onTap: touch(() => ways.detail(listing)),
      },
      [
        goodsPicture(`${key}/picture`, art, listing, dp(8)),
        listing.soldOut
          ? label(`${key}/stock`, [art[0], art[3] - dp(24), art[2], art[3]], '无货', {
              textSizePx: dp(13),
              color: '#ffffff',
              background: 'rgba(0, 0, 0, 0.5)',
              align: 'center',
            })
          : undefined,
        label(
          `${key}/title`,
          title,
          listing.title,
          { textSizePx: dp(14.5), maxLines: 2, color: '#262626' },
          { resourceId: context.id('product_item_name') },
        ),
        ...tagLine(context, `${key}/tag`, tags, labels, { color: RED, background: '#fff0ee' }),
        view(
          'linear',
          `${key}/price`,
          price,
          { resourceId: context.id('product_item_jdPrice') },
          splitPrice(context, key, price, listing.basePriceFen),
        ),
        label(`${key}/comments`, foot, `${roughCount(listing.soldCount)}条评价  ${listing.seller}`, {
          textSizePx: dp(11.5),
          color: '#999999',
        }),
        listing.sponsored
          ? label(`${key}/ad`, [foot[2] - dp(34), foot[1], foot[2], foot[3]], '广告', {
              textSizePx: dp(11),
              color: '#b5b5b5',
              align: 'right',
            })
          : undefined,
      ],
    );
  });
}

function splitPrice(context: ShopContext, key: string, bounds: Rect, fen: number): View[] {
  const { dp } = context;
  const [whole, cents] = yuanParts(fen);
  const small = { textSizePx: dp(13), color: RED, bold: true };
  return textRun(`${key}/price`, bounds, [
    { name: 'sign', text: '¥', style: small },
    { name: 'whole', text: whole, style: { textSizePx: dp(20), color: RED, bold: true } },
    { name: 'cents', text: cents, style: small },
  ]);
}
