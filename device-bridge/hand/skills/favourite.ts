// Adds an article to the favourites. Where its page does not show that it is one of them, the app's own list of favourites is
// looked into; where there is no way to that, either, the outcome is left unproved.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { findButton } from '../reading/buttons.js';
import { isChosen } from '../reading/choices.js';
import { toastsOf } from '../reading/notices.js';
import { ownPageNames } from '../reading/own-data.js';
import { chosenArticle } from './chosen-article.js';
import { keepOfList } from './keep-of-list.js';
import { appName, openApp, scrollTo } from './moves/find-way.js';
import { type Article, detailsOf } from './moves/open-article.js';
import { isHeaded, lineOf } from './moves/own-list.js';
import { reachOwnPage } from './moves/reach-own-page.js';
import { keep } from './react.js';
import { type Brief, done, earlierMark, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

/** Some pages have the button further down. */
const detailPages = 2;
const listPages = 3;
const keptWords = /(已收藏|收藏成功|已?加入收藏|added|saved)/i;
const changedWords = /(收藏.{0,4}更新|更新.{0,4}收藏|updated)/i;
const listHeading = /^(我的|商品)?(收藏|收藏夹|favou?rites|wish ?list|saved items)$/i;

export function* favourite(brief: Brief): Skill {
  if (brief.goal.app?.category !== 'shop') {
    const isOfList = ['best', 'filter', 'place'].some((name) => goalValue(brief.goal, name) !== '');
    return isOfList ? yield* keepOfList(brief) : yield* keep(brief);
  }
  const article = yield* articleWithButton(brief);
  if ('kind' in article) return article;
  const { title, sight } = article;
  const app = appName(brief);
  if (isKept(sight.screen)) {
    const text = brief.say(`“${title}”已在${app}的收藏里`, `"${title}" is among the favourites of ${app} already`);
    return done(sight, text, detailsOf(article));
  }
  const button = findButton(sight.screen, 'favourite');
  const earlier = button && earlierMark(brief, button);
  if (!earlier) return yield* keepArticle(brief, article, false);
  // A second touch would take it away again: the list tells what became of the first.
  const list = yield* lookIntoList(brief, title);
  if (list?.line) return done(list.line, addedText(brief, title), detailsOf(article));
  if (!list && earlier.done) {
    const zh = `中断之前已在${app}点过收藏：${title}`;
    const text = brief.say(zh, `Added to the favourites of ${app} before an interruption: ${title}`);
    return { kind: 'done', text, values: detailsOf(article) };
  }
  const again = yield* articleWithButton(brief);
  return 'kind' in again ? again : yield* keepArticle(brief, again, list !== undefined);
}

/** On its page, where the button is in sight if there is one. */
function* articleWithButton(brief: Brief): Skill<Article | Outcome> {
  const article = yield* chosenArticle(brief);
  if ('kind' in article) return article;
  const hasButton = (screen: Observation) =>
    isKept(screen) || findButton(screen, 'favourite') !== undefined || undefined;
  const place = yield* scrollTo(brief, article.sight, hasButton, detailPages);
  return place ? { ...article, sight: place.sight } : article;
}

/** `isUndone`: an earlier touch is known to have come to nothing. */
function* keepArticle(brief: Brief, article: Article, isUndone: boolean): Skill {
  const { title, sight } = article;
  const button = findButton(sight.screen, 'favourite');
  if (!button) {
    const zh = `“${title}”没有收藏的按钮`;
    return failed('SUBTASK_FAILED', brief.say(zh, `"${title}" has no button for the favourites`));
  }
  const until = (screen: Observation) => isKept(screen) || says(screen, keptWords) || says(screen, changedWords);
  const explain = brief.say('收藏', 'Add to the favourites');
  const now = yield* tap(sight, button, explain, { until, limitMs: 3000, isUndone });
  const text = addedText(brief, title);
  if (isKept(now.screen) || says(now.screen, keptWords)) return done(now, text, detailsOf(article));
  const list = yield* lookIntoList(brief, title);
  if (list?.line) return done(list.line, text, detailsOf(article));
  if (list || !says(now.screen, changedWords)) {
    const zh = `没有看到“${title}”被收藏`;
    return failed('SUBTASK_FAILED', brief.say(zh, `Nothing shows that "${title}" is a favourite now`));
  }
  const evidence = [{ step: now.step, what: toastsOf(now.screen.tree).join(' ') }];
  return { kind: 'done', text, values: detailsOf(article), evidence };
}

/** The app's own list of favourites, and where it shows the article; nothing when there is no way to the list. */
function* lookIntoList(brief: Brief, title: string): Skill<{ readonly line: Sight | undefined } | undefined> {
  const [names = []] = ownPageNames('收藏');
  const list = yield* reachOwnPage(brief, yield* openApp(brief), names);
  if (!list || !isHeaded(list.screen, listHeading)) return undefined;
  const line = yield* scrollTo(brief, list, (screen) => lineOf(screen, title), listPages);
  return { line: line?.sight };
}

function addedText(brief: Brief, title: string): string {
  const app = appName(brief);
  return brief.say(`已在${app}收藏：${title}`, `Added to the favourites of ${app}: ${title}`);
}

function isKept(screen: Observation): boolean {
  const button = findButton(screen, 'favourite');
  return findButton(screen, 'unfavourite') !== undefined || (button !== undefined && isChosen(button));
}

function says(screen: Observation, words: RegExp): boolean {
  return toastsOf(screen.tree).some((text) => words.test(text) && !/取消|removed/i.test(text));
}
