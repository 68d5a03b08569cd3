// The field that a text is written in: the largest on the page. Fields to search with or to comment in are none.
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import { heightPx, isVisible } from './nodes.js';

const otherPurpose = /(搜索|查找|评论|回复|search|find|comment|reply)/i;

/** The tallest first. */
export function writingFields({ tree }: Observation): ScreenNode[] {
  const fields = tree.nodes.filter(
    (node) =>
      node.editable && isVisible(node) && !node.password && !otherPurpose.test(`${node.hint} ${node.description}`),
  );
  return fields.sort((a, b) => heightPx(b) - heightPx(a));
}
