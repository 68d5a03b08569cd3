// JD.com: one row per listing, the price cut into three text views, list prices before coupons (what a coupon takes
// off stands in a tag), sold-out goods marked "无货" in the list.
import type { ShopSkin } from '../../skin.js';
import { resultCell } from './card.js';
import { buyBar, detailCells } from './detail.js';
import { RED } from './palette.js';

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
    favourites: 'com.jd.lib.favourites.view.FavouritesActivity',
  },
  theme: {
    brand: RED,
    onBrand: '#ffffff',
    price: RED,
    background: '#f2f3f7',
    header: ['#f5302a', '#fb6a4f'],
    headerInk: '#ffffff',
    bannerHue: 355,
    buyButton: RED,
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
