// What a page says, fact by fact: each text with what stands beside it on the same height ("还款日 每月 10 日"), prose by
// its lines, fields by what is written in them. Bars at the top and the bottom are no facts.
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import { linesOf } from './lines.js';
import { isVisible } from './nodes.js';

const topShare = 0.085;
const bottomShare = 0.91;
const longestLabel = 12;

export function pageFacts({ tree, sizePx }: Observation): string[] {
  const top = sizePx.heightPx * topShare;
  const bottom = sizePx.heightPx * bottomShare;
  const lines = tree.roots
    .flatMap((root) => linesOf(root))
    .filter(({ bounds }) => bounds.bottom > top && bounds.top < bottom);
  const fields = tree.nodes.filter((node) => isWritten(node) && node.bounds.bottom > top);
  const said = lines.map(({ text, bounds }) => ({ text, bounds }));
  const written = fields.map(({ text, bounds }) => ({ text, bounds }));
  const all = [...said, ...written].sort((a, b) => a.bounds.top - b.bounds.top || a.bounds.left - b.bounds.left);
  return all
    .flatMap(({ text, bounds }) => {
      const beside = all.find(
        (other) =>
          other.bounds.right <= bounds.left + 8 &&
          Math.min(other.bounds.bottom, bounds.bottom) - Math.max(other.bounds.top, bounds.top) >
            (bounds.bottom - bounds.top) * 0.5,
      );
      const label = beside && beside.text.length <= longestLabel && text.length <= 40 ? `${beside.text} ` : '';
      return text.split('\n').map((line, index) => (index === 0 ? `${label}${line}` : line).trim());
    })
    .filter((line) => line !== '');
}

/** The longest text of the page: a post, a recipe, a note. */
export function pageBody({ tree }: Observation): string {
  const texts = tree.nodes.filter((node) => isVisible(node) && !node.password).map(({ text }) => text.trim());
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

function isWritten(node: ScreenNode): boolean {
  return node.editable && !node.password && isVisible(node) && node.text !== '' && node.text !== node.hint;
}
