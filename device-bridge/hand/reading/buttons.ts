// Controls by what they mean, in both languages: "save" is 保存 here and 完成 there. Whole labels only, so that a sentence
// which mentions saving is no button; of several the likeliest by place and role is taken.
import type { Observation } from '../../phone/phone.js';
import { areaPx, clickTarget, type ScreenNode } from '../../phone/tree.js';
import { plainLabel } from '../../policy/labels.js';
import { isInside, isOnTop, isVisible, labelOf } from './nodes.js';

/** In each row the words that say it most plainly come first. */
const meanings = {
  save: [
    /^((立即)?保存|储存|存储|保存(联系人|地址|并使用)|save( (contact|address|and use))?)$/i,
    /^(完成|done|√|✓)$/i,
    /^(确定|确认|ok)$/i,
  ],
  confirm: [/^(确定|确认|ok|okay|confirm)$/i, /^(完成|选好了|好的?|done|set|apply)$/i, /^确定\S{0,12}$/],
  apply: [
    /^(确定|确认|完成|应用|apply|done|ok)$/i,
    /^(查看|显示|搜索|show|see|view)\s*\d*\S*(结果|商品|房源|酒店|items?|results?)?.{0,6}$/i,
  ],
  add: [
    /^(添加|新建|新增|创建|写|记录|记)(一个|一条|一篇)?(闹钟|笔记|备忘录|便签|日记|记录|事项|待办|提醒)$/,
    /^(add|new|create)( an?)? (alarm|note|memo|reminder|entry)$/i,
    /^(添加|新建|新增|创建|写笔记|写点什么.*|add|new|create|compose|\+|＋)$/i,
  ],
  write: [
    /^(写微博|发微博|发布笔记|发笔记|发动态|写动态|发帖|发朋友圈|写回答|发想法|写想法|拍照分享|new (post|tweet|note)|compose|create post)$/i,
    /^(发布|发表|写文字|文字|发文字|post|publish|写|\+|＋|加号|create)$/i,
  ],
  publish: [/^(发送|发布|发表|发布笔记|post|publish|send|tweet|share now)$/i],
  send: [/^(发送|send)$/i],
  play: [/^(播放|立即播放|开始播放|播放全部|全部播放|play|play all|play now)$/i],
  pause: [/^(暂停|pause)$/i],
  directions: [
    /^(路线|查看路线|规划路线|到这去|到这里|到这儿去|去这里|去这儿|导航|directions?|route)$/i,
    /^(开始导航|start navigation|navigate|start)$/i,
  ],
  startNavigation: [/^(开始导航|立即导航|导航|start navigation|start|navigate|go)$/i],
  search: [
    /^(查询|搜索|查找|开始搜索|查询(车票|航班|机票|酒店|火车票|余票)|搜索(航班|机票|酒店|车票|火车票)|开始查询|search|find|search (trains?|flights?|hotels?))$/i,
    /^(查询|搜索|search|find)\S{0,8}$/i,
  ],
  addToCart: [/^(加入购物车|加购物车|放入购物车|加入购物袋|add to (cart|bag|basket))$/i, /^(加购)$/],
  favourite: [
    /^(收藏|加入收藏|收藏商品|想要|加入心愿单|喜欢|favou?rite|save|add to (favou?rites|wishlist)|bookmark|like)$/i,
  ],
  unfavourite: [
    /^(已收藏|取消收藏|已加入收藏|已喜欢|已想要|取消喜欢|favou?rited|saved|unfavou?rite|unsave|remove from (favou?rites|wishlist)|bookmarked|liked|unlike)$/i,
  ],
  like: [
    /^(点赞|赞|赞同|顶|like|upvote|agree)[\s·]*(\d[\d.,]*\s*(万|k|m)?)?$/i,
    /^(喜欢|喜欢这首歌|红心|红心喜欢|添加到我喜欢|我喜欢|love)$/i,
  ],
  unlike: [/^(已赞|已点赞|取消赞|取消点赞|已赞同|取消赞同|已喜欢|取消喜欢|liked|unlike|upvoted)[\s·]*\d*.{0,2}$/i],
  follow: [/^([+＋]\s*)?(关注|follow|subscribe|订阅)$/i],
  unfollow: [/^(已关注|互相关注|相互关注|取消关注|已订阅|following|followed|unfollow|subscribed|✓\s*已关注)$/i],
  openMenu: [/^(更多|更多操作|更多选项|菜单|⋯|…|⋮|more( options| actions)?|menu|options)$/i, /(的)?更多(操作|选项)$/],
  call: [
    /^(拨打|拨打电话|呼叫|拨号|打电话|电话|call|dial|audio call|voice call)$/i,
    /^(语音通话|call .{1,20}|拨打.{1,12})$/i,
  ],
  hangUp: [/^(挂断|结束通话|结束|hang ?up|end call|end)$/i],
  message: [/^(发消息|发信息|message|chat)$/i],
  less: [/^(减少|减|少一[份件个]|[-−–－]|decrease|less|minus|remove one)$/i],
  more: [/^(增加|加|多一[份件个]|添加|[+＋]|加入购物车|选好了|increase|more|plus|add|add one)$/i],
  chooseKind: [/^(选规格|选套餐|选口味|选做法|选择规格|可选规格|options?|customi[sz]e)$/i],
  hailRide: [
    /^(确认呼叫|立即呼叫|立即叫车|马上叫车|确认用车|立即打车|确认叫车|立即预约|预约用车|呼叫\S{1,8}|同时呼叫.{0,12}|叫车|confirm (ride|pickup|booking)|request \S{0,12}|book (ride|now))$/i,
  ],
  checkOut: [/^(去结算|结算|去下单|选好了|去支付|提交订单|checkout|check out|go to checkout|view (cart|basket))$/i],
  filter: [/^(筛选|全部筛选|filters?)\S{0,3}$/i],
} as const satisfies Record<string, readonly RegExp[]>;

