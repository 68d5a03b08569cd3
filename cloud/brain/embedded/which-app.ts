// Which app a clause is for where the request names none: the usual one of its kind, or, for kinds that any app could
// serve (a question, a like), the one that the words around speak of. Words that speak of none leave it open.
import { type App, appById, defaultApps, type Language, languageOf } from '@farhand/shared';
import type { Clause } from './clauses.js';
import { type ClauseKind, clauseRules } from './language.js';

const videoWords =
  /电影|电视剧|视频|影片|动画|番剧|第.{1,3}[集季]|\b(?:film|movie|episode|season|video|show|series|trailer|watch)\b/i;
const flightWords = /机票|航班|飞机|直飞|飞往|\b(?:flights?|planes?|fly|airfare)\b/i;
const nearWords = /最近|附近|周边|\b(?:nearest|closest|nearby|near me)\b/i;

/** Words of questions and of what is liked, and the app that they belong to; the first that fits decides. */
const homes: readonly (readonly [words: RegExp, app: string])[] = [
  [/取件|快递|包裹|驿站|短信|\b(?:parcel|package|pick-?up code|locker|sms|text message)/i, 'sms'],
  [/群|聊天|\b(?:group|chat)\b/i, 'wechat'],
  [
    /花呗|账单|支付宝|余额|电费|水费|燃气|宽带|话费|还款|转账|转了|花了|付了|收益|芝麻分|信用分|房租|\b(?:huabei|yu['’]?e ?bao|bill|balance|spend|spent|paid|pay|owe|repay|transfer|rent|credit)\b/i,
    'alipay',
  ],
  [/备忘|便签|笔记|清单|待办|\b(?:notes?|list|memo)\b/i, 'notes'],
  [
    /流量|电量|多少电|存储|内存|系统|安卓|版本|处理器|wifi|蓝牙|\b(?:data|battery|storage|android|screen time)\b/i,
    'settings',
  ],
  [/闹钟|\balarms?\b/i, 'clock'],
  [
    /打过?(?:来)?电话|来电|未接|没接|通话|\b(?:called|calls?|rang|ring)\b.{0,12}\b(?:me|last|missed)\b|\bmissed calls?\b|\btried to (?:call|reach)\b/i,
    'phone',
  ],
  [
    /手机号|电话|号码|联系方式|通讯录|邮箱|生日|住址|公司(?:上班|工作)|\b(?:number|contacts|which company|works? (?:for|at)|e-?mail|birthday|contact|address|mobile)\b/i,
    'contacts',
  ],
  [/车次|火车|高铁|乘车人|座位|检票|车厢|行程|那趟车|坐的车|\b(?:train|seat|passengers?|trip)\b/i, '12306'],
  [/航班|登机|机票|酒店|退房|\b(?:flight|gate|hotel|check out)\b/i, 'ctrip'],
  [/微博|热搜|\bweibo\b|\btrending\b/i, 'weibo'],
  [/回答|问题|\b(?:answer|question)\b/i, 'zhihu'],
  [/笔记|帖子|菜谱|做法|\b(?:recipe|post)\b/i, 'xiaohongshu'],
  [/视频|UP主|那期|那集|弹幕|番|\b(?:video|episodes?|channel|series)\b/i, 'bilibili'],
  [/歌|专辑|\b(?:songs?|sings?|sang|album|artist|playlist)\b/i, 'netease-music'],
  [/优惠券|外卖|红包|购物车|订单|会员|\b(?:coupons?|cart|order|voucher)\b/i, 'taobao'],
  [/几点关门|几点开门|营业|地址|在哪|多远|\b(?:close|open|how far|where)\b/i, 'amap'],
];

/** Where the first app of the catalogue is one that speakers of the language seldom have. */
const usualIn: Readonly<Record<Language, Readonly<Partial<Record<ClauseKind, string>>>>> = {
  zh: { hotel: 'ctrip', note: 'notes' },
  en: {},
};

/** The apps that could do a clause without an app of its own, the usual first; empty where nothing tells. */
export function usualApps(clause: Clause, command: string): App[] {
  const { category } = clauseRules[clause.kind];
  if (category === undefined) return spokenOf(Object.values(clause.values).join(' ')) ?? spokenOf(command) ?? [];
  if (clause.kind === 'play' && videoWords.test(command)) return defaultApps('video');
  if (clause.kind === 'search' && nearWords.test(clause.values.best ?? '')) return defaultApps('map');
  if (clause.kind === 'ticket' && flightWords.test(`${clause.values.by} ${command}`))
    return [appById('ctrip')].flatMap((app) => app ?? []);
  const usual = usualIn[languageOf(command)][clause.kind];
  return usual === undefined ? defaultApps(category) : [usual].flatMap((id) => appById(id) ?? []);
}

function spokenOf(words: string): App[] | undefined {
  const app = homeOf(words);
  return app && [app];
}

/** The app that words speak of without naming it. */
export function homeOf(words: string): App | undefined {
  const home = homes.find(([pattern]) => pattern.test(words))?.[1];
  return home === undefined ? undefined : appById(home);
}
