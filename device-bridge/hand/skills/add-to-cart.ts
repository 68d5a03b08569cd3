// Puts an article into the cart and finds it there. Nothing is ordered.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { findButton } from '../reading/buttons.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { toastsOf } from '../reading/notices.js';
import { withoutOne } from '../reading/portions.js';
import { foldText } from '../reading/texts.js';
import { appName, enterNamed, scrollTo } from './moves/find-way.js';
import { type Article, detailsOf, openArticle } from './moves/open-article.js';
import { type Brief, done, failed, goalValue, type Skill, tap } from './skill.js';

const cartNames = ['购物车', 'cart', 'shopping cart', 'bag'];
const cartHeading = /^(我的)?(购物车|shopping cart|cart|bag)\s*[(（]?\d*[)）]?$/i;
const addedWords = /(已?加入|已?添加|添加成功|加购成功|added)/i;
const kindWords = /^(数量|购买数量|规格|颜色|尺码|尺寸|quantity|colou?r|size)$/i;
const headingShare = 0.2;
const cartPages = 3;
/** Of a title, so many characters tell one line of the cart from another. */
const shortestLine = 6;

export function* addToCart(brief: Brief): Skill {
  const article = yield* openArticle(brief, withoutOne(goalValue(brief.goal, 'item')));
  if ('kind' in article) return article;
  const button = findButton(article.sight.screen, 'addToCart');
  if (!button) {
    const zh = `“${article.title}”没有加入购物车的按钮`;
    return failed('SUBTASK_FAILED', brief.say(zh, `"${article.title}" has no button for the cart`));
  }
  const isAdded = ({ tree }: Observation) => toastsOf(tree).some((text) => addedWords.test(text));
  const until = (screen: Observation) => isAdded(screen) || asksForKind(screen);
  const explain = brief.say('加入购物车', 'Add to the cart');
  let now = yield* tap(article.sight, button, explain, { until, limitMs: 3000 });
  const confirm = asksForKind(now.screen) ? findButton(now.screen, 'confirm') : undefined;
  if (confirm) {
    const closed = (screen: Observation) => !asksForKind(screen);
    now = yield* tap(now, confirm, brief.say('确定规格', 'Confirm the kind'), { until: closed, limitMs: 3000 });
  }
  return yield* lookIntoCart(brief, now, article);
}

/** A sheet asks which kind is wanted before the article goes into the cart. */
function asksForKind(screen: Observation): boolean {
  if (!findButton(screen, 'confirm')) return false;
  return screen.tree.nodes.some((node) => isVisible(node) && kindWords.test(labelOf(node)));
}

function* lookIntoCart(brief: Brief, sight: Sight, article: Article): Skill {
  const app = appName(brief);
  const cart = yield* enterNamed(brief, sight, cartNames, isCart);
  const place = cart && (yield* scrollTo(brief, cart, (screen) => lineOf(screen, article.title), cartPages));
  if (!place) {
    const zh = `购物车里没有看到“${article.title}”`;
    return failed('SUBTASK_FAILED', brief.say(zh, `The cart does not show "${article.title}"`));
  }
  const what = `${article.title} ${article.price}`.trim();
  const text = brief.say(
    `已加入${app}购物车：${what}，没有下单`,
    `In the cart of ${app}: ${what}; nothing was ordered`,
  );
  return done(place.sight, text, detailsOf(article));
}

/** A heading that says so, which is no way to it. */
function isCart({ tree, sizePx }: Observation): boolean {
  return tree.nodes.some(
    (node) =>
      isVisible(node) &&
      cartHeading.test(labelOf(node)) &&
      node.bounds.bottom < sizePx.heightPx * headingShare &&
      !clickTarget(node),
  );
}

/** Carts shorten titles. */
function lineOf({ tree }: Observation, title: string): ScreenNode | undefined {
  const wanted = foldText(title);
  return tree.nodes.find((node) => {
    const line = foldText(labelOf(node)).replace(/(…|\.{3})$/, '');
    return isVisible(node) && line.length >= shortestLine && (wanted.includes(line) || line.includes(wanted));
  });
}
