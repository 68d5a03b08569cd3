// Random grammar trees that the engine and xgrammar read as the same language: texts of any characters, and classes of
// ASCII ones, as xgrammar 0.1.27 reads classes of other characters as ASCII.

import type { GrammarTree } from './grammar-tree.js';
import type { Random } from './random.js';

const TEXTS = ['a', 'ab', 'aba', '12', '京东', '手', '{"', '":"', 'open'];
const CLASSES = [
  ['a', 'b'],
  ['1', '2', '3'],
  ['"', '{', '}'],
  ['a', '1', ' '],
];

export function asciiTree(random: Random, depth = 0): GrammarTree {
  const items = () => Array.from({ length: 1 + random.below(3) }, () => asciiTree(random, depth + 1));
  const kind = random.below(depth < 4 ? 6 : 2);
  if (kind === 0) return { kind: 'text', text: TEXTS[random.below(TEXTS.length)] ?? '' };
  if (kind === 1) return { kind: 'class', characters: CLASSES[random.below(CLASSES.length)] ?? [] };
  if (kind === 2) return { kind: 'choice', items: items() };
  if (kind === 3) {
    const least = random.below(3);
    const most = random.below(2) === 0 ? undefined : least + 1 + random.below(4);
    // In brackets of its own: xgrammar takes one sign of repetition after another for a mistake.
    const item: GrammarTree = { kind: 'sequence', items: [asciiTree(random, depth + 1)] };
    return { kind: 'repeat', item, least, most };
  }
  if (kind === 4) return { kind: 'nest', item: asciiTree(random, depth + 1) };
  return { kind: 'sequence', items: items() };
}
