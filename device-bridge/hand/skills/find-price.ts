// What does a thing cost in one shop, honestly? Searches, reads the list, keeps what really is the thing, and opens the
// promising ones, because coupons and stock show only there. A listing is skipped when even the largest usual reduction
// would leave it dearer than what is known already.
import { type Money, type Offer, toModelPoint } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import type { Evidence, Sight } from '../decider.js';
import { formatMoney } from '../reading/amounts.js';
import { type Card, type CardList, findCardList } from '../reading/cards.js';
import { readDetail } from '../reading/detail.js';
import { matchGoods } from '../reading/goods-match.js';
import { saysEmpty, saysEnd } from '../reading/notices.js';
import { withoutOne } from '../reading/portions.js';
import { findDishPrices } from './dish-price.js';
import { appName, backUntil, closePopups, openApp, reachSearchField, searchFor } from './moves/find-way.js';
import { type Brief, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

/** Coupons take off at most this share of a price, as far as shops go: a dearer listing can win by no more. */
const largestReduction = 0.25;
const pageLimit = 12;
/** Pages in a row without anything like the thing, after which the rest of the list is other goods. */
const barrenPageLimit = 2;
/** Steps kept back for getting out of a page and reporting. */
const reservedSteps = 3;

interface Findings {
  readonly offers: Offer[];
  readonly evidence: Evidence[];
  readonly seen: Set<string>;
  soldOut: number;
  used: number;
  /** Cards read in all. */
  read: number;
}

export function* findPrice(brief: Brief): Skill {
  if (brief.goal.app?.category === 'food') return yield* findDishPrices(brief);
  const item = withoutOne(goalValue(brief.goal, 'item'));
  const opened = yield* openApp(brief);
  const at = yield* reachSearchField(brief, opened);
  if (!at) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`在${appName(brief)}里没有找到搜索框`, `${appName(brief)} shows no way to search`),
    );
  }
  let sight = yield* searchFor(brief, at, item, showsResults);
  sight = yield* closePopups(brief, sight);
  if (!showsResults(sight.screen)) {
    const said = brief.say(
      `${appName(brief)}没有显示“${item}”的搜索结果`,
      `${appName(brief)} showed no results for "${item}"`,
    );
    return failed('SUBTASK_FAILED', said);
  }
  const findings: Findings = { offers: [], evidence: [], seen: new Set(), soldOut: 0, used: 0, read: 0 };
  yield* readResults(brief, item, sight, findings);
  return report(brief, item, findings, sight.step);
}

function showsResults(screen: Observation): boolean {
  const { tree, sizePx } = screen;
  if (tree.nodes.some((node) => node.editable && node.focused)) return false;
  return saysEmpty(tree) || findCardList(tree, sizePx.heightPx) !== undefined;
}

function* readResults(brief: Brief, item: string, first: Sight, findings: Findings): Skill<void> {
  let sight = first;
  let barrenPages = 0;
  for (let page = 1; page <= pageLimit; page++) {
    const list = findCardList(sight.screen.tree, sight.screen.sizePx.heightPx);
    if (!list) return;
    const candidates = newCandidates(item, list, sight, findings);
    barrenPages = candidates.like > 0 ? 0 : barrenPages + 1;
    for (const card of candidates.promising) {
      if (sight.step + reservedSteps >= brief.goal.maxSteps) return;
      if (!isPromising(card, findings.offers)) continue;
      sight = yield* readOne(brief, sight, card, list, findings);
    }
    if (saysEnd(sight.screen.tree) || barrenPages >= barrenPageLimit) return;
    if (sight.step + reservedSteps >= brief.goal.maxSteps) return;
    const before = sight.screen.frameId;
    const now = findCardList(sight.screen.tree, sight.screen.sizePx.heightPx) ?? list;
    sight = yield* turnToNext(brief, sight, now);
    if (sight.screen.frameId === before) return;
  }
}

interface Candidates {
  /** Cheapest first. */
  readonly promising: readonly Card[];
  /** New cards that are the thing or something for it, in whatever state. */
  readonly like: number;
}

function newCandidates(item: string, list: CardList, sight: Sight, findings: Findings): Candidates {
  const promising: Card[] = [];
  let like = 0;
  for (const card of list.cards) {
    const key = keyOf(card);
    if (findings.seen.has(key)) continue;
    const verdict = matchGoods(item, card.title, card.lines);
    // A card that goes on below may show more of itself on the next page.
    if (card.cut && verdict !== 'match') continue;
    findings.seen.add(key);
    findings.read += 1;
    if (verdict !== 'other') like += 1;
    if (verdict === 'used') findings.used += 1;
    if (verdict !== 'match') continue;
    if (card.soldOut) {
      findings.soldOut += 1;
      findings.evidence.push({ step: sight.step, what: `${card.title}: sold out` });
    } else promising.push(card);
  }
  promising.sort((a, b) => lowestMinor(a) - lowestMinor(b));
  return { promising, like };
}

function isPromising(card: Card, offers: readonly Offer[]): boolean {
  const known = Math.min(...offers.map(({ price }) => price.minor));
  return lowestMinor(card) * (1 - largestReduction) < known;
}

function lowestMinor(card: Card): number {
  const prices = card.amounts.filter(({ role }) => role === 'price' || role === 'final');
  return Math.min(...prices.map(({ money }) => money.minor));
}

