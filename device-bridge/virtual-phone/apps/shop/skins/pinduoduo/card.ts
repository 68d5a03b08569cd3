// Pinduoduo: one listing among the results.
import { inset } from '../../../../ui/geometry.js';
import type { Cell } from '../../../../ui/scroll-list.js';
import { measureText } from '../../../../ui/text.js';
import type { Rect, View } from '../../../../ui/view.js';
import { label, view } from '../../../../ui/views.js';
import type { Listing } from '../../catalogue/model.js';
import { cell, type ShopContext } from '../../context.js';
import { goodsPicture, tagLine } from '../../parts.js';
import { roughCount, yuan } from '../../wording.js';
import { RED } from './palette.js';

export function priceText(listing: Listing): string {
  const sign = listing.finalPriceFen < listing.basePriceFen ? '券后¥' : '¥';
  return `${sign}${yuan(listing.finalPriceFen)}`;
}

export function resultCell(context: ShopContext, listing: Listing, widthPx: number): Cell {
  const { dp, ways, touch } = context;
  const key = `goods:${listing.id}`;
  return cell(key, widthPx + dp(110), (bounds) => {
    const hero: Rect = [bounds[0], bounds[1], bounds[2], bounds[1] + widthPx];
    const inner = inset(bounds, dp(8), 0);
    const title: Rect = [inner[0], hero[3] + dp(5), inner[2], hero[3] + dp(45)];
    const tags: Rect = [inner[0], title[3] + dp(4), inner[2], title[3] + dp(22)];
    const price: Rect = [inner[0], tags[3] + dp(4), inner[2], tags[3] + dp(34)];
    const sizePx = dp(18);
    const width = measureText(priceText(listing), sizePx) + dp(4);
    return view(
      'frame',
      key,
      bounds,
      { style: { background: '#ffffff', radiusPx: dp(6) }, onTap: touch(() => ways.detail(listing)) },
      [
        goodsPicture(`${key}/picture`, hero, listing, dp(6)),
        listing.soldOut ? soldOutVeil(context, key, hero) : undefined,
        label(
          `${key}/title`,
          title,
          listing.title,
          { textSizePx: dp(14), color: '#151516', maxLines: 2 },
          { resourceId: context.id('tv_title') },
        ),
        ...tagLine(context, `${key}/tag`, tags, tagsOf(listing), { color: RED, background: '#fdeceb' }),
        label(
          `${key}/price`,
          [price[0], price[1], price[0] + width, price[3]],
          priceText(listing),
          { textSizePx: sizePx, bold: true, color: RED },
          { resourceId: context.id('tv_price') },
        ),
        label(
          `${key}/sales`,
          [price[0] + width, price[1], price[2], price[3]],
          `已拼${roughCount(listing.soldCount)}件`,
          {
            textSizePx: dp(11.5),
            color: '#9c9c9c',
          },
        ),
      ],
    );
  });
}

function tagsOf(listing: Listing): string[] {
  const tags = [...listing.badges, ...(listing.coupon ? [listing.coupon.label] : []), ...listing.promotions];
  return listing.sponsored ? ['广告', ...tags] : tags;
}

function soldOutVeil(context: ShopContext, key: string, hero: Rect): View {
  const { dp } = context;
  return label(`${key}/veil`, [hero[0], hero[3] - dp(30), hero[2], hero[3]], '已抢光', {
    textSizePx: dp(14),
    color: '#ffffff',
    background: 'rgba(0, 0, 0, 0.5)',
    align: 'center',
  });
}
