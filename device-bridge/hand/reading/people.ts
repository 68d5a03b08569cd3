// People and groups that a search or a chat list shows, and whether one of them is meant.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode, type ScreenTree } from '../../phone/tree.js';
import { isVisible, labelOf, wordsIn } from './nodes.js';
import { clean, foldText } from './texts.js';

export interface Person {
  /** What to tap. */
  readonly node: ScreenNode;
  /** As the app shows it. */
  readonly name: string;
  /** What else the row says, to tell equal names apart. */
  readonly about: string;
}

export interface People {
  /** Shown under exactly this name, or with it as their alias. */
  readonly exact: readonly Person[];
  /** Shown under a longer name that holds it. */
  readonly similar: readonly Person[];
}

// Groups of a search page whose rows are no people: what was said, and what is on the web.
const otherGroups =
  /^(聊天记录|搜一搜|搜索网络结果|公众号|小程序|文章|朋友圈|文件|表情|chat history|messages?|articles?|mini programs?|official accounts?)$/i;
const peopleGroups =
  /^(联系人|最常使用|群聊|常用联系人|好友|contacts?|most used|frequently contacted|group chats?|groups?|people|friends)$/i;
const aliasWords = /^(昵称|备注|备注名|微信号|群昵称|别名|alias|nickname|remark|name)\s*[:：]\s*(.+)$/i;

/** Who of the rows on the screen could be meant by `name`. */
export function findPeople(screen: Observation, name: string): People {
  const exact = new Map<ScreenNode, Person>();
  const similar = new Map<ScreenNode, Person>();
  const excluded = rowsOfOtherGroups(screen.tree);
  for (const node of screen.tree.nodes) {
    const label = labelOf(node);
    if (label === '' || !isVisible(node) || node.editable) continue;
    const row = clickTarget(node);
    if (!row || row.editable || excluded(node)) continue;
    const how = compare(label, name);
    if (how === 'exact' && !exact.has(row)) exact.set(row, personOf(row, label));
    if (how === 'similar' && !similar.has(row)) similar.set(row, personOf(row, label));
  }
  return { exact: [...exact.values()], similar: [...similar.values()].filter(({ node }) => !exact.has(node)) };
}

function compare(label: string, name: string): 'exact' | 'similar' | undefined {
  const wanted = foldText(name);
  if (foldText(label) === wanted) return 'exact';
  const alias = aliasWords.exec(clean(label))?.[2];
  if (alias !== undefined && foldText(alias) === wanted) return 'exact';
  return label.length <= 24 && foldText(label).includes(wanted) ? 'similar' : undefined;
}

function personOf(row: ScreenNode, label: string): Person {
  const words = wordsIn(row).map(clean);
  const isAlias = aliasWords.test(clean(label));
  const name = isAlias ? (words.find((word) => !aliasWords.test(word)) ?? label) : label;
  const about = words
    .filter((word) => word !== clean(name))
    .slice(0, 2)
    .join(' · ');
  return { node: row, name: clean(name), about };
}

/** Whether a node stands under a heading whose rows are no people. */
function rowsOfOtherGroups(tree: ScreenTree): (node: ScreenNode) => boolean {
  const headings = tree.nodes.filter((node) => {
    const label = labelOf(node);
    return isVisible(node) && (otherGroups.test(label) || peopleGroups.test(label));
  });
  return (node) => {
    const above = headings.filter(({ bounds }) => bounds.bottom <= node.bounds.top + 2);
    const last = above.reduce<ScreenNode | undefined>(
      (nearest, heading) => (!nearest || heading.bounds.top >= nearest.bounds.top ? heading : nearest),
      undefined,
    );
    return last !== undefined && otherGroups.test(labelOf(last));
  };
}
