// A part of a request that takes one of what the part before has found (“播放量最高的点个赞”, "save the most liked post"), and a
// matter to be looked up that is handed on as if it were a text (“把下趟车的车次记到备忘录”).
import type { Clause } from '../clauses.js';
import type { ClauseKind } from '../language.js';
import { homeOf } from '../which-app.js';
import { clauseOf, withoutApp } from './pieces.js';
import { bestWords } from './words.js';

const verbs: readonly (readonly [words: RegExp, kind: ClauseKind])[] = [
  [/购物车|加购|\b(?:cart|basket)\b/iu, 'cart'],
  [/收藏|存起来|\b(?:favou?rites?|bookmark|save|star)\b/iu, 'favourite'],
  [/点个?赞|赞一下|\b(?:like|upvote|heart)\b/iu, 'like'],
  [/播放|放一?下?|听|\b(?:play|put on)\b/iu, 'play'],
  [/导航|带我去|\b(?:navigate|take me|guide me)\b/iu, 'navigate'],
];
/** The first of what was found is what it was looked for by. */
const firstWords =
  /第一[个条首篇家款件]?|排(?:在)?(?:最前|第一)的?|\b(?:first|top) (?:one|result|item|video|song|post)\b/iu;
/** All that such a part says beside the verb and which one: anything more is a thing of its own. */
const idle =
  /^(?:给|把|将|那|这|个|一|条|首|篇|家|期|的|了|下|它|我|到|入|进|里|加|放|视频|笔记|回答|帖子|文章|歌曲?|商品|店|结果|\s|[，,。.]|\b(?:the|one|ones|video|post|note|answer|article|song|item|result|to|in|into|my|a|an|with|add|put|that|and|it|please)\b)*$/iu;

/** Another way to the same place: “改查地铁怎么走”, "show me the subway route instead". */
const anotherWay =
  /^(?:改成?|换成?|就|再)?(?:查|看|走)?(?:一?下)?(?:坐|乘)?(?<zh>地铁|公交车?|步行|骑车|骑行|开车|自驾|高铁|火车)(?:怎么走|怎么去|要?多久|多长时间|的?路线|过去)?(?:吧|呢)?$|^(?:show|tell|give|get|find|check|look up)?(?: me)?(?: the| a)? ?(?<en>subway|metro|bus|walking|cycling|driving|bike|train) (?:route|directions|way)(?: there)?(?: instead)?$/iu;

const follows = /^(?:(?:也|就)?关注(?:一?下)?|follow )(?<who>他|她|对方|him|her|them)吧?$/iu;

/** Empty where the part has a thing of its own. */
export function chosenOfBefore(part: string): readonly Clause[] {
  const { zh, en } = anotherWay.exec(part)?.groups ?? {};
  const by = zh ?? en;
  if (by !== undefined) return [{ ...clauseOf('route', { by }), takesPrevious: true }];
  const who = follows.exec(part)?.groups?.who;
  if (who !== undefined) return [clauseOf('follow', { to: who })];
  const best = bestWords.exec(part)?.[0];
  const first = best ?? firstWords.exec(part)?.[0];
  if (first === undefined || withoutApp(part).named > 0) return [];
  const rest = part.replace(first, ' ');
  const found = verbs.find(([words]) => words.test(rest));
  if (found === undefined) return [];
  const [words, kind] = found;
  if (!idle.test(rest.replace(words, ' '))) return [];
  const takesBest = kind === 'cart' || kind === 'favourite' || kind === 'like';
  return [{ kind, apps: [], values: takesBest && best !== undefined ? { best } : {}, takesPrevious: true }];
}

const handsOn =
  /把[^“"”]{2,30}?(?:发给|发到|告诉|转给|转发给|分享给|记到|记在|记进|记下|写到|写进|存到|存进|抄到|抄进)|\b(?:send|text|forward|copy|save|note|put|write)\s+(?:down )?(?:my|the|our|\w+'s)\b/iu;

/** A text that names a matter of the user's own is what an app says of it. */
export function lookedUpFirst(clauses: readonly Clause[], request: string): readonly Clause[] {
  const [clause] = clauses;
  const text = clause?.values.text;
  if (clause === undefined || clauses.length > 1 || text === undefined) return clauses;
  if (clause.kind !== 'note' && clause.kind !== 'send') return clauses;
  const quoted = /[“"「]/u.test(request.slice(0, request.indexOf(text)));
  if (quoted || !handsOn.test(request) || !homeOf(text) || /[，,。！!？?]/u.test(text) || text.length > 30)
    return clauses;
  const what = text.replace(/^(?:我的?|my |the )/iu, '');
  const { text: _, ...values } = clause.values;
  return [clauseOf('ask', { what }), { ...clause, values, takesPrevious: true }];
}
