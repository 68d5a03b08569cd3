// People and groups that a search or a chat list shows, and whether one of them is meant: under exactly that name or
// alias, in the other script (Zhang San is 张三, Mom is 妈妈), or only perhaps: 张三丰 and 张三（物业） are not 张三, nor is
// Lisa Wong whoever is called Lisa.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode, type ScreenTree } from '../../phone/tree.js';
import { isSameKin } from './family-words.js';
import { isVisible, labelOf, wordsIn } from './nodes.js';
import { clean, foldText } from './texts.js';
import { isReadAs } from './two-scripts.js';

export interface Person {
  /** What to tap. */
  readonly node: ScreenNode;
  /** As the app shows it. */
  readonly name: string;
  /** What else the row says, to tell equal names apart. */
  readonly about: string;
}

/** The candidates of the best kind that the screen has. */
export interface People {
  readonly candidates: readonly Person[];
  /** name: each goes by the name that was said; kin: by another word for the same of a family; else only perhaps. */
  readonly by: 'name' | 'kin' | 'perhaps';
}

/**
 * How well a label fits a name: the same, another word for the same of a family, one whole word of it (Lisa in Lisa Wong),
 * a part, or only found by the app.
 */
type Fit = 'same' | 'kin' | 'word' | 'part' | 'suggested';
const fits: readonly Fit[] = ['same', 'kin', 'word', 'part', 'suggested'];

// Headings of a search page: rows below the first kind are no people, rows below the second are.
const otherGroups =
  /^(聊天记录|搜一搜|搜索网络结果|公众号|小程序|文章|朋友圈|文件|表情|chat history|messages?|articles?|mini programs?|official accounts?)$/i;
const peopleGroups =
  /^(联系人|最常使用|群聊|常用联系人|好友|contacts?|most used|frequently contacted|group chats?|groups?|people|friends)$/i;
const aliasWords = /^(昵称|备注|备注名|微信号|群昵称|别名|alias|nickname|remark|name)\s*[:：]\s*(.+)$/i;

const longestName = 24;
/** A group's name may carry how many are in it: three at least. 张三（2） is somebody else than 张三. */
const memberCount = /\((?:[3-9]|\d{2,})\)$/;

/** Who of the rows on the screen could be meant by `name`. */
export function findPeople(screen: Observation, name: string): People {
  const found = new Map<ScreenNode, { fit: Fit; person: Person }>();
  const groupOf = headingsOf(screen.tree);
  for (const node of screen.tree.nodes) {
    const label = clean(node.text);
    const row = clickTarget(node);
    if (label === '' || !isVisible(node) || node.editable || !row || row.editable) continue;
    const group = groupOf(node);
    if (group === 'other') continue;
    const fit = fitOf(label, name) ?? (group === 'people' && isFirstText(node, row) ? 'suggested' : undefined);
    const known = found.get(row);
    if (!fit || (known && fits.indexOf(known.fit) <= fits.indexOf(fit))) continue;
    found.set(row, { fit, person: personOf(row, label) });
  }
  for (const fit of fits) {
    const candidates = [...found.values()].filter((entry) => entry.fit === fit).map(({ person }) => person);
    if (candidates.length > 0) return { candidates, by: fit === 'same' ? 'name' : fit === 'kin' ? 'kin' : 'perhaps' };
  }
  return { candidates: [], by: 'perhaps' };
}

/** Whether a label is that name: the same, in the other script, or another word for the same of a family. */
export function isCalled(label: string, name: string): boolean {
  const fit = fitOf(clean(label), name);
  return fit === 'same' || fit === 'kin';
}

/** Whether a label may be asked about for that name: it is called so, or the name is a word of it (Lisa of Lisa Wong). */
export function goesBy(label: string, name: string): boolean {
  return isCalled(label, name) || fitOf(clean(label), name) === 'word';
}

/** Whether the screen names somebody who could be meant, beyond what the app merely suggests. */
export function namesSomebody(screen: Observation, name: string): boolean {
  return screen.tree.nodes.some((node) => isVisible(node) && !node.editable && fitOf(clean(node.text), name));
}

function fitOf(label: string, name: string): Exclude<Fit, 'suggested'> | undefined {
  const shown = aliasWords.exec(label)?.[2] ?? label;
  const folded = foldText(shown).replace(memberCount, '');
  const wanted = foldText(name).replace(memberCount, '');
  if (folded === '' || wanted === '') return undefined;
  if (folded === wanted || isReadAs(shown, name) || isReadAs(name, shown)) return 'same';
  if (isSameKin(folded, wanted)) return 'kin';
  if (shown.length > longestName) return undefined;
  const words = new Set(
    clean(shown)
      .toLowerCase()
      .split(/[\s._-]+/),
  );
  if (
    /^[a-z]/i.test(name) &&
    clean(name)
      .toLowerCase()
      .split(' ')
      .every((word) => words.has(word))
  )
    return 'word';
  return folded.includes(wanted) ? 'part' : undefined;
}

function personOf(row: ScreenNode, label: string): Person {
  const words = wordsIn(row).map(clean);
  const name = aliasWords.test(label) ? (firstText(row) ?? label) : label;
  const about = words.filter((word) => word !== name && !word.startsWith(name)).slice(0, 2);
  return { node: row, name, about: about.join(' · ') };
}

function firstText(row: ScreenNode): string | undefined {
  const texts = [...row.children.flatMap((child) => [child, ...child.children])].map(({ text }) => clean(text));
  return texts.find((text) => text !== '' && !aliasWords.test(text));
}

function isFirstText(node: ScreenNode, row: ScreenNode): boolean {
  return firstText(row) === clean(node.text) || node === row;
}

/** The kind of the heading that a node stands under, if any. */
function headingsOf(tree: ScreenTree): (node: ScreenNode) => 'people' | 'other' | undefined {
  const headings = tree.nodes.filter((node) => {
    const label = labelOf(node);
    return isVisible(node) && (otherGroups.test(label) || peopleGroups.test(label));
  });
  return (node) => {
    let last: ScreenNode | undefined;
    for (const heading of headings) {
      const isAbove = heading.bounds.bottom <= node.bounds.top + 2;
      if (isAbove && (!last || heading.bounds.top >= last.bounds.top)) last = heading;
    }
    if (!last) return undefined;
    return otherGroups.test(labelOf(last)) ? 'other' : 'people';
  };
}