export type Meaning = keyof typeof meanings;

export interface ButtonPlace {
  /** Only inside this part of the screen. */
  readonly within?: ScreenNode | undefined;
  /** Buttons for which this holds are passed over. */
  readonly except?: ((node: ScreenNode) => boolean) | undefined;
}

/** Whether a label says this. */
export function means(label: string, meaning: Meaning): boolean {
  return rankOf(label, meaning) !== undefined;
}

/** The tap targets with this meaning, likeliest first. */
export function findButtons(
  { tree }: Pick<Observation, 'tree'>,
  meaning: Meaning,
  place: ButtonPlace = {},
): ScreenNode[] {
  const found = new Map<ScreenNode, number>();
  for (const node of tree.nodes) {
    if (!isVisible(node) || node.editable || (place.within && !isInside(node, place.within))) continue;
    const rank = Math.min(
      ...[node.text, node.description].map((label) => rankOf(label, meaning) ?? Number.POSITIVE_INFINITY),
    );
    const target = Number.isFinite(rank) ? clickTarget(node) : undefined;
    if (!target || target.editable || !target.enabled || !isTight(node, target) || place.except?.(target)) continue;
    found.set(target, Math.min(rank, found.get(target) ?? Number.POSITIVE_INFINITY));
  }
  // Of equals the one drawn last: what lies on top.
  const open = [...found].filter(([node]) => isOnTop(node, tree));
  return open.sort(([a, rankA], [b, rankB]) => rankA - rankB || b.index - a.index).map(([node]) => node);
}

export function findButton(
  screen: Pick<Observation, 'tree'>,
  meaning: Meaning,
  place: ButtonPlace = {},
): ScreenNode | undefined {
  return findButtons(screen, meaning, place)[0];
}

function rankOf(label: string, meaning: Meaning): number | undefined {
  const written = label.trim();
  if (written === '' || written.length > 24) return undefined;
  const plain = plainLabel(written);
  const rank = meanings[meaning].findIndex((words) => words.test(written) || (plain !== '' && words.test(plain)));
  return rank < 0 ? undefined : rank;
}

/** The label is that of the whole target: the one text of a tab or a button, not a word inside a card. */
function isTight(node: ScreenNode, target: ScreenNode): boolean {
  if (node === target) return true;
  return areaPx(target.bounds) <= areaPx(node.bounds) * 12 && labelOf(target).length <= 24;
}
