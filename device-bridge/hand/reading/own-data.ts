// Pages of an app with what is the user's own (coupons, orders, bills, parcels...): by which words a question means them,
// and what the entries that lead there are called.
import type { App } from '@farhand/shared';

interface OwnPage {
  readonly meant: RegExp;
  readonly names: readonly string[];
}

const pages: readonly OwnPage[] = [
  {
    meant: /乘车人|乘机人|常用旅客|passengers?/i,
    names: ['乘车人', '常用乘车人', '常用旅客', '乘机人', 'passengers', 'travellers'],
  },
  { meant: /花呗|huabei/i, names: ['花呗', 'huabei'] },
  {
    meant: /券|红包|coupons?|vouchers?/i,
    names: ['红包卡券', '优惠券', '卡券', '红包', '券包', '卡包', '我的优惠券', 'coupons', 'vouchers'],
  },
  {
    meant: /水费|电费|燃气费?|煤气费?|宽带|物业费|有线电视|缴费|要交|utilit/i,
    names: ['生活缴费', '水电煤', '缴费', 'utilities'],
  },
  {
    meant: /取件|包裹|快递|驿站|parcels?|packages?|pick-?up code/i,
    names: ['我的快递', '快递', '取件', 'parcels', 'packages'],
  },
  { meant: /热搜|热榜|trending|hot search/i, names: ['热搜', '热榜', 'trending'] },
  { meant: /待办|to-?dos?\b/i, names: ['待办', '待办事项', 'to-do', 'tasks'] },
  {
    meant: /流量|话费|套餐|data (left|remaining)|mobile data/i,
    names: ['流量', '话费流量', '我的套餐', '话费', 'data usage', 'data'],
  },
  {
    meant: /行程|车票|要坐|坐的|那趟|trips?\b|journey|booked|booking/i,
    names: ['订单', '行程订单', '我的行程', '行程', 'trips', 'bookings', 'orders'],
  },
  {
    meant: /账单|花了|花的|消费|转账|转给|转多少|转了|付了|付给|房租|支出|收入|spent|paid|payments?|transfer/i,
    names: ['账单', '我的账单', '交易记录', 'bills', 'transactions'],
  },
  {
    meant: /订单|点了|点过|买了|买过|下单|那单|上次点|orders?\b|ordered|bought/i,
    names: ['订单', '我的订单', '全部订单', 'orders', 'my orders'],
  },
  { meant: /购物车|\bcart\b/i, names: ['购物车', 'cart', 'shopping cart'] },
  { meant: /积分|points/i, names: ['积分', '会员积分', 'points'] },
  { meant: /收藏|favou?rites|bookmarks/i, names: ['我的收藏', '收藏夹', '收藏', 'favourites', 'bookmarks'] },
  { meant: /浏览记录|历史记录|看过|history/i, names: ['历史记录', '浏览历史', '浏览记录', 'history'] },
];

/** What the entries that may lead to the matter are called, likeliest first; empty when it is none of the user's own. */
export function ownPageNames(question: string): readonly string[][] {
  return pages.filter(({ meant }) => meant.test(question)).map(({ names }) => [...names]);
}

/** Whether words say no more than such a page: 花呗, coupons. */
export function namesOwnPage(words: string): boolean {
  const said = words.trim().toLowerCase();
  return pages.some(({ meant, names }) => names.includes(said) || meant.exec(words)?.[0].toLowerCase() === said);
}

/** What the page is called where an app keeps what is the user's own: 我的, account, 我的淘宝. */
export function myPageNames(app: App | undefined): readonly string[] {
  return app ? [...usualNames, `我的${app.names.zh}`, `my ${app.names.en.toLowerCase()}`] : usualNames;
}

const usualNames: readonly string[] = ['我的', '我', '个人中心', '账户', 'me', 'account', 'profile', 'my page', 'mine'];
