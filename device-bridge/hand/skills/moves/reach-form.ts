// The way to the page where a new entry of some kind is made: the one that says "new contact", or the list of contacts with
// its "+"; at once, behind its own name, or on the page of what is the user's own.
import { formKindNames } from '@farhand/shared';
import type { Observation } from '../../../phone/phone.js';
import type { ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { findButton } from '../../reading/buttons.js';
import { findChoice } from '../../reading/choices.js';
import { isVisible, labelOf } from '../../reading/nodes.js';
import { clean, isSameText } from '../../reading/texts.js';
import { type Brief, type Skill, tap } from '../skill.js';
import { closePopups, enterNamed, scrollTo } from './find-way.js';
import { openMyPage } from './reach-own-page.js';

const pages = 3;
const verbsZh = ['新建', '新增', '添加', '创建', '增加', '添加新', '新建一个'];
const verbsEn = ['add', 'new', 'create', 'add new', 'add a', 'add a new', 'create new', 'create a', 'create a new'];
const byHand = ['手动添加', '手动输入', '手动填写', 'add manually', 'enter manually'];

/** A page that makes such entries, with its button in sight; nothing when the app shows no way to one. */
export function* reachList(brief: Brief, opened: Sight, what: string): Skill<Sight | undefined> {
  const makes = (screen: Observation) => makesNew(screen, what);
  const names = namesOf(what);
  const at = yield* enterNamed(brief, opened, names, makes, { least: 'same' });
  if (at) return at;
  const mine = yield* openMyPage(brief, opened);
  if (!mine) return undefined;
  const own = yield* closePopups(brief, mine);
  if (makes(own.screen)) return own;
  const entry = yield* scrollTo(brief, own, (screen) => findChoice(screen, names, { least: 'begins' }), pages);
  return entry && (yield* enterNamed(brief, entry.sight, names, makes, { least: 'begins' }));
}

/** From that page to the form itself. */
export function* openForm(
  brief: Brief,
  list: Sight,
  what: string,
  isForm: (screen: Observation) => boolean,
): Skill<Sight | undefined> {
  const add = addButton(list.screen, what);
  if (!add) return undefined;
  const wait = { until: isForm, limitMs: 4000 };
  const now = yield* tap(list, add, brief.say(`新建${what}`, `Begin a new ${what}`), wait);
  if (isForm(now.screen)) return now;
  const kind = findChoice(now.screen, [...byHand, ...newNames(what), ...namesOf(what)], {
    least: 'begins',
    except: (node) => node === add,
  });
  if (!kind) return undefined;
  const after = yield* tap(now, kind.node, brief.say(`选择“${kind.label}”`, `Choose "${kind.label}"`), wait);
  return isForm(after.screen) ? after : undefined;
}

export function makesNew(screen: Observation, what: string): boolean {
  return addButton(screen, what) !== undefined;
}

/** The button that says what it makes; on a page that is about such entries, any that makes something. */
function addButton(screen: Observation, what: string): ScreenNode | undefined {
  const named = findChoice(screen, newNames(what), { least: 'same' });
  if (named) return named.node;
  const names = namesOf(what);
  const isAbout = screen.tree.nodes.some(
    (node) =>
      isVisible(node) &&
      !node.editable &&
      node.bounds.bottom < screen.sizePx.heightPx / 5 &&
      names.some((name) => isSameText(clean(labelOf(node)), name)),
  );
  return isAbout ? findButton(screen, 'add') : undefined;
}

function newNames(what: string): string[] {
  return formKindNames(what).flatMap((name) =>
    (/\p{Script=Han}/u.test(name) ? verbsZh : verbsEn.map((verb) => `${verb} `)).map((verb) => verb + name),
  );
}

function namesOf(what: string): string[] {
  return formKindNames(what).flatMap((name) =>
    /\p{Script=Han}/u.test(name)
      ? [name, `我的${name}`, `常用${name}`, `${name}管理`, `管理${name}`]
      : [name, `my ${name}`],
  );
}
