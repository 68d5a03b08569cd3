// Puts what a page shows into one of the user's lists: marks it on the sheet of lists that the app's own button opens, or
// takes the entry of that name from the page or its menu (稍后再看).
import type { Observation } from '../../../phone/phone.js';
import { clickTarget, type ScreenNode, subtree } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { findButton } from '../../reading/buttons.js';
import { findChoice, findChoices } from '../../reading/choices.js';
import { isVisible } from '../../reading/nodes.js';
import { toastsOf } from '../../reading/notices.js';
import { type Brief, done, failed, type Outcome, press, type Skill, tap } from '../skill.js';
import { appName } from './find-way.js';

const addedWords = /(已?添加|已?加入|已?收藏|成功|added|saved)/i;
const kindOfList = /(收藏夹|列表|清单|歌单|播放列表|专辑|文件夹|folder|list|playlist|collection)$/i;

/** `list` empty: the first one that the sheet offers, which is the usual one. */
export function* putIntoList(brief: Brief, page: Sight, title: string, list: string): Skill<Outcome> {
  const names = namesOf(list);
  const sheet = isSheet(page.screen) ? page : yield* openSheet(brief, page);
  if (sheet && isSheet(sheet.screen)) {
    const row = rowsOf(sheet.screen).find((node) => names.length === 0 || nameFits(sheet.screen, node, names));
    if (row) return yield* mark(brief, sheet, row, title, list);
  }
  const from = sheet ? yield* press('back', brief.say('关闭列表', 'Close the lists')) : page;
  return (yield* takeEntry(brief, from, names, title, list)) ?? noList(brief, title, list);
}

function namesOf(list: string): string[] {
  const bare = list.replaceAll(/["“”'《》「」]/g, '').trim();
  const short = bare.replace(kindOfList, '').trim();
  return [bare, short].filter((name, index, all) => name !== '' && all.indexOf(name) === index);
}

function* openSheet(brief: Brief, page: Sight): Skill<Sight | undefined> {
  const button = findButton(page.screen, 'favourite');
  if (!button) return undefined;
  // An app without lists keeps it at once: that is no list of this name.
  const now = yield* tap(page, button, brief.say('打开收藏夹', 'Open the lists'), { until: isSheet, limitMs: 2500 });
  return isSheet(now.screen) ? now : undefined;
}

function isSheet(screen: Observation): boolean {
  return rowsOf(screen).length > 0 && findButton(screen, 'confirm') !== undefined;
}

/** Marks with something to tap around them. */
function rowsOf({ tree }: Observation): ScreenNode[] {
  const boxes = tree.nodes.filter((node) => node.checkable && isVisible(node));
  return boxes.flatMap((box) => clickTarget(box.parent) ?? clickTarget(box) ?? []);
}

function nameFits(screen: Observation, row: ScreenNode, names: readonly string[]): boolean {
  const chosen = findChoice(screen, names, { least: 'begins', except: (node) => node !== row });
  return chosen?.node === row;
}

function isMarked(row: ScreenNode): boolean {
  return [...subtree(row)].some(({ checked }) => checked);
}

function* mark(brief: Brief, sheet: Sight, row: ScreenNode, title: string, list: string): Skill<Outcome> {
  let now = sheet;
  if (!isMarked(row)) {
    const isSet = (screen: Observation) =>
      rowsOf(screen).some((node) => node.bounds.top === row.bounds.top && isMarked(node));
    now = yield* tap(now, row, brief.say(`选中${list || '默认收藏夹'}`, `Mark ${list || 'the usual list'}`), {
      until: isSet,
      limitMs: 2000,
    });
    if (!isSet(now.screen)) return noList(brief, title, list);
  }
  const button = findButton(now.screen, 'confirm');
  const closed = (screen: Observation) => !isSheet(screen);
  if (button) now = yield* tap(now, button, brief.say('完成', 'Confirm'), { until: closed, limitMs: 3000 });
  return closed(now.screen) ? put(brief, now, title, list) : noList(brief, title, list);
}

/** On the page itself, else behind its menu. */
function* takeEntry(
  brief: Brief,
  page: Sight,
  names: readonly string[],
  title: string,
  list: string,
): Skill<Outcome | undefined> {
  const entryOf = (screen: Observation) => findChoices(screen, names, { least: 'same' })[0];
  let now = page;
  const menu = entryOf(now.screen) ? undefined : findButton(now.screen, 'openMenu');
  if (menu) {
    const until = (screen: Observation) => entryOf(screen) !== undefined;
    now = yield* tap(now, menu, brief.say('打开更多操作', 'Open the menu'), { until, limitMs: 2500 });
  }
  const entry = entryOf(now.screen);
  if (!entry && isListed(now.screen, names)) return put(brief, now, title, list);
  if (!entry) return undefined;
  const isAdded = ({ tree }: Observation) => toastsOf(tree).some((text) => addedWords.test(text));
  const until = (screen: Observation) => isAdded(screen) || entryOf(screen) === undefined;
  const after = yield* tap(now, entry.node, brief.say(`选择“${entry.label}”`, `Choose "${entry.label}"`), {
    until,
    limitMs: 3000,
  });
  if (isAdded(after.screen)) return put(brief, after, title, list);
  const outcome = put(brief, after, title, list);
  if (outcome.kind !== 'done') return outcome;
  // The menu only closed: nothing shows that it was taken.
  const { verified: _, ...unproved } = outcome;
  return unproved;
}

/** The menu offers to take it out again: it is in the list. */
function isListed(screen: Observation, names: readonly string[]): boolean {
  const outs = names.flatMap((name) => [`移出${name}`, `从${name}移除`, `取消${name}`, `remove from ${name}`]);
  return findChoices(screen, outs, { least: 'same' }).length > 0;
}

function put(brief: Brief, sight: Sight, title: string, list: string): Outcome {
  const app = appName(brief);
  const where = list === '' ? brief.say('收藏', 'the favourites') : list;
  const text = brief.say(`已在${app}把“${title}”放进${where}`, `Put "${title}" into ${where} on ${app}`);
  return done(sight, text, { details: { title, list: where } });
}

function noList(brief: Brief, title: string, list: string): Outcome {
  const zh = `没能把“${title}”放进${list || '收藏'}`;
  return failed('SUBTASK_FAILED', brief.say(zh, `"${title}" could not be put into ${list || 'the favourites'}`));
}
