// What families call one another, in both languages: "我妈" is 妈妈 in one address book, 老妈 or Mom in another. A grandmother
// of one side is not the one of the other: words that mean either stand in both rows, and then both fit.
import { foldText } from './texts.js';

const families: readonly (readonly string[])[] = [
  ['妈妈', '妈', '老妈', '妈咪', '母亲', '老母亲', 'mom', 'mum', 'mama', 'mother', 'mommy', 'mummy'],
  ['爸爸', '爸', '老爸', '父亲', '老父亲', 'dad', 'papa', 'father', 'daddy'],
  ['老婆', '妻子', '媳妇', '爱人', '太太', 'wife'],
  ['老公', '丈夫', '爱人', '先生', 'husband'],
  ['爷爷', 'grandpa', 'grandfather', 'granddad'],
  ['外公', '姥爷', 'grandpa', 'grandfather', 'granddad'],
  ['奶奶', 'grandma', 'grandmother', 'granny'],
  ['外婆', '姥姥', 'grandma', 'grandmother', 'granny'],
  ['哥哥', '哥', '老哥', '大哥', 'brother'],
  ['弟弟', '弟', '老弟', 'brother'],
  ['姐姐', '姐', '老姐', '大姐', 'sister'],
  ['妹妹', '妹', '老妹', 'sister'],
  ['儿子', 'son'],
  ['女儿', '闺女', 'daughter'],
];
const mine = /^(?:我家的?|咱家的?|我的?|咱的?|俺的?|my(?=[a-z]))(?=.)/u;

/** Whether both are words for the same person of a family: 我妈 and 妈妈, Mom and 老妈. */
export function isSameKin(a: string, b: string): boolean {
  const [one, other] = [plainKin(a), plainKin(b)];
  return families.some((words) => words.includes(one) && words.includes(other));
}

/** Other words for whom a family word means, to look for; none for any other name. */
export function otherKinWords(name: string): string[] {
  const plain = plainKin(name);
  const words = new Set(families.filter((family) => family.includes(plain)).flat());
  // A list that is searched for 妈 shows 妈妈 and 老妈, too.
  const all = [...words];
  return all.filter((word) => word !== foldText(name) && !all.some((part) => part !== word && word.includes(part)));
}

/** "我妈" without whose it is. */
function plainKin(name: string): string {
  return foldText(name).replace(mine, '');
}
