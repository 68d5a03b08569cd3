// Puts an article into the cart, or among the favourites. The first article in stock that really is the thing is taken;
// afterwards the page, a badge or the list itself must show it.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { formatMoney } from '../reading/amounts.js';
import { findButton, type Meaning } from '../reading/buttons.js';
import { type Card, findCardList } from '../reading/cards.js';
import { findChoice, isChosen } from '../reading/choices.js';
import { readDetail } from '../reading/detail.js';
import { matchGoods } from '../reading/goods-match.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { saysEmpty, toastsOf } from '../reading/notices.js';
import { foldText } from '../reading/texts.js';
import {
  appName,
  backUntil,
  closePopups,
  enterNamed,
  openApp,
  reachSearchField,
  scrollTo,
  searchFor,
} from './moves/find-way.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const pages = 4;
const cartNames = ['购物车', 'cart', 'shopping cart', 'bag'];
const addedWords = /(已?加入|已?添加|添加成功|加购成功|added)/i;
const keptWords = /(已?收藏|收藏成功|已?加入|更新|added|saved)/i;

interface Article {
  readonly sight: Sight;
  readonly title: string;
  readonly price: string;
}

export function* addToCart(brief: Brief): Skill {
  const item = goalValue(brief.goal, 'item');
  const article = yield* openArticle(brief, item);
  if ('kind' in article) return article;
  const before = badgeOf(article.sight.screen);
  const isAdded = (screen: Observation) =>
    toastsOf(screen.tree).some((text) => addedWords.test(text)) || badgeOf(screen) > before || asksForKind(screen);
  const added = yield* pressOn(article, 'addToCart', brief.say('加入购物车', 'Add to the cart'), isAdded);
  if (!added)
    return failed(
      'SUBTASK_FAILED',
      brief.say(`“${article.title}”没有加入购物车的按钮`, `"${article.title}" has no button for the cart`),
    );
  let now = added;
  if (asksForKind(now.screen)) {
    const confirm = findButton(now.screen, 'confirm');
    if (confirm)
      now = yield* tap(now, confirm, brief.say('确定规格', 'Confirm the kind'), {
        until: (screen) => !asksForKind(screen),
        limitMs: 3000,
      });
  }
  return yield* lookIntoCart(brief, now, article);
}

export function* favourite(brief: Brief): Skill {
  const item = goalValue(brief.goal, 'item');
  const article = yield* openArticle(brief, item);
  if ('kind' in article) return article;
  const app = appName(brief);
  if (findButton(article.sight.screen, 'unfavourite')) {
    const text = brief.say(
      `“${article.title}”已在${app}的收藏里`,
      `"${article.title}" is among the favourites of ${app} already`,
    );
    return done(article.sight, text, detailsOf(article));
  }
  const isKept = (screen: Observation) => {
    const button = findButton(screen, 'favourite');
    if (findButton(screen, 'unfavourite') || (button && isChosen(button))) return true;
    return toastsOf(screen.tree).some((text) => keptWords.test(text) && !/取消|removed/i.test(text));
  };
  const kept = yield* pressOn(article, 'favourite', brief.say('收藏', 'Add to the favourites'), isKept);
  if (!kept)
    return failed(
      'SUBTASK_FAILED',
      brief.say(`“${article.title}”没有收藏的按钮`, `"${article.title}" has no button for the favourites`),
    );
  if (!isKept(kept.screen)) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`没有看到“${article.title}”被收藏`, `Nothing shows that "${article.title}" is a favourite now`),
    );
  }
  return done(
    kept,
    brief.say(`已在${app}收藏：${article.title}`, `Added to the favourites of ${app}: ${article.title}`),
    detailsOf(article),
  );
}

