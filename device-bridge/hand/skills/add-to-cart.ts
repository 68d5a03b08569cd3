// Puts an article into the cart and finds it there. Nothing is ordered.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { findButton } from '../reading/buttons.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { toastsOf } from '../reading/notices.js';
import { countIn } from '../reading/portions.js';
import { chosenArticle } from './chosen-article.js';
import { appName, enterNamed, scrollTo } from './moves/find-way.js';
import { type Article, detailsOf } from './moves/open-article.js';
import { isHeaded, lineOf } from './moves/own-list.js';
import { type Brief, done, earlierMark, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const cartNames = ['购物车', 'cart', 'shopping cart', 'bag'];
const cartHeading = /^(我的)?(购物车|shopping cart|cart|bag)$/i;
const addedWords = /(已?加入|已?添加|添加成功|加购成功|added)/i;
const kindWords = /^(数量|购买数量|规格|颜色|尺码|尺寸|quantity|colou?r|size)$/i;
const cartPages = 3;

export function* addToCart(brief: Brief): Skill {
  let article = yield* chosenArticle(brief);
  if ('kind' in article) return article;
  const count = countIn(goalValue(brief.goal, 'count'));
  let button = findButton(article.sight.screen, 'addToCart');
  let isUndone = false;
  if (button && earlierMark(brief, button)) {
    // The cart tells what became of it.
    const cart = yield* findInCart(brief, article.sight, article.title);
    if (cart?.line) return inCart(brief, cart.line, article, count);
    isUndone = cart !== undefined;
    article = yield* chosenArticle(brief);
    if ('kind' in article) return article;
    button = findButton(article.sight.screen, 'addToCart');
  }
  if (!button) {
    const zh = `“${article.title}”没有加入购物车的按钮`;
    return failed('SUBTASK_FAILED', brief.say(zh, `"${article.title}" has no button for the cart`));
  }
  let now = article.sight;
  for (let piece = 0; piece < count; piece++) {
    const added = yield* addOne(brief, now, button, isUndone);
    if (!added) return failed('SUBTASK_FAILED', brief.say(`只加进了${piece}件`, `Only ${piece} went in`));
    now = added;
  }
  const cart = yield* findInCart(brief, now, article.title);
  if (cart?.line) return inCart(brief, cart.line, article, count);
  const zh = `购物车里没有看到“${article.title}”`;
  return failed('SUBTASK_FAILED', brief.say(zh, `The cart does not show "${article.title}"`));
}

/** One more piece: a sheet that asks for the kind is confirmed, and the app says that it was added. */
function* addOne(brief: Brief, sight: Sight, button: ScreenNode, isUndone: boolean): Skill<Sight | undefined> {
  const before = noticesOf(sight.screen);
  const isAdded = (screen: Observation) => noticesOf(screen) > before || (before > 0 && noticesOf(screen) === before);
  const until = (screen: Observation) => isAdded(screen) || asksForKind(screen);
  let now = yield* tap(sight, button, brief.say('加入购物车', 'Add to the cart'), { until, limitMs: 3000, isUndone });
  const confirm = asksForKind(now.screen) ? findButton(now.screen, 'confirm') : undefined;
  if (confirm) {
    const closed = (screen: Observation) => !asksForKind(screen);
    now = yield* tap(now, confirm, brief.say('确定规格', 'Confirm the kind'), { until: closed, limitMs: 3000 });
  }
  return asksForKind(now.screen) ? undefined : now;
}

function noticesOf({ tree }: Observation): number {
  return toastsOf(tree).filter((text) => addedWords.test(text)).length;
}

/** A sheet asks which kind is wanted before the article goes into the cart. */
function asksForKind(screen: Observation): boolean {
  if (!findButton(screen, 'confirm')) return false;
  return screen.tree.nodes.some((node) => isVisible(node) && kindWords.test(labelOf(node)));
}

interface Line {
  readonly sight: Sight;
  readonly found: ScreenNode;
}

/** The article's line in the cart, if it has one; nothing when there is no way to the cart. */
function* findInCart(
  brief: Brief,
  sight: Sight,
  title: string,
): Skill<{ readonly line: Line | undefined } | undefined> {
  const cart = yield* enterNamed(brief, sight, cartNames, (screen) => isHeaded(screen, cartHeading));
  return cart && { line: yield* scrollTo(brief, cart, (screen) => lineOf(screen, title), cartPages) };
}

function inCart(brief: Brief, place: Line, article: Article, count: number): Outcome {
  const app = appName(brief);
  const shown = quantityBeside(place.sight.screen, place.found);
  if (count > 1 && shown !== undefined && shown < count) {
    const zh = `购物车里只有${shown}件“${article.title}”，要的是${count}件`;
    return failed('SUBTASK_FAILED', brief.say(zh, `The cart holds ${shown} of "${article.title}", not ${count}`));
  }
  const pieces = count > 1 ? brief.say(`${count}件 `, `${count} × `) : '';
  const what = `${pieces}${article.title} ${article.price}`.trim();
  const text = brief.say(
    `已加入${app}购物车：${what}，没有下单`,
    `In the cart of ${app}: ${what}; nothing was ordered`,
  );
  return done(place.sight, text, detailsOf(article));
}

/** "x2" or a bare number on the height of the line; nothing when the cart does not say how many. */
function quantityBeside({ tree }: Observation, line: ScreenNode): number | undefined {
  const row = clickTarget(line) ?? line.parent ?? line;
  for (const node of tree.nodes) {
    const middle = (node.bounds.top + node.bounds.bottom) / 2;
    const number = /^[x×]?\s*(\d{1,2})$/.exec(labelOf(node))?.[1];
    if (number !== undefined && isVisible(node) && middle > row.bounds.top && middle < row.bounds.bottom)
      return Number(number);
  }
  return undefined;
}
