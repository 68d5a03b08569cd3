// Pinduoduo: two columns of equal cards, the price after coupons as "券后¥…" in one text view, group buying on the
// detail page with a dearer price for buying alone, sold-out goods veiled in the list.
import type { ShopSkin } from '../../skin.js';
import { resultCell } from './card.js';
import { buyBar, detailCells } from './detail.js';
import { RED } from './palette.js';

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
    favourites: 'com.xunmeng.pinduoduo.activity.FavoriteActivity',
  },
  theme: {
    brand: RED,
    onBrand: '#ffffff',
    price: RED,
    background: '#f4f4f4',
    header: ['#ffffff', '#f8f5f4'],
    headerInk: '#222222',
    bannerHue: 340,
    buyButton: RED,
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
