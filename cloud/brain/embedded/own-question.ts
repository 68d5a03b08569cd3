// A question about what is the user's own in an app that is named: coupons, orders, the cart, a balance. Whatever the words
// around them, the app's own pages answer it, and reading there changes nothing.
import { findMentions } from '@farhand/shared';
import type { Clause } from './clauses.js';

const asks =
  /几[个件张单条点号天首部趟笔]|多少|什么|哪[个些天张家里种趟]|谁|多久|\b(?:how (?:many|much)|what|when|which|where)\b/iu;
const own =
  /购物车|订单|上一?单|优惠券|卡券|红包|立减券|余额|余额宝|账单|快递|包裹|会员|积分|里程|粉丝|歌单|历史记录|行程|座位|乘车人|流量|话费|还款|额度|能量|未读|\b(?:carts?|orders?|coupons?|vouchers?|balance|bills?|parcels?|packages?|membership|points|followers|playlists?|history|trips?|bookings?|unread|miles)\b/iu;
/** Wanted is something done, or knowledge that no page of the user's holds. */
const otherwise =
  /怎么|如何|为什么|为啥|能不能|可以.{0,6}吗|如果|要是|加到|加入|放进|下单|付款|支付|退款|取消|删|清空|改成|设成|打开|关掉|发给|告诉(?!我)|提醒|记到|\b(?:how (?:do|to|can)|why|should|if|add|put|pay|cancel|delete|remove|clear|send|tell (?!me)|remind|turn)\b/iu;
const between = /^(?:上面?|里面?|中|app)?的?[，,]?\s*/iu;
const longest = 90;

/** Undefined for anything else. */
export function ownQuestion(request: string): Clause | undefined {
  const [mention, another] = findMentions(request);
  if (mention === undefined || another !== undefined || request.length > 2 * longest) return undefined;
  if (!asks.test(request) || !own.test(request) || otherwise.test(request)) return undefined;
  const behind = request.slice(mention.end);
  const rest = behind.slice(between.exec(behind)?.[0].length);
  const before = request.slice(0, mention.start).replace(/\s*(?:on|in|at|from|看看?|查查?|在|用|去)\s*$/iu, '');
  const parts = [before, rest].map((part) => part.trim()).filter((part) => asks.test(part));
  const what = (parts.length > 1 ? request : (parts[0] ?? '')).replace(/^[\s，,。.?？!！]+|[\s，,。.?？!！]+$/gu, '');
  if (what === '' || what.length > longest || !asks.test(what)) return undefined;
  return { kind: 'ask', apps: [mention.app], values: { what }, takesPrevious: false };
}
