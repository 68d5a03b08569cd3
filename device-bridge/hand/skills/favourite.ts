// Adds an article to the favourites. Where the app only says that something changed, the outcome is left unproved.
import type { Observation } from '../../phone/phone.js';
import { findButton } from '../reading/buttons.js';
import { isChosen } from '../reading/choices.js';
import { toastsOf } from '../reading/notices.js';
import { chosenArticle } from './chosen-article.js';
import { keepOfList } from './keep-of-list.js';
import { appName, scrollTo } from './moves/find-way.js';
import { detailsOf } from './moves/open-article.js';
import { keep } from './react.js';
import { type Brief, done, earlierMark, failed, goalValue, type Skill, tap } from './skill.js';

const pages = 2;
const keptWords = /(已收藏|收藏成功|已?加入收藏|added|saved)/i;
const changedWords = /(收藏.{0,4}更新|更新.{0,4}收藏|updated)/i;

export function* favourite(brief: Brief): Skill {
  if (brief.goal.app?.category !== 'shop') {
    const isOfList = ['best', 'filter', 'place'].some((name) => goalValue(brief.goal, name) !== '');
    return isOfList ? yield* keepOfList(brief) : yield* keep(brief);
  }
  const article = yield* chosenArticle(brief);
  if ('kind' in article) return article;
  const { title } = article;
  const app = appName(brief);
  // Some pages have it further down.
  const place = yield* scrollTo(
    brief,
    article.sight,
    (screen) => (isKept(screen) || findButton(screen, 'favourite') ? true : undefined),
    pages,
  );
  const sight = place?.sight ?? article.sight;
  if (isKept(sight.screen)) {
    const text = brief.say(`“${title}”已在${app}的收藏里`, `"${title}" is among the favourites of ${app} already`);
    return done(sight, text, detailsOf(article));
  }
  const button = findButton(sight.screen, 'favourite');
  if (!button) {
    const zh = `“${title}”没有收藏的按钮`;
    return failed('SUBTASK_FAILED', brief.say(zh, `"${title}" has no button for the favourites`));
  }
  if (earlierMark(brief, button)?.done) {
    // The app would show it if it showed such things; a second touch would take it away again.
    const zh = `中断之前已在${app}点过收藏：${title}`;
    const text = brief.say(zh, `Added to the favourites of ${app} before an interruption: ${title}`);
    return { kind: 'done', text, values: detailsOf(article) };
  }
  const until = (screen: Observation) => isKept(screen) || says(screen, keptWords) || says(screen, changedWords);
  const now = yield* tap(sight, button, brief.say('收藏', 'Add to the favourites'), { until, limitMs: 3000 });
  const text = brief.say(`已在${app}收藏：${title}`, `Added to the favourites of ${app}: ${title}`);
  if (isKept(now.screen) || says(now.screen, keptWords)) return done(now, text, detailsOf(article));
  if (!says(now.screen, changedWords)) {
    const zh = `没有看到“${title}”被收藏`;
    return failed('SUBTASK_FAILED', brief.say(zh, `Nothing shows that "${title}" is a favourite now`));
  }
  const evidence = [{ step: now.step, what: toastsOf(now.screen.tree).join(' ') }];
  return { kind: 'done', text, values: detailsOf(article), evidence };
}

function isKept(screen: Observation): boolean {
  const button = findButton(screen, 'favourite');
  return findButton(screen, 'unfavourite') !== undefined || (button !== undefined && isChosen(button));
}

function says(screen: Observation, words: RegExp): boolean {
  return toastsOf(screen.tree).some((text) => words.test(text) && !/取消|removed/i.test(text));
}
