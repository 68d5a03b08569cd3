// Taobao: a waterfall of cards whose titles are custom-drawn (content description only), the price to pay as
// "到手价", sold-out goods recognisable on the detail page only.
import { box, cutRow, inset } from '../../../ui/geometry.js';
import type { Cell } from '../../../ui/scroll-list.js';
import { measureText } from '../../../ui/text.js';
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
import { roughCount, yuan } from '../wording.js';

const ORANGE = '#ff5000';

export const TAOBAO: ShopSkin = {
  shop: 'taobao',
  identity: {
    packageName: 'com.taobao.taobao',
    label: '淘宝',
    mainActivity: 'com.taobao.tao.TBMainActivity',
    versionName: '10.49.10',
    versionCode: 690,
    icon: { glyph: '淘', hue: 18 },
  },
  activities: {
    home: 'com.taobao.tao.TBMainActivity',
    search: 'com.taobao.search.searchdoor.SearchDoorActivity',
    results: 'com.taobao.search.sf.MainSearchResultActivity',
    detail: 'com.taobao.android.detail.alittdetail.TTDetailActivity',
    confirm: 'com.taobao.android.purchase.TBBuyActivity',
    pay: 'com.alipay.android.msp.ui.views.MspContainerActivity',
    cart: 'com.taobao.android.trade.cart.CartActivity',
    me: 'com.taobao.mytaobao.MyTaobaoActivity',
  },
  theme: {
    brand: ORANGE,
    onBrand: '#ffffff',
    price: ORANGE,
    background: '#f4f4f6',
    header: ['#ffe9dd', '#f6f3f2'],
    headerInk: ORANGE,
    buyButton: ORANGE,
    cartButton: '#ff9500',
  },
  ids: {
    homeSearch: 'searchbar_layout',
    searchField: 'searchEdit',
    searchButton: 'searchbtn',
    list: 'libsf_srp_header_list_recycler',
    sortTab: 'show_text',
    suggestion: 'suggest_word',
    detailList: 'mainpage',
  },
  words: {
    home: '淘宝',
    searchHint: '羽绒服女冬季 新款',
    searchButton: '搜索',
    nothingFound: '没有找到相关宝贝',
    endOfList: '没有更多宝贝了',
    submitOrder: '提交订单',
    banner: '天天低价 月底狂欢',
    sortTabs: [
      { key: 'relevance', text: '综合' },
      { key: 'sales', text: '销量' },
      { key: 'price', text: '价格' },
      { key: 'filter', text: '筛选' },
    ],
    bottomTabs: [
      { key: 'home', text: '首页', symbol: 'home' },
      { key: 'video', text: '视频', symbol: 'compass' },
      { key: 'message', text: '消息', symbol: 'message' },
      { key: 'cart', text: '购物车', symbol: 'cart' },
      { key: 'me', text: '我的淘宝', symbol: 'user' },
    ],
  },
  resultColumns: 2,
  recommendsWhenEmpty: true,
  resultCell,
  detailCells,
  buyBar,
};

const TITLE_LINES = 2;

function resultCell(context: ShopContext, listing: Listing, widthPx: number): Cell {
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

function detailCells(context: ShopContext, listing: Listing): Cell[] {
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

function buyBar(context: ShopContext, listing: Listing, bounds: Rect): View {
  const { dp, host, store, ways, touch } = context;
  const area: Rect = [bounds[0] + dp(6), bounds[1], bounds[2] - dp(12), bounds[1] + dp(58)];
  const [shop, service, heart, rest] = cutRow(area, [dp(50), dp(50), dp(50), 'fill']);
  const [cart, buy] = cutRow(inset(rest, dp(4), dp(8)), ['fill', 'fill']);
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
