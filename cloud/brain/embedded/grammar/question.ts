// A question that the pages of one app answer: about what is the user's own (coupons, orders, a balance, calls), or about a
// thing of which an app is the usual home (a song, a number, a train). Reading there changes nothing, whatever the words.
import type { App } from '@farhand/shared';
import type { Clause } from '../clauses.js';
import { homeOf } from '../which-app.js';
import { clauseOf, trimmed, withoutApp, withoutPoliteness } from './pieces.js';
import { askingWords, bestWords, explainingWords } from './words.js';

const own =
  /购物车|订单|上一?[单次]|优惠券|卡券|红包|立减券|余额|账单|快递|包裹|会员|积分|里程|粉丝|关注了|歌单|历史记录|行程|座位|乘车人|流量|话费|还款|额度|能量|未读|热搜|热榜|花了|[\p{Script=Han}]过(?=[几多哪什])|[转付买点看听打]了|花呗|信用分|手机|系统|收藏夹?|评论|我|\b(?:my|i|mine|carts?|orders?|coupons?|vouchers?|balance|bills?|parcels?|packages?|membership|points|followers|playlists?|history|trips?|bookings?|unread|miles|trending|contacts|huabei|yu['’]?e ?bao|this phone|(?:called|call|rang|ring|texted|paid|owes?|sent) me)\b/iu;
/** Wanted is something done, or knowledge that no page of the user's holds. */
const otherwise =
  /如果|要是|加到|加入|放进|下单|付款|支付|退款|取消|删|清空|改成|设成|关掉|发给|告诉(?!我)|记到|\b(?:if|add|put|pay (?:for|my|the)|cancel|delete|remove|clear|send|tell (?!me)|turn (?:on|off))\b/iu;
const longest = 90;

/** Undefined for anything else. */
export function questionOf(request: string): Clause | undefined {
  const { app, named, parts } = withoutApp(request);
  const said = trimmed(request);
  if (named > 1 || said.length > 2 * longest || !askingWords.test(said)) return undefined;
  if (explainingWords.test(said) || otherwise.test(parts.join(' '))) return undefined;
  if (app === undefined && !(homeOf(said) && own.test(said))) return undefined;
  const chosen = app && chosenOf(said, app);
  if (chosen) return chosen;
  if (!own.test(said) && homeOf(said)?.id !== app?.id) return undefined;
  const asked = parts.filter((part) => askingWords.test(part));
  const what = withoutPoliteness(parts.length === asked.length && parts.length > 1 ? said : (asked[0] ?? said));
  if (what === '' || what.length > longest || !askingWords.test(what)) return undefined;
  return clauseOf('ask', { what }, app);
}

const before =
  /^(?:(?:看看?|查查?|查一下|帮我|搜一?下?|关于|有关)*)(?<topic>[^，,。？?]{2,18}?)(?:的?(?:视频|笔记|回答|文章|歌曲?|帖子))?[里中]?的?$/u;
const topics = [
  /(?:关于|有关)(?<topic>[^，,。？?]{1,20}?)的/u,
  /\b(?:about|for|of|by)\s+(?<topic>(?:[\p{L}\d'’-]+ ?){1,5}?)(?=\s+(?:is|are|has|have|was|on|in|with)\b|[?？.,]|$)/iu,
];

/** Which one of what an app finds about a matter, and what is asked of that one. */
function chosenOf(said: string, app: App): Clause | undefined {
  const best = bestWords.exec(said)?.[0];
  if (best === undefined) return undefined;
  const rest = withoutApp(said).parts;
  const [zh, asked = ''] = /\p{Script=Han}/u.test(best)
    ? (rest.find((part) => part.includes(best))?.split(best) ?? [])
    : [];
  const topic =
    before.exec(zh ?? '')?.groups?.topic ??
    rest.flatMap((part) => topics.map((form) => form.exec(part)?.groups?.topic?.trim() ?? '')).find(Boolean);
  if (topic === undefined || !said.includes(topic)) return undefined;
  const want =
    trimmed(asked.replace(/^(?:的|那|这|一|个|条|篇|首)+/u, '')) ||
    /^(?:who(?: \w+)?|when|where|how (?:many|much) \w+)/iu.exec(said)?.[0];
  return clauseOf('search', { query: topic, best, ...(want && { want }) }, app);
}
