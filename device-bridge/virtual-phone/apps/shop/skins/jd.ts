// JD.com: one row per listing, the price cut into three text views, list prices before coupons (what a coupon takes
// off stands in a tag), sold-out goods marked "无货" in the list.
import { box, cutRow, inset } from '../../../ui/geometry.js';
import type { Cell } from '../../../ui/scroll-list.js';
import type { Rect, View } from '../../../ui/view.js';
import { button, label, view } from '../../../ui/views.js';
import type { Listing } from '../catalogue/model.js';
import { cell, type ShopContext } from '../context.js';
import {
  barIcon,
  factCell,
  goodsPicture,
  heroCell,
  paragraphHeight,
  sellerCell,
  storyCell,
  tagLine,
  textRun,
} from '../parts.js';
import type { ShopSkin } from '../skin.js';
import { roughCount, yuan, yuanParts } from '../wording.js';

const RED = '#fa2c19';

export const JD: ShopSkin = {
  shop: 'jd',
  identity: {
    packageName: 'com.jingdong.app.mall',
    label: '京东',
    mainActivity: 'com.jingdong.app.mall.main.MainActivity',
    versionName: '15.2.10',
    versionCode: 101402,
    icon: { glyph: '京东', hue: 2 },
  },
  activities: {
    home: 'com.jingdong.app.mall.MainFrameActivity',
    search: 'com.jd.lib.search.view.Activity.SearchActivity',
    results: 'com.jd.lib.search.view.Activity.ProductListActivity',
    detail: 'com.jd.lib.productdetail.ProductDetailActivity',
    confirm: 'com.jd.lib.settlement.fillorder.activity.NewFillOrderActivity',
    pay: 'com.jd.lib.cashier.pay.view.CashierPayActivity',
    cart: 'com.jd.lib.cart.ShoppingCartNewActivity',
    me: 'com.jd.lib.personal.view.PersonalActivity',
  },
  theme: {
    brand: RED,
    onBrand: '#ffffff',
    price: RED,
    background: '#f2f3f7',
    header: ['#f5302a', '#fb6a4f'],
    headerInk: '#ffffff',
    buyButton: RED,
    cartButton: '#ffa600',
  },
  ids: {
    homeSearch: 'a2d',
    searchField: 'search_text',
    searchButton: 'a9b',
    list: 'product_list',
    sortTab: 'sort_item',
    suggestion: 'auto_complete_text',
    detailList: 'detail_recycler',
  },
  words: {
    home: '京东 · 多快好省',
    searchHint: '国补数码家电 至高减2000',
    searchButton: '搜索',
    nothingFound: '抱歉，没有找到相关商品',
    endOfList: '— 已经到底了 —',
    submitOrder: '提交订单',
    banner: '京东超级品类日',
    sortTabs: [
      { key: 'relevance', text: '综合' },
      { key: 'price', text: '价格' },
      { key: 'sales', text: '销量' },
      { key: 'filter', text: '筛选' },
    ],
    bottomTabs: [
      { key: 'home', text: '首页', symbol: 'home' },
      { key: 'category', text: '分类', symbol: 'grid' },
      { key: 'video', text: '逛', symbol: 'compass' },
      { key: 'cart', text: '购物车', symbol: 'cart' },
      { key: 'me', text: '我的', symbol: 'user' },
    ],
  },
  resultColumns: 1,
  recommendsWhenEmpty: false,
  resultCell,
  detailCells,
  buyBar,
};

function resultCell(context: ShopContext, listing: Listing): Cell {
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

function detailCells(context: ShopContext, listing: Listing): Cell[] {
  return [
    heroCell(context, listing, undefined),
    priceCell(context, listing),
    ...(listing.soldOut ? [stockCell(context)] : []),
    factCell(context, 'chosen', '已选', `${listing.title.slice(0, 18)}，1件`),
    factCell(context, 'send-to', '送至', '上海市 浦东新区 世纪大道'),
    factCell(context, 'services', '服务', [...listing.badges, ...listing.promotions, '免举证退换货'].join(' · ')),
    sellerCell(context, listing, '进店'),
    storyCell(context, listing),
  ];
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

/** The base price is one custom-drawn view; the price after coupons, if lower, stands beside it as text. */
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

function buyBar(context: ShopContext, listing: Listing, bounds: Rect): View {
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
