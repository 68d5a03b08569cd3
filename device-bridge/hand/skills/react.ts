// Likes, follows and keeps what others have published: finds it, opens it where its own row has no button for that, and
// sees afterwards that the app says so. Where the button does not show that it was done, it was not: also before an
// interruption. A song is never opened for it: that would play it.
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { pickBest, readBest } from '../reading/best.js';
import { findButton, type Meaning } from '../reading/buttons.js';
import { isChosen } from '../reading/choices.js';
import { isVisible } from '../reading/nodes.js';
import { toastsOf } from '../reading/notices.js';
import { findRows, type Row } from '../reading/rows.js';
import { type Entry, entryOn, findEntry, openEntry, type Wanted } from './moves/find-entry.js';
import { appName, closePopups } from './moves/find-way.js';
import { putIntoList } from './moves/put-into-list.js';
import { type Brief, done, failed, goalValue, type Outcome, press, type Skill, tap } from './skill.js';

export interface Reaction {
  readonly button: Meaning;
  /** The same button once it is done. */
  readonly undo: Meaning;
  readonly saidDone: RegExp;
  readonly zh: string;
  readonly en: string;
  readonly enDone: string;
}

const liking: Reaction = {
  button: 'like',
  undo: 'unlike',
  saidDone: /(已?赞|点赞成功|已?添加到?.{0,6}喜欢|已喜欢|已收藏|liked|added)/i,
  zh: '点赞',
  en: 'Like',
  enDone: 'Liked',
};
const following: Reaction = {
  button: 'follow',
  undo: 'unfollow',
  saidDone: /(已关注|关注成功|followed|following)/i,
  zh: '关注',
  en: 'Follow',
  enDone: 'Followed',
};
export const keeping: Reaction = {
  button: 'favourite',
  undo: 'unfavourite',
  saidDone: /(已收藏|收藏成功|已?加入收藏|已添加|added|saved)/i,
  zh: '收藏',
  en: 'Add to the favourites',
  enDone: 'Added to the favourites',
};

export function* like(brief: Brief): Skill {
  return yield* react(brief, wantedOf(brief), liking);
}

export function* follow(brief: Brief): Skill {
  const wanted = { item: goalValue(brief.goal, 'who'), by: '' };
  return yield* react(brief, wanted, following);
}

/** What others have published, kept; goods and hotels have their own way. */
export function* keep(brief: Brief): Skill {
  return yield* react(brief, wantedOf(brief), keeping);
}

function wantedOf({ goal }: Brief): Wanted {
  return { item: goalValue(goal, 'item').replaceAll(/[《》]/g, ''), by: goalValue(goal, 'by') };
}

function* react(brief: Brief, wanted: Wanted, reaction: Reaction): Skill {
  const found = yield* findEntry(brief, wanted);
  if ('kind' in found) return found;
  const list = goalValue(brief.goal, 'list');
  if (list === '') {
    const inRow = yield* reactInRow(brief, found, wanted, reaction);
    if (inRow) return inRow;
  }
  let page = yield* openEntry(brief, found);
  const best = readBest(goalValue(brief.goal, 'best'));
  if (best) {
    const answers = pickBest(findRows(page.screen), best);
    const [only] = answers;
    if (!only || answers.length > 1) return notDone(brief, found.row, reaction);
    page = yield* openEntry(brief, { sight: page, row: only });
  }
  const title = titleOf(found.row, wanted);
  if (list !== '') return yield* putIntoList(brief, page, title, list);
  return yield* reactOnPage(brief, page, title, reaction);
}

/** The row has the button itself, or a menu that has it; nothing when it has neither. */
function* reactInRow(
  brief: Brief,
  { sight, row }: Entry,
  wanted: Wanted,
  reaction: Reaction,
): Skill<Outcome | undefined> {
  const title = titleOf(row, wanted);
  if (isDoneIn(sight.screen, row.node, reaction)) return already(brief, sight, title, reaction);
  const button = findButton(sight.screen, reaction.button, { within: row.node });
  if (button) {
    const until = (screen: Observation) => {
      const now = entryOn(screen, wanted);
      return says(screen, reaction) || (now !== undefined && isDoneIn(screen, now.node, reaction));
    };
    const now = yield* tap(sight, button, explain(brief, title, reaction), { until, limitMs: 3000, isUndone: true });
    return until(now.screen) ? completed(brief, now, title, reaction) : notDone(brief, row, reaction);
  }
  const menu = findButton(sight.screen, 'openMenu', { within: row.node });
  return menu && (yield* reactInMenu(brief, { sight, row }, menu, wanted, reaction));
}

