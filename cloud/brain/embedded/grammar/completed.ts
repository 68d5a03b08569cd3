// What a plan of one clause leaves unsaid, though its clause has a value for it: which one of several, what is asked of it, and
// conditions. Found in the words beside its values, or cut from a value that has swallowed them.
import type { Clause } from '../clauses.js';
import { type ClauseKind, clauseRules, type SlotName } from '../language.js';
import { besides, trimmed } from './pieces.js';
import { askingWords, bestWords, explainingWords } from './words.js';

const filterWords =
  /(?:价格|价位|人均|每晚|一晚|票价|预算|评分)?在?\s*(?:不超过|低于|高于|不低于)?\d+(?:\.\d+)?\s*(?:元|块|分|星|公里|米)?(?:钱)?(?:以下|以内|之内|以上|起)|(?:不超过|低于|高于|不低于)\d+(?:\.\d+)?\s*(?:元|块钱?|分|公里)?|[含带有]免?费?(?:双?早餐?|停车场?|泳池|健身房)|免费(?:取消|停车|早餐)|直飞|直达|[GDCZTK]字头|[一二三四五]星级?|\b(?:under|below|over|above|up to|at most|at least|less than|more than|no more than)\s+[$¥]?\d+(?:\.\d+)?(?:\s?(?:yuan|rmb|stars?|km))?(?: (?:a|per) night)?|\b(?:with|have|has|having|offering)\s+(?:free |a )?(?:breakfast|parking|wi-?fi|pool|gym|cancellation)|\b(?:direct|non-?stop|[1-5][- ]stars?)\b/iu;
/** What people say round a question, and is no part of it. */
const asideWanted =
  /^(?:[的之吧]|上|里|去|到|从|查一?下?|看看?|帮我|给我|告诉我|那?[一个家趟班条篇首](?:的|是)?|大概|and |tell me |the |is |are )+(?=.{2})/iu;
/** The value that a clause names its thing by, from which more can be cut. */
const namedBy: Readonly<Partial<Record<ClauseKind, SlotName>>> = {
  hotel: 'place',
  search: 'query',
  favourite: 'item',
  like: 'item',
  cart: 'item',
  ticket: 'to',
  ride: 'to',
  route: 'to',
};
/** “影视飓风最新那期视频”, "newest video by TechLab": one of what somebody makes. */
const works: readonly RegExp[] = [
  /^(?<by>[^，,。]{2,12}?)(?:的|发的|唱的|拍的)?(?<best>最[新早近热火]|播放最多|点赞最[多高])的?(?:[一那这]?[期条个首篇集支部张])?的?(?<item>视频|笔记|微博|回答|文章|歌曲?|专辑|帖子|动态|作品)$/u,
  /^(?<best>newest|latest|most \w+)\s+(?<item>videos?|posts?|notes?|answers?|articles?|songs?|albums?|tracks?)\s+(?:by|of|from)\s+(?<by>.{2,30})$/iu,
];
/** A question about the way is none to be guided along it. */
const asksTheWay = /多久|多长时间|多远|几公里|堵不堵|多少钱|\bhow (?:long|far|much)\b/iu;
/** Kinds of which several are found, of which one is wanted. */
const ofSeveral: ReadonlySet<ClauseKind> = new Set([
  'hotel',
  'search',
  'ticket',
  'favourite',
  'like',
  'cart',
  'ride',
  'route',
]);

type Values = Partial<Record<SlotName, string>>;

/** The plan with what its one clause leaves unsaid. */
export function completed(clauses: readonly Clause[], request: string): readonly Clause[] {
  const [clause] = clauses;
  if (clause === undefined || clauses.length > 1 || clause.takesPrevious) return clauses;
  if (clause.kind === 'play') return playedOne(clause, request);
  const asked = asWay(withoutWay(clause), request);
  if (!ofSeveral.has(asked.kind)) return [asked];
  let values: Values = withoutCondition({ ...asked.values, ...workIn(asked) });
  const rest = (): string[] => besides(request, Object.values(values));
  values = withPiece('best', bestWords, asked.kind, values, rest());
  values = withoutCutFilter(values, request);
  values = withPiece('filter', filterWords, asked.kind, values, rest());
  values = withWant(asked.kind, values, rest());
  return [{ ...asked, values }];
}

/** The most played song of somebody is looked for first: no song is called that. */
function playedOne(clause: Clause, request: string): readonly Clause[] {
  const { title = '', by } = clause.values;
  const best = bestWords.exec(request)?.[0];
  if (best === undefined || title.includes(best)) return [clause];
  const query = by === undefined || by.includes(best) ? title : by;
  return [
    { kind: 'search', apps: clause.apps, values: { query, best }, takesPrevious: false },
    { kind: 'play', apps: clause.apps, values: {}, takesPrevious: true },
  ];
}

