// Pinduoduo: the parts of a detail page and the bar to buy.
import { box, cutRow, inset } from '../../../../ui/geometry.js';
import type { Cell } from '../../../../ui/scroll-list.js';
import { measureText } from '../../../../ui/text.js';
import type { Rect, View } from '../../../../ui/view.js';
import { label, view } from '../../../../ui/views.js';
import type { Listing } from '../../catalogue/model.js';
import { cell, type ShopContext } from '../../context.js';
import { barIcon, factCell, heroCell, paragraphHeight, sellerCell, storyCell } from '../../parts.js';
import { roughCount, yuan } from '../../wording.js';
import { priceText } from './card.js';
import { RED } from './palette.js';

const ALONE_PERCENT = 105;

export function detailCells(context: ShopContext, listing: Listing): Cell[] {
  return [
    heroCell(context, listing, listing.soldOut ? '已售罄' : undefined),
    priceCell(context, listing),
    titleCell(context, listing),
    factCell(context, 'services', '服务', [...listing.badges, ...listing.promotions, '全场包邮'].join(' · ')),
    factCell(context, 'reviews', '评价', `商品评价(${roughCount(listing.soldCount)}) 好评率98%`),
    sellerCell(context, listing, '进店逛逛'),
    storyCell(context, listing),
  ];
}

function priceCell(context: ShopContext, listing: Listing): Cell {
  const { dp } = context;
  const reduced = listing.finalPriceFen < listing.basePriceFen;
  return cell('price-block', dp(64), (bounds) => {
    const inner = inset(bounds, dp(14), 0);
    const main = priceText(listing);
    const width = measureText(main, dp(27)) + dp(8);
    const price: Rect = [inner[0], inner[1], inner[0] + width, inner[3]];
    return view('linear', 'price-block', bounds, { style: { gradient: ['#f2453b', '#e02e24'] } }, [
      label(
        'detail-price',
        price,
        main,
        { textSizePx: dp(27), bold: true, color: '#ffffff' },
        { resourceId: context.id('tv_detail_price') },
      ),
      reduced
        ? label('detail-base', [price[2], inner[1], inner[2] - dp(110), inner[3]], `¥${yuan(listing.basePriceFen)}`, {
            textSizePx: dp(14),
            color: '#ffd9d6',
            strikeThrough: true,
          })
        : undefined,
      label(
        'detail-sales',
        [inner[2] - dp(120), inner[1], inner[2], inner[3]],
        `已拼${roughCount(listing.soldCount)}件`,
        {
          textSizePx: dp(13),
          color: '#ffffff',
          align: 'right',
        },
      ),
    ]);
  });
}

function titleCell(context: ShopContext, listing: Listing): Cell {
  const { dp, screen, host } = context;
  const margin = dp(14);
  const sizePx = dp(17);
  const titleHeight = paragraphHeight(listing.title, sizePx, screen.metrics.widthPx - 2 * margin, 3);
  const couponHeight = listing.coupon ? dp(40) : 0;
  return cell('title-block', titleHeight + couponHeight + dp(20), (bounds) => {
    const inner = inset(bounds, margin, dp(10));
    const title: Rect = [inner[0], inner[1], inner[2], inner[1] + titleHeight];
    const coupon = box(inner[0], title[3] + dp(6), inner[2] - inner[0], dp(32));
    return view('linear', 'title-block', bounds, { style: { background: '#ffffff' } }, [
      label('detail-title', title, listing.title, { textSizePx: sizePx, bold: true, maxLines: 3 }),
      listing.coupon
        ? label(
            'coupon',
            coupon,
            `店铺优惠：${listing.coupon.label}  立即领取`,
            { textSizePx: dp(13.5), color: RED, background: '#fdeceb', radiusPx: dp(4), paddingPx: dp(8) },
            { onTap: () => host.toast('领取成功') },
          )
        : undefined,
    ]);
  });
}

export function buyBar(context: ShopContext, listing: Listing, bounds: Rect): View {
  const { dp, host, store, ways, touch } = context;
  const area: Rect = [bounds[0], bounds[1], bounds[2], bounds[1] + dp(58)];
  const [heart, cart, service, alone, group] = cutRow(area, [dp(48), dp(48), dp(48), 'fill', 'fill']);
  return view('linear', 'buy-bar', bounds, { style: { background: '#ffffff' } }, [
    barIcon(
      context,
      'bar-favourite',
      heart,
      'heart',
      '收藏',
      touch(() => {
        store.toggleFavourite(listing.id);
        host.toast('已更新收藏');
      }),
    ),
    barIcon(
      context,
      'add-to-cart',
      cart,
      'cart',
      '加购物车',
      touch(() => {
        store.addToCart(listing.id);
        host.toast('已加入购物车');
      }),
    ),
    barIcon(context, 'bar-service', service, 'message', '客服', () => host.toast('商家暂时不在线')),
    ...(listing.soldOut
      ? [
          label('sold-out', [alone[0], area[1], area[2], area[3]], '商品已售罄，去看看别的吧', {
            textSizePx: dp(15),
            color: '#ffffff',
            background: '#bdbdbd',
            align: 'center',
          }),
        ]
      : [
          priceButton(context, 'buy-alone', alone, alonePrice(listing), '单独购买', '#f0958c', () =>
            ways.confirm([listing]),
          ),
          priceButton(context, 'buy-now', group, listing.finalPriceFen, '发起拼单', RED, () => ways.confirm([listing])),
        ]),
  ]);
}

function alonePrice(listing: Listing): number {
  return Math.ceil((listing.basePriceFen * ALONE_PERCENT) / 10_000) * 100;
}

function priceButton(
  context: ShopContext,
  key: string,
  bounds: Rect,
  fen: number,
  text: string,
  background: string,
  onTap: () => void,
): View {
  const { dp, touch } = context;
  const middle = bounds[1] + dp(30);
  return view('linear', key, bounds, { style: { background }, onTap: touch(onTap) }, [
    label(`${key}/price`, [bounds[0], bounds[1] + dp(6), bounds[2], middle], `¥${yuan(fen)}`, {
      textSizePx: dp(17),
      bold: true,
      color: '#ffffff',
      align: 'center',
    }),
    label(`${key}/text`, [bounds[0], middle, bounds[2], bounds[3] - dp(5)], text, {
      textSizePx: dp(13),
      color: '#ffffff',
      align: 'center',
    }),
  ]);
}