/** Whether it took effect shows in the menu, when it is opened once more. */
function* reactInMenu(
  brief: Brief,
  { sight, row }: Entry,
  menu: ScreenNode,
  wanted: Wanted,
  reaction: Reaction,
): Skill<Outcome | undefined> {
  const title = titleOf(row, wanted);
  const hasEither = (screen: Observation) =>
    findButton(screen, reaction.button) !== undefined || findButton(screen, reaction.undo) !== undefined;
  const explainMenu = brief.say('打开更多操作', 'Open its menu');
  const opened = yield* tap(sight, menu, explainMenu, { until: hasEither, limitMs: 2500 });
  if (findButton(opened.screen, reaction.undo)) return already(brief, opened, title, reaction);
  const button = findButton(opened.screen, reaction.button);
  if (!button) {
    yield* press('back', brief.say('关闭菜单', 'Close the menu'));
    return undefined;
  }
  const isBack = (screen: Observation) => entryOn(screen, wanted) !== undefined && !hasEither(screen);
  const wait = { until: isBack, limitMs: 3000, isUndone: true };
  const chosen = yield* tap(opened, button, explain(brief, title, reaction), wait);
  if (says(chosen.screen, reaction)) return completed(brief, chosen, title, reaction);
  const again = entryOn(chosen.screen, wanted);
  const sameMenu = again && findButton(chosen.screen, 'openMenu', { within: again.node });
  if (!sameMenu) return notDone(brief, row, reaction);
  const shown = yield* tap(chosen, sameMenu, explainMenu, { until: hasEither, limitMs: 2500 });
  if (!findButton(shown.screen, reaction.undo)) return notDone(brief, row, reaction);
  yield* press('back', brief.say('关闭菜单', 'Close the menu'));
  return completed(brief, shown, title, reaction);
}

export function* reactOnPage(brief: Brief, page: Sight, title: string, reaction: Reaction): Skill {
  if (isDoneIn(page.screen, undefined, reaction)) return already(brief, page, title, reaction);
  const button = findButton(page.screen, reaction.button);
  if (!button) {
    const zh = `“${title}”没有${reaction.zh}的按钮`;
    return failed('SUBTASK_FAILED', brief.say(zh, `"${title}" has no button to ${reaction.en.toLowerCase()}`));
  }
  const isDone = (screen: Observation) => isDoneIn(screen, undefined, reaction) || says(screen, reaction);
  const until = (screen: Observation) => isDone(screen) || asksForList(screen);
  let now = yield* tap(page, button, explain(brief, title, reaction), { until, limitMs: 3000, isUndone: true });
  if (!isDone(now.screen) && asksForList(now.screen)) return yield* putIntoList(brief, now, title, '');
  now = yield* closePopups(brief, now);
  if (isDone(now.screen)) return completed(brief, now, title, reaction);
  return failed(
    'SUBTASK_FAILED',
    brief.say(`没有看到“${title}”${reaction.zh}成功`, `Nothing shows that it took: "${title}"`),
  );
}

/** A sheet with lists to mark and a button that ends it. */
function asksForList(screen: Observation): boolean {
  const boxes = screen.tree.nodes.filter((node) => node.checkable && isVisible(node));
  return boxes.length > 0 && findButton(screen, 'confirm') !== undefined;
}

function isDoneIn(screen: Observation, within: ScreenNode | undefined, { button, undo }: Reaction): boolean {
  if (findButton(screen, undo, { within })) return true;
  const node = findButton(screen, button, { within });
  return node !== undefined && isChosen(node);
}

function says({ tree }: Observation, { saidDone }: Reaction): boolean {
  return toastsOf(tree).some((text) => saidDone.test(text) && !/取消|移除|removed|un(like|follow)/i.test(text));
}

function titleOf({ lines }: Row, { item }: Wanted): string {
  const folded = item.toLowerCase();
  return lines.find((line) => line.toLowerCase().includes(folded) && line.length <= 60) ?? (item || (lines[0] ?? ''));
}

function explain(brief: Brief, title: string, { zh, en }: Reaction): string {
  return brief.say(`${zh}“${title}”`, `${en}: "${title}"`);
}

function completed(brief: Brief, sight: Sight, title: string, { zh, enDone }: Reaction): Outcome {
  const app = appName(brief);
  const text = brief.say(`已在${app}${zh}：${title}`, `${enDone} on ${app}: ${title}`);
  return done(sight, text, { details: { title } });
}

function already(brief: Brief, sight: Sight, title: string, { zh, enDone }: Reaction): Outcome {
  const app = appName(brief);
  const text = brief.say(`在${app}已经${zh}过了：${title}`, `${enDone} on ${app} before: ${title}`);
  return done(sight, text, { details: { title } });
}

function notDone(brief: Brief, { lines }: Row, { zh, en }: Reaction): Outcome {
  const title = lines[0] ?? '';
  const text = brief.say(`没有看到“${title}”${zh}成功`, `Nothing shows that it took: ${en.toLowerCase()} "${title}"`);
  return failed('SUBTASK_FAILED', text);
}