/** The page of the first article that is the thing and in stock. */
function* openArticle(brief: Brief, item: string): Skill<Article | Outcome> {
  const app = appName(brief);
  const at = yield* reachSearchField(brief, yield* openApp(brief));
  if (!at) return failed('SUBTASK_FAILED', brief.say(`在${app}里没有找到搜索框`, `${app} shows no way to search`));
  const lists = (screen: Observation) =>
    saysEmpty(screen.tree) || findCardList(screen.tree, screen.sizePx.heightPx) !== undefined;
  const results = yield* closePopups(brief, yield* searchFor(brief, at, item, lists));
  const tried = new Set<string>();
  let now = results;
  for (let attempt = 0; attempt < 3; attempt++) {
    const place = yield* scrollTo(brief, now, (screen) => articleOf(screen, item, tried), pages);
    if (!place) break;
    const { title, node, amounts } = place.found;
    tried.add(title);
    now = yield* tap(place.sight, node, brief.say(`查看${title}`, `Look at ${title}`), {
      until: (screen) => !lists(screen) && readDetail(screen) !== undefined,
      limitMs: 4000,
    });
    now = yield* closePopups(brief, now);
    const detail = readDetail(now.screen);
    const shown = amounts.find(({ role }) => role === 'price' || role === 'final')?.money;
    const price = detail?.final ?? shown;
    if (!detail?.soldOut) return { sight: now, title, price: price ? formatMoney(price) : '' };
    now = yield* backUntil(brief, now, lists);
  }
  const seen =
    tried.size > 0 ? brief.say(`（看过：${[...tried].join('；')}）`, ` (looked at: ${[...tried].join('; ')})`) : '';
  return failed(
    'SUBTASK_FAILED',
    brief.say(`${app}上没有找到可以选的“${item}”${seen}`, `${app} shows no "${item}" that could be taken${seen}`),
  );
}

function articleOf(screen: Observation, item: string, tried: ReadonlySet<string>): Card | undefined {
  const cards = findCardList(screen.tree, screen.sizePx.heightPx)?.cards ?? [];
  return cards.find(
    ({ title, lines, soldOut, sponsored }) =>
      !soldOut && !sponsored && !tried.has(title) && matchGoods(item, title, lines) === 'match',
  );
}

function* pressOn(
  { sight }: Article,
  meaning: Meaning,
  explain: string,
  until: (screen: Observation) => boolean,
): Skill<Sight | undefined> {
  const button = findButton(sight.screen, meaning);
  return button && (yield* tap(sight, button, explain, { until, limitMs: 3000 }));
}

/** A sheet asks which kind is wanted before the article goes into the cart. */
function asksForKind(screen: Observation): boolean {
  return (
    findButton(screen, 'confirm') !== undefined &&
    screen.tree.nodes.some(
      (node) => isVisible(node) && /^(数量|购买数量|规格|颜色|尺码|尺寸|quantity|colou?r|size)$/i.test(labelOf(node)),
    )
  );
}

/** The number on the way to the cart; 0 when there is none. */
function badgeOf({ tree }: Observation): number {
  const cart = tree.nodes.find(
    (node) => isVisible(node) && cartNames.some((name) => foldText(labelOf(node)).startsWith(foldText(name))),
  );
  const target = clickTarget(cart);
  const texts = target ? [labelOf(target), ...target.children.map(labelOf)] : [];
  return Math.max(0, ...texts.map((text) => Number(/^\D{0,6}(\d{1,3})\D?$/.exec(text)?.[1] ?? 0)));
}

/** The article stands in the cart. */
function* lookIntoCart(brief: Brief, sight: Sight, article: Article): Skill {
  const wanted = foldText(article.title);
  const lineOf = (screen: Observation): ScreenNode | undefined =>
    screen.tree.nodes.find(
      (node) =>
        isVisible(node) &&
        labelOf(node).length > 5 &&
        (wanted.includes(foldText(labelOf(node))) || foldText(labelOf(node)).includes(wanted)),
    );
  const isCart = (screen: Observation) =>
    screen.tree.nodes.some(
      (node) =>
        /^(购物车|shopping cart|cart)\s*[(（]?\d*[)）]?$/i.test(labelOf(node)) &&
        node.bounds.bottom < screen.sizePx.heightPx * 0.2 &&
        !clickTarget(node),
    );
  const cart = yield* enterNamed(
    brief,
    sight,
    cartNames,
    (screen) => isCart(screen) && findChoice(screen, ['立即购买']) === undefined,
  );
  const place = cart && (yield* scrollTo(brief, cart, lineOf, 3));
  if (!place)
    return failed(
      'SUBTASK_FAILED',
      brief.say(`购物车里没有看到“${article.title}”`, `The cart does not show "${article.title}"`),
    );
  const app = appName(brief);
  return done(
    place.sight,
    brief.say(
      `已加入${app}购物车：${article.title} ${article.price}，没有下单`,
      `In the cart of ${app}: ${article.title} ${article.price}; nothing was ordered`,
    ),
    detailsOf(article),
  );
}

function detailsOf({ title, price }: Article): { details: Record<string, string> } {
  return { details: { title, ...(price !== '' && { price }) } };
}
