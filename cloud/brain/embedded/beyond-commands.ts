// Words that the older half of the plan language cannot say, found in what its plan left over or took into a value: then
// that plan is about something else, however sure its model is (the best rated hotel is not a place called 西安评分最高).
import type { Clause } from './clauses.js';
import { bestWords } from './grammar/words.js';
import type { ClauseKind, SlotName } from './language.js';

/** One's own lists, which only newer clauses change. */
const listWords =
  /购物车|收藏|点个?赞|赞同|关注一?下?|红心|稍后再看|\b(?:cart|basket|favou?rites?|bookmark|upvote|follow|wish ?list|watch later)\b/iu;
/** What only newer clauses do, too. */
const deeds = /连上|连接|配对|登记|\b(?:connect|pair)\b/iu;
/** Which one of several, or how many: no name of a thing or a place has such words. */
const choosing =
  /最[高低早晚快长短近贵好便热多少火][\p{Script=Han}]?|所有|（.星）|\b(?:cheapest|earliest|nearest|closest|highest|lowest|fastest|longest|best[- ]rated|most (?:viewed|played|liked))\b/iu;
/** What is done only if something holds: no plain command is. */
const conditional =
  /如果|要是|假如|万一|的话|(?:不够|不足|不到|没到|超过|低于|高于|大于|小于|少于|多于|不止)[^，,。]{0,10}[，,]?就|\b(?:if|unless)\b/iu;
const freeText: ReadonlySet<SlotName> = new Set(['text', 'title', 'label']);

/** Whether a plan of plain commands says less than the request, or takes for a name what is none. */
export function goesBeyondCommands(clauses: readonly Clause[], request: string): boolean {
  const values = clauses.flatMap((clause) => Object.entries(clause.values) as [SlotName, string][]);
  const rest = values.reduce((words, [, value]) => words.replace(value, ' '), request);
  const named = values.filter(([slot]) => !freeText.has(slot)).map(([, value]) => value);
  return (
    listWords.test(rest) || deeds.test(rest) || conditional.test(rest) || named.some((value) => choosing.test(value))
  );
}

/** Without one of these words nobody means it: a song that is to be played is not liked. */
const saidBy: Readonly<Partial<Record<ClauseKind, RegExp>>> = {
  like: /赞|喜欢|红心|爱心|顶|\b(?:like|love (?:it|this|that)|heart|upvote|thumbs)/iu,
  follow: /关注|订阅|粉|\b(?:follow|subscribe)/iu,
  cart: /购物车|加购|购物袋|车里|\b(?:cart|basket|bag|trolley)/iu,
  play: /播|放|听|看|唱|来[一首点段个]|追|刷|点[一首]|整|\b(?:play|put|listen|watch|hear|stream|queue|start|blast|spin|throw|want|need|some|music|song|resume|continue|mood|give)\b/iu,
  send: /发|告|说|通知|转|分享|回|微信|短信|消息|信息|问|讲|叮嘱|提醒|喊|叫|约|祝|邀|私信|留言|艾特|@|\b(?:send|text|tell|message|let|say|share|forward|ask|remind|e-?mail|ping|drop|shoot|whatsapp|write|reply|respond|inform|dm|msg|wish|invite|notify|hit|give|pass|update|warn|thank|post|slack|note|line|answer)\b/iu,
  favourite:
    /收藏|收进|稍后|歌单|喜欢|心愿|书签|存|标记|加[到入进]|放进|\b(?:favou?rite|save|saving|bookmark|wish|watch later|list|playlist|star|keep|add|collect|put)/iu,
};

/** With one of these the contrary is meant, or what no clause says: to unfollow somebody is not to follow them. */
const contrary: Readonly<Partial<Record<ClauseKind, RegExp>>> = {
  follow: /取消关注|取关|不再关注|别关注|\b(?:unfollow|unsubscribe|stop following)\b/iu,
  like: /取消(?:点?赞|喜欢)|别点赞|\b(?:unlike|remove (?:my|the) like)\b/iu,
  favourite: /取消收藏|移出收藏|从收藏.{0,6}(?:删|移)|\b(?:unfavou?rite|unsave|unstar|remove .{1,40} from)\b/iu,
  cart: /(?:移出|清空)购物车|从购物车.{0,6}(?:删|移|拿)|\b(?:remove|delete|take) .{1,40}(?:from|out of) (?:my |the )?(?:\w+ )?(?:cart|basket)\b|\bempty (?:my |the )?(?:cart|basket)\b/iu,
  play: /购物车|收藏夹|[上下切][一]?[首歌]|暂停|停止播放|\b(?:skip|pause|next (?:song|track)|previous (?:song|track)|stop (?:the )?(?:music|song|playing))\b/iu,
};
const ifWords =
  /如果|要是|假如|假设|若|万一|的话|就|否则|不然|看.{0,8}(?:是否|是不是|有没有)|\b(?:if|unless|in case|when|whether|should|otherwise)\b/iu;

/** Whether a plan does something for which no word of the request asks, or that its words ask to undo. */
export function saysNothingOf(clauses: readonly Clause[], request: string): boolean {
  return clauses.some(
    ({ kind, values, apps }) =>
      // The name of an app says it, too: "snapchat Ann that ...".
      (saidBy[kind]?.test(request) === false && !(kind === 'send' && apps.length > 0)) ||
      contrary[kind]?.test(request) === true ||
      // What no name begins with has been cut wrongly: “把”, “他最新”.
      [values.by, values.item, values.to].some((name) => /^(?:把|给(?=.*的)|[他她它](?=最))/u.test(name ?? '')) ||
      (kind === 'if' && !ifWords.test(request)) ||
      (kind === 'search' && bestWords.exec(values.query ?? '')?.[0] === values.query),
  );
}