const wayAtEnd = /(?:坐|乘|搭)?(?:打车|地铁|公交车?|步行|走路|骑车|骑行|开车|自驾)$/u;
const goingTo = /^(?:(?<way>drive|walk|cycle|bike)|get|go|travel) (?:from .+ )?to (?:the )?/iu;

/** How one travels is no part of the place: 迪士尼打车, "drive to the station". */
function withoutWay(clause: Clause): Clause {
  const { to, by } = clause.values;
  if (to === undefined || (clause.kind !== 'navigate' && clause.kind !== 'route')) return clause;
  const going = goingTo.exec(to);
  const way = wayAtEnd.exec(to)?.[0] ?? going?.groups?.way;
  const place = to
    .slice(going?.[0].length ?? 0)
    .replace(wayAtEnd, '')
    .replace(/[，,].*$/u, '')
    .trim();
  if (place === '' || place === to) return clause;
  return {
    ...clause,
    values: { ...clause.values, to: place, ...(by === undefined && way !== undefined && { by: way }) },
  };
}

/** A limit chooses none of several: it is a condition. */
function withoutCondition(values: Values): Values {
  const { best, ...others } = values;
  const isLimit = best !== undefined && !bestWords.test(best) && filterWords.test(best);
  return isLimit && values.filter === undefined ? { ...others, filter: best } : values;
}

function asWay(clause: Clause, request: string): Clause {
  const { to, from, by = bySaid(clause, request) } = clause.values;
  if (clause.kind !== 'navigate' || to === undefined) return clause;
  if (!besides(request, Object.values(clause.values)).some((piece) => asksTheWay.test(piece))) return clause;
  return {
    ...clause,
    kind: 'route',
    values: { to, ...(from !== undefined && { from }), ...(by !== undefined && { by }) },
  };
}

const ways =
  /(?:坐|乘|搭)(?:地铁|公交车?|火车|高铁)|步行|走路|骑车|骑行|开车|自驾|打车|\b(?:by (?:subway|metro|bus|bike|car|train|taxi)|on foot|walking|cycling|driving)\b/iu;

function bySaid(clause: Clause, request: string): string | undefined {
  return besides(request, Object.values(clause.values))
    .map((piece) => ways.exec(piece)?.[0])
    .find((way) => way !== undefined);
}

function workIn({ kind, values }: Clause): Values {
  const { item } = values;
  if (item === undefined || values.by !== undefined || values.best !== undefined) return {};
  if (kind !== 'favourite' && kind !== 'like') return {};
  return works.map((form) => form.exec(item)?.groups).find((found) => found !== undefined) ?? {};
}

/** A time that is a piece of a condition (“评分4.8以上”) is none. */
function withoutCutFilter(values: Values, request: string): Values {
  const { time, ...others } = values;
  const filter = filterWords.exec(request)?.[0];
  return time !== undefined && filter?.includes(time) ? others : values;
}

/** From the words beside the values, or cut from the name that has swallowed it. */
function withPiece(
  slot: 'best' | 'filter',
  words: RegExp,
  kind: ClauseKind,
  values: Values,
  rest: readonly string[],
): Values {
  if (!(slot in clauseRules[kind].slots) || values[slot] !== undefined) return values;
  const name = namedBy[kind];
  const said = name === undefined ? undefined : values[name];
  const inside = said === undefined ? undefined : words.exec(said);
  if (name !== undefined && said !== undefined && inside) {
    const left = trimmed(said.slice(0, inside.index))
      .replace(/(?:的|在| the)$/iu, '')
      .trim();
    const right = trimmed(said.slice(inside.index + inside[0].length)).replace(/^的/u, '');
    const remains =
      left === ''
        ? right
        : right === '' || /^的?(?:酒店|民宿|宾馆|一个|一家|那个|ones?)?$/iu.test(right)
          ? left
          : undefined;
    if (remains !== undefined && remains !== '') return { ...values, [name]: remains, [slot]: trimmed(inside[0]) };
    return values;
  }
  const found = rest.map((piece) => words.exec(piece)?.[0]).find((piece) => piece !== undefined);
  return found === undefined ? values : { ...values, [slot]: trimmed(found) };
}

function withWant(kind: ClauseKind, values: Values, rest: readonly string[]): Values {
  if (!('want' in clauseRules[kind].slots) || values.want !== undefined) return values;
  const asks = rest.filter((piece) => askingWords.test(piece) && !explainingWords.test(piece));
  const [piece] = asks;
  if (piece === undefined || asks.length > 1) return values;
  const want = trimmed(piece.replace(asideWanted, '')).replace(/[？?]+$/u, '');
  return want.length < 2 || want.length > 40 ? values : { ...values, want };
}
