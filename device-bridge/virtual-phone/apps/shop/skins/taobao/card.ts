// Taobao: one listing among the results.
import { box, inset } from '../../../../ui/geometry.js';
import type { Cell } from '../../../../ui/scroll-list.js';
import type { Rect, View } from '../../../../ui/view.js';
import { label, view } from '../../../../ui/views.js';
import type { Listing } from '../../catalogue/model.js';
import { cell, type ShopContext } from '../../context.js';
import { goodsPicture, paragraphHeight, tagLine, textRun } from '../../parts.js';
import { roughCount, yuan } from '../../wording.js';
import { ORANGE } from './palette.js';

const TITLE_LINES = 2;

export function resultCell(context: ShopContext, listing: Listing, widthPx: number): Cell {
  const { dp, ways, touch } = context;
  const key = `offer:${listing.id}`;
  const margin = dp(9);
  const titleSize = dp(13.5);
  const titleHeight = paragraphHeight(listing.title, titleSize, widthPx - 2 * margin, TITLE_LINES);
  const pictureHeight = Math.round(widthPx * (listing.picture.hue % 2 === 0 ? 1 : 1.18));
  const height = pictureHeight + titleHeight + dp(94);
  return cell(key, height, (bounds) => {
    const hero: Rect = [bounds[0], bounds[1], bounds[2], bounds[1] + pictureHeight];
    const inner = inset(bounds, margin, 0);
    const title: Rect = [inner[0], hero[3] + dp(6), inner[2], hero[3] + dp(6) + titleHeight];
    const tags: Rect = [inner[0], title[3] + dp(3), inner[2], title[3] + dp(21)];
    const price: Rect = [inner[0], tags[3] + dp(3), inner[2], tags[3] + dp(29)];
    const seller: Rect = [inner[0], price[3] + dp(2), inner[2], price[3] + dp(20)];
    const words = [...(listing.coupon ? [listing.coupon.label] : []), ...listing.badges, ...listing.promotions];
    return view(
      'frame',
      key,
      bounds,
      {
        resourceId: context.id('auction_item'),
        style: { background: '#ffffff', radiusPx: dp(10) },
        onTap: touch(() => ways.detail(listing)),
      },
      [
        goodsPicture(`${key}/picture`, hero, listing, dp(10)),
        listing.sponsored ? adMark(context, key, hero) : undefined,
        view('view', `${key}/title`, title, {
          contentDescription: listing.title,
          style: { paintedText: listing.title, textSizePx: titleSize, maxLines: TITLE_LINES, color: '#1f1f1f' },
        }),
        ...tagLine(context, `${key}/tag`, tags, words, { color: ORANGE, border: '#ffc2a6' }),
        ...priceRun(context, key, price, listing),
        label(`${key}/seller`, seller, listing.seller, { textSizePx: dp(11.5), color: '#9b9b9b' }),
      ],
    );
  });
}

function adMark(context: ShopContext, key: string, hero: Rect): View {
  const { dp } = context;
  return label(`${key}/ad`, box(hero[2] - dp(36), hero[3] - dp(22), dp(32), dp(17)), '广告', {
    textSizePx: dp(10.5),
    color: '#ffffff',
    background: 'rgba(0, 0, 0, 0.35)',
    radiusPx: dp(3),
    align: 'center',
  });
}

function priceRun(context: ShopContext, key: string, bounds: Rect, listing: Listing): View[] {
  const { dp } = context;
  const reduced = listing.finalPriceFen < listing.basePriceFen;
  const small = { textSizePx: dp(12), color: ORANGE, bold: true };
  const grey = { textSizePx: dp(11.5), color: '#9b9b9b' };
  return textRun(`${key}/price`, bounds, [
    { name: 'sign', text: '¥', style: small },
    { name: 'amount', text: yuan(listing.finalPriceFen), style: { textSizePx: dp(19), color: ORANGE, bold: true } },
    ...(reduced ? [{ name: 'kind', text: ' 到手价', style: small }] : []),
    { name: 'sold', text: ` ${roughCount(listing.soldCount)}人付款`, style: grey },
  ]);
}