/** Opens one listing, reads it and comes back to the list. */
function* readOne(brief: Brief, sight: Sight, card: Card, list: CardList, findings: Findings): Skill<Sight> {
  const isList = sameList(list);
  let now = yield* tap(sight, card.node, brief.say(`查看${card.title}`, `Look at ${card.title}`), {
    until: (screen) => !isList(screen) && readDetail(screen) !== undefined,
    limitMs: 5000,
  });
  if (isList(now.screen)) return now;
  now = yield* closePopups(brief, now);
  const detail = readDetail(now.screen);
  if (detail?.soldOut) {
    findings.soldOut += 1;
    findings.evidence.push({ step: now.step, what: `${card.title}: sold out` });
  } else if (detail) {
    findings.offers.push({
      app: brief.goal.app?.id ?? now.screen.packageName,
      title: card.title,
      price: detail.final,
      ...(detail.listPrice ? { listPrice: detail.listPrice } : {}),
      conditions: [...detail.conditions],
      ...(card.seller ? { seller: card.seller } : {}),
      step: now.step,
    });
    findings.evidence.push({ step: now.step, what: `${card.title}: ${formatMoney(detail.final)}` });
  }
  return yield* backUntil(brief, now, isList);
}

/** Recognises the page of results again: two of its titles, or its only one in the very same place. */
function sameList(list: CardList): (screen: Observation) => boolean {
  const titles = new Set(list.cards.map(({ title }) => title));
  const { container } = list;
  return (screen) => {
    const now = findCardList(screen.tree, screen.sizePx.heightPx);
    if (!now) return false;
    const common = new Set(now.cards.map(({ title }) => title).filter((title) => titles.has(title))).size;
    if (common >= 2) return true;
    return common === titles.size && placeOf(now.container) === placeOf(container);
  };
}

function placeOf(node: ScreenNode): string {
  const { left, top, right, bottom } = node.bounds;
  return [node.className, node.resourceId, left, top, right, bottom].join('|');
}

/** Moves the list on so that the first card that was cut off becomes the first one. */
function* turnToNext(brief: Brief, sight: Sight, list: CardList): Skill<Sight> {
  const { bounds } = list.container;
  const heightPx = bounds.bottom - bounds.top;
  const cutTops = list.cards.filter(({ cut }) => cut).map(({ node }) => node.bounds.top - bounds.top);
  const wantedPx = Math.min(...cutTops, heightPx * 0.75);
  const distancePx = Math.max(wantedPx, heightPx * 0.35);
  const x = Math.floor((bounds.left + bounds.right) / 2);
  const startY = Math.floor(bounds.bottom - heightPx * 0.1);
  const { sizePx } = sight.screen;
  const point1 = toModelPoint({ x, y: startY }, sizePx);
  const point2 = toModelPoint({ x, y: Math.max(bounds.top + 1, Math.floor(startY - distancePx)) }, sizePx);
  const explain = brief.say('往下翻看更多结果', 'Scroll on through the results');
  return yield { action: { action: 'SLIDE', point1, point2 }, explain };
}

function keyOf(card: Card): string {
  return `${card.title}|${card.amounts.map(({ money }) => money.minor).join(',')}|${card.seller ?? ''}`;
}

function report(brief: Brief, item: string, findings: Findings, lastStep: number): Outcome {
  const { evidence } = findings;
  const offers = [...findings.offers].sort((a, b) => a.price.minor - b.price.minor);
  const best = offers[0];
  if (best)
    return {
      kind: 'done',
      text: bestSentence(brief, best, offers.length),
      values: { offers },
      evidence,
      verified: true,
    };
  const shop = appName(brief);
  const why = reasons(brief, findings);
  const text = brief.say(
    `${shop}上没有在售的全新“${item}”${why ? `（${why}）` : ''}`,
    `${shop} has no new "${item}" in stock${why ? ` (${why})` : ''}`,
  );
  const shown = evidence.length > 0 ? evidence : [{ step: lastStep, what: text }];
  return { kind: 'done', text, values: { offers: [], notFound: true }, evidence: shown, verified: true };
}

function bestSentence(brief: Brief, best: Offer, count: number): string {
  const price = formatMoney(best.price);
  const because = becauseOf(brief, best.listPrice, best.conditions);
  return brief.say(
    `${appName(brief)}最低到手价 ${price}：${best.title}${because}（比较了${count}个在售商品）`,
    `${appName(brief)}: the lowest price is ${price} for ${best.title}${because} (of ${count} offers in stock)`,
  );
}

function becauseOf(brief: Brief, listPrice: Money | undefined, conditions: readonly string[]): string {
  if (!listPrice) return '';
  const with_ = conditions.join('、');
  return brief.say(
    `，标价 ${formatMoney(listPrice)}${with_ ? `，${with_}` : ''}`,
    `, listed at ${formatMoney(listPrice)}${with_ ? `, with ${with_}` : ''}`,
  );
}

function reasons(brief: Brief, findings: Findings): string {
  const parts: string[] = [];
  if (findings.soldOut > 0) parts.push(brief.say(`${findings.soldOut}个已售罄`, `${findings.soldOut} sold out`));
  if (findings.used > 0) parts.push(brief.say(`${findings.used}个是二手`, `${findings.used} used`));
  const others = findings.read - findings.soldOut - findings.used;
  if (others > 0) parts.push(brief.say(`${others}个结果名称不符`, `${others} results have other names`));
  return parts.join(brief.say('，', ', '));
}
