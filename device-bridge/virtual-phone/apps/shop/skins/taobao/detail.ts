// Taobao: the parts of a detail page and the bar to buy.
import { cutRow, inset } from '../../../../ui/geometry.js';
import type { Cell } from '../../../../ui/scroll-list.js';
import { measureText } from '../../../../ui/text.js';
import type { Rect, View } from '../../../../ui/view.js';
import { button, label, view } from '../../../../ui/views.js';
import type { Listing } from '../../catalogue/model.js';
import { cell, type ShopContext } from '../../context.js';
import { barIcon, factCell, heroCell, paragraphHeight, sellerCell, storyCell, textRun } from '../../parts.js';
import { roughCount, yuan } from '../../wording.js';
import { ORANGE } from './palette.js';

export function detailCells(context: ShopContext, listing: Listing): Cell[] {
  return [
    heroCell(context, listing, listing.soldOut ? '已售罄' : undefined),
    priceCell(context, listing),
    factCell(context, 'services', '保障', ['假一赔四', ...listing.badges, ...listing.promotions].join(' · ')),
    factCell(context, 'delivery', '发货', '浙江杭州 | 快递 免运费 预计后天送达'),
    sellerCell(context, listing, '进店逛逛'),
    storyCell(context, listing),
  ];
}

function priceCell(context: ShopContext, listing: Listing): Cell {
  const { dp, screen, host } = context;
  const margin = dp(14);
  const titleSize = dp(17);
  const titleHeight = paragraphHeight(listing.title, titleSize, screen.metrics.widthPx - 2 * margin, 3);
  const couponHeight = listing.coupon ? dp(40) : 0;
  return cell('price-block', dp(68) + couponHeight + titleHeight, (bounds) => {
    const inner = inset(bounds, margin, dp(8));
    const price: Rect = [inner[0], inner[1], inner[2], inner[1] + dp(44)];
    const coupon: Rect = [inner[0], price[3], inner[2], price[3] + couponHeight];
    const title: Rect = [inner[0], coupon[3] + dp(4), inner[2], coupon[3] + dp(4) + titleHeight];
    return view('linear', 'price-block', bounds, { style: { background: '#ffffff' } }, [
      ...detailPrice(context, listing, price),
      listing.coupon
        ? view(
            'frame',
            'coupon',
            [coupon[0], coupon[1] + dp(4), coupon[2], coupon[3] - dp(4)],
            {
              style: { background: '#fff1ea', radiusPx: dp(8) },
              onTap: () => host.toast('优惠券已领取'),
            },
            [
              label(
                'coupon/label',
                inset([coupon[0], coupon[1] + dp(4), coupon[2], coupon[3] - dp(4)], dp(10), 0),
                listing.coupon.label,
                {
                  textSizePx: dp(14),
                  color: ORANGE,
                },
              ),
              label(
                'coupon/take',
                [coupon[2] - dp(70), coupon[1] + dp(4), coupon[2] - dp(10), coupon[3] - dp(4)],
                '领取 ›',
                {
                  textSizePx: dp(14),
                  color: ORANGE,
                  bold: true,
                  align: 'right',
                },
              ),
            ],
          )
        : undefined,
      label(
        'detail-title',
        title,
        listing.title,
        { textSizePx: titleSize, bold: true, maxLines: 3 },
        {
          resourceId: context.id('detail_main_title'),
        },
      ),
    ]);
  });
}

function detailPrice(context: ShopContext, listing: Listing, bounds: Rect): View[] {
  const { dp } = context;
  const reduced = listing.finalPriceFen < listing.basePriceFen;
  const strong = { color: ORANGE, bold: true };
  const sold = `已售 ${roughCount(listing.soldCount)}`;
  const soldWidth = measureText(sold, dp(13)) + dp(4);
  return [
    ...textRun('detail-price', bounds, [
      ...(reduced ? [{ name: 'kind', text: '到手价 ', style: { ...strong, textSizePx: dp(15) } }] : []),
      { name: 'sign', text: '¥', style: { ...strong, textSizePx: dp(18) } },
      { name: 'amount', text: `${yuan(listing.finalPriceFen)} `, style: { ...strong, textSizePx: dp(30) } },
      ...(reduced
        ? [
            {
              name: 'before',
              text: `优惠前 ¥${yuan(listing.basePriceFen)}`,
              style: { textSizePx: dp(13), color: '#999999' },
            },
          ]
        : []),
    ]),
    label('detail-sold', [bounds[2] - soldWidth, bounds[1], bounds[2], bounds[3]], sold, {
      textSizePx: dp(13),
      color: '#999999',
      align: 'right',
    }),
  ];
}

export function buyBar(context: ShopContext, listing: Listing, bounds: Rect): View {
  const { dp, host, store, ways, touch } = context;
  const area: Rect = [bounds[0] + dp(6), bounds[1], bounds[2] - dp(12), bounds[1] + dp(58)];
  const [shop, service, heart, rest] = cutRow(area, [dp(50), dp(50), dp(50), 'fill']);
  const [cart, buy] = cutRow(inset(rest, dp(4), dp(8)), ['fill', 'fill'], dp(6));
  const text = { textSizePx: dp(15), bold: true, color: '#ffffff' };
  const sales = listing.soldOut
    ? [
        button(
          'sold-out',
          inset(rest, dp(4), dp(8)),
          '已售罄',
          { ...text, background: '#c8c8c8', radiusPx: dp(21) },
          { enabled: false },
        ),
      ]
    : [
        button(
          'add-to-cart',
          cart,
          '加入购物车',
          { ...text, background: '#ff9500', radiusPx: dp(21) },
          {
            onTap: touch(() => {
              store.addToCart(listing.id);
              host.toast('添加成功，在购物车等亲～');
            }),
          },
        ),
        button(
          'buy-now',
          buy,
          '立即购买',
          { ...text, background: ORANGE, radiusPx: dp(21) },
          {
            onTap: touch(() => ways.confirm([listing])),
          },
        ),
      ];
  return view('linear', 'buy-bar', bounds, { style: { background: '#ffffff' } }, [
    barIcon(context, 'bar-shop', shop, 'shop', '店铺', () => host.toast(listing.seller)),
    barIcon(context, 'bar-service', service, 'message', '客服', () => host.toast('客服正忙，请稍后再试')),
    barIcon(
      context,
      'bar-favourite',
      heart,
      'heart',
      '收藏',
      touch(() => {
        store.toggleFavourite(listing.id);
        host.toast('收藏夹已更新');
      }),
    ),
    ...sales,
  ]);
}
