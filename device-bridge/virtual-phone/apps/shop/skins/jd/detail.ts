// JD.com: the parts of a detail page and the bar to buy.
import { box, cutRow, inset } from '../../../../ui/geometry.js';
import type { Cell } from '../../../../ui/scroll-list.js';
import type { Rect, View } from '../../../../ui/view.js';
import { button, label, view } from '../../../../ui/views.js';
import type { Listing } from '../../catalogue/model.js';
import { productOf } from '../../catalogue/products.js';
import { cell, type ShopContext } from '../../context.js';
import { barIcon, factCell, heroCell, paragraphHeight, sellerCell, storyCell, tagLine } from '../../parts.js';
import { yuan, yuanParts } from '../../wording.js';
import { RED } from './palette.js';

export function detailCells(context: ShopContext, listing: Listing): Cell[] {
  return [
    heroCell(context, listing, undefined),
    priceCell(context, listing),
    ...(listing.soldOut ? [stockCell(context)] : []),
    factCell(context, 'chosen', '已选', `${variantLabel(listing)}，1件`),
    factCell(context, 'send-to', '送至', '上海市 浦东新区 世纪大道'),
    factCell(context, 'services', '服务', [...listing.badges, ...listing.promotions, '免举证退换货'].join(' · ')),
    sellerCell(context, listing, '进店'),
    storyCell(context, listing),
  ];
}

function variantLabel(listing: Listing): string {
  const { variants } = productOf(listing.productId);
  return variants.find(({ id }) => id === listing.variantId)?.label || '默认规格';
}

function priceCell(context: ShopContext, listing: Listing): Cell {
  const { dp, screen } = context;
  const margin = dp(14);
  const titleSize = dp(17);
  const titleHeight = paragraphHeight(listing.title, titleSize, screen.metrics.widthPx - 2 * margin, 3);
  const couponHeight = listing.coupon ? dp(32) : 0;
  return cell('price-block', dp(68) + couponHeight + titleHeight, (bounds) => {
    const inner = inset(bounds, margin, dp(8));
    const price: Rect = [inner[0], inner[1], inner[2], inner[1] + dp(44)];
    const coupon: Rect = [inner[0], price[3], inner[2], price[3] + couponHeight];
    const title: Rect = [inner[0], coupon[3] + dp(6), inner[2], coupon[3] + dp(6) + titleHeight];
    return view('linear', 'price-block', bounds, { style: { background: '#ffffff' } }, [
      ...detailPrice(context, listing, price),
      favouriteIcon(context, listing, [price[2] - dp(50), price[1] - dp(6), price[2], price[3]]),
      ...(listing.coupon ? couponLine(context, listing.coupon.label, coupon) : []),
      label(
        'detail-title',
        title,
        listing.title,
        { textSizePx: titleSize, bold: true, maxLines: 3 },
        { resourceId: context.id('detail_name') },
      ),
    ]);
  });
}

/** Beside the price, and not in the bar below: it says whether the article is kept. */
function favouriteIcon(context: ShopContext, listing: Listing, bounds: Rect): View {
  const { store, host, touch } = context;
  const isKept = store.favourites.includes(listing.id);
  const toggle = touch(() => {
    store.toggleFavourite(listing.id);
    host.toast(isKept ? '已取消收藏' : '收藏成功');
  });
  return barIcon(context, 'favourite', bounds, 'heart', isKept ? '已收藏' : '收藏', toggle);
}

function detailPrice(context: ShopContext, listing: Listing, bounds: Rect): View[] {
  const { dp } = context;
  const reduced = listing.finalPriceFen < listing.basePriceFen;
  const [whole, cents] = yuanParts(listing.basePriceFen);
  const width = dp(46 + 17 * whole.length);
  const base = view('view', 'detail-price', [bounds[0], bounds[1], bounds[0] + width, bounds[3]], {
    resourceId: context.id('detail_price'),
    contentDescription: `京东价¥${whole}${cents}`,
    style: { paintedText: `¥${whole}${cents}`, textSizePx: dp(24), bold: true, color: RED },
  });
  if (!reduced) return [base];
  const left = bounds[0] + width + dp(10);
  return [
    base,
    label('final-price', box(left, bounds[1] + dp(8), dp(150), dp(28)), `到手价 ¥${yuan(listing.finalPriceFen)}`, {
      textSizePx: dp(16),
      bold: true,
      color: '#ffffff',
      background: RED,
      radiusPx: dp(6),
      align: 'center',
    }),
  ];
}

function couponLine(context: ShopContext, text: string, bounds: Rect): View[] {
  const { dp, host } = context;
  return [
    ...tagLine(context, 'coupon', [bounds[0], bounds[1] + dp(6), bounds[2] - dp(70), bounds[3]], ['优惠券', text], {
      color: RED,
      border: '#ffb3aa',
    }),
    button(
      'coupon/take',
      [bounds[2] - dp(64), bounds[1], bounds[2], bounds[3]],
      '领券 ›',
      { textSizePx: dp(14), color: RED, align: 'right' },
      { onTap: () => host.toast('领取成功') },
    ),
  ];
}

function stockCell(context: ShopContext): Cell {
  const { dp } = context;
  return cell('stock', dp(46), (bounds) =>
    label('stock', bounds, '所选地区该商品暂时无货，非常抱歉！', {
      textSizePx: dp(14),
      color: '#ff8a00',
      background: '#fff7e6',
      paddingPx: dp(14),
    }),
  );
}

export function buyBar(context: ShopContext, listing: Listing, bounds: Rect): View {
  const { dp, host, store, ways, touch } = context;
  const area: Rect = [bounds[0] + dp(6), bounds[1], bounds[2] - dp(12), bounds[1] + dp(58)];
  const [shop, service, cart, rest] = cutRow(area, [dp(50), dp(50), dp(54), 'fill']);
  const [add, buy] = cutRow(inset(rest, dp(4), dp(8)), ['fill', 'fill'], dp(6));
  const text = { textSizePx: dp(15), bold: true, color: '#ffffff', radiusPx: dp(21) };
  const sales = listing.soldOut
    ? [
        button(
          'notify-me',
          inset(rest, dp(4), dp(8)),
          '到货通知',
          { ...text, background: '#ffa600' },
          {
            onTap: () => host.toast('到货后将通知您'),
          },
        ),
      ]
    : [
        button(
          'add-to-cart',
          add,
          '加入购物车',
          { ...text, background: '#ffa600' },
          {
            onTap: touch(() => {
              store.addToCart(listing.id);
              host.toast('已加入购物车');
            }),
          },
        ),
        button(
          'buy-now',
          buy,
          '立即购买',
          { ...text, background: RED },
          { onTap: touch(() => ways.confirm([listing])) },
        ),
      ];
  return view('linear', 'buy-bar', bounds, { style: { background: '#ffffff' } }, [
    barIcon(context, 'bar-shop', shop, 'shop', '店铺', () => host.toast(listing.seller)),
    barIcon(context, 'bar-service', service, 'message', '客服', () => host.toast('客服排队中')),
    barIcon(
      context,
      'bar-cart',
      cart,
      'cart',
      '购物车',
      touch(() => ways.cart()),
    ),
    ...sales,
  ]);
}
