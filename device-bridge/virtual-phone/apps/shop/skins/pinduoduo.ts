// Pinduoduo: two columns of equal cards, the price after coupons as "券后¥…" in one text view, group buying on the
// detail page with a dearer price for buying alone, sold-out goods veiled in the list.
import { box, cutRow, inset } from '../../../ui/geometry.js';
import type { Cell } from '../../../ui/scroll-list.js';
import { measureText } from '../../../ui/text.js';
import type { Rect, View } from '../../../ui/view.js';
import { label, view } from '../../../ui/views.js';
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
} from '../parts.js';
import type { ShopSkin } from '../skin.js';
import { roughCount, yuan } from '../wording.js';

const RED = '#e02e24';
/** What buying without a group costs more, as a share of the base price. */
const ALONE_PERCENT = 105;

export const PINDUODUO: ShopSkin = {
  shop: 'pinduoduo',
  identity: {
    packageName: 'com.xunmeng.pinduoduo',
    label: '拼多多',
    mainActivity: 'com.xunmeng.pinduoduo.ui.activity.MainFrameActivity',
    versionName: '7.48.0',
    versionCode: 74800,
    icon: { glyph: '拼', hue: 350 },
  },
  activities: {
    home: 'com.xunmeng.pinduoduo.ui.activity.HomeActivity',
    search: 'com.xunmeng.pinduoduo.search.fragment.SearchInputActivity',
    results: 'com.xunmeng.pinduoduo.activity.NewPageMaskActivity',
    detail: 'com.xunmeng.pinduoduo.activity.NewPageActivity',
    confirm: 'com.xunmeng.pinduoduo.checkout.OrderConfirmActivity',
    pay: 'com.xunmeng.pinduoduo.wallet.pay.PayPasswordActivity',
    cart: 'com.xunmeng.pinduoduo.activity.CartActivity',
    me: 'com.xunmeng.pinduoduo.activity.PersonalActivity',
  },
  theme: {
    brand: RED,
    onBrand: '#ffffff',
    price: RED,
    background: '#f4f4f4',
    header: ['#ffffff', '#f8f5f4'],
    headerInk: '#222222',
    buyButton: RED,
    cartButton: '#f7b5ae',
  },
  ids: {
    homeSearch: 'tv_search_all',
    searchField: 'edit_search',
    searchButton: 'tv_search_go',
    list: 'search_result_list',
    sortTab: 'tv_sort_label',
    suggestion: 'tv_suggest',
    detailList: 'goods_detail_list',
  },
  words: {
    home: '拼多多',
    searchHint: '搜索商品或店铺',
    searchButton: '搜索',
    nothingFound: '没有找到相关商品',
    endOfList: '亲，没有更多商品了',
    submitOrder: '提交订单',
    banner: '百亿补贴 全网低价',
    sortTabs: [
      { key: 'relevance', text: '综合' },
      { key: 'sales', text: '销量' },
      { key: 'price', text: '价格' },
      { key: 'filter', text: '筛选' },
    ],
    bottomTabs: [
      { key: 'home', text: '首页', symbol: 'home' },
      { key: 'video', text: '多多视频', symbol: 'compass' },
      { key: 'sale', text: '大促会场', symbol: 'ticket' },
      { key: 'chat', text: '聊天', symbol: 'message' },
      { key: 'me', text: '个人中心', symbol: 'user' },
    ],
  },
  resultColumns: 2,
  recommendsWhenEmpty: false,
  resultCell,
  detailCells,
  buyBar,
};

function priceText(listing: Listing): string {
  const sign = listing.finalPriceFen < listing.basePriceFen ? '券后¥' : '¥';
  return `${sign}${yuan(listing.finalPriceFen)}`;
}

function resultCell(context: ShopContext, listing: Listing, widthPx: number): Cell {
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

function detailCells(context: ShopContext, listing: Listing): Cell[] {
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

function buyBar(context: ShopContext, listing: Listing, bounds: Rect): View {
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

/** In whole yuan, rounded up. */
function alonePrice(listing: Listing): number {
  return Math.ceil((listing.basePriceFen * ALONE_PERCENT) / 10_000) * 100;
}

/** A clickable parent with two text children. */
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
