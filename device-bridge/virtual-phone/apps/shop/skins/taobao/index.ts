// Taobao: a waterfall of cards whose titles are custom-drawn (content description only), the price to pay as
// "到手价", sold-out goods recognisable on the detail page only.
import type { ShopSkin } from '../../skin.js';
import { resultCell } from './card.js';
import { buyBar, detailCells } from './detail.js';
import { ORANGE } from './palette.js';

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
    favourites: 'com.taobao.favorites.FavoriteListActivity',
  },
  theme: {
    brand: ORANGE,
    onBrand: '#ffffff',
    price: ORANGE,
    background: '#f4f4f6',
    header: ['#ffe9dd', '#f6f3f2'],
    headerInk: ORANGE,
    bannerHue: 18,
    buyButton: ORANGE,
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
