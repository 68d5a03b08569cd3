// Small questions about nodes that every reader of a screen asks.
import type { PixelPoint } from '@farhand/shared';
import { areaPx, type Bounds, contains, type ScreenNode, type ScreenTree, subtree } from '../../phone/tree.js';

const listClasses = /(RecyclerView|ListView|GridView|ScrollView|ViewPager2?)$/;

export function isVisible(node: ScreenNode): boolean {
  return areaPx(node.bounds) > 0;
}

export function centreOf(bounds: Bounds): PixelPoint {
  return { x: Math.floor((bounds.left + bounds.right) / 2), y: Math.floor((bounds.top + bounds.bottom) / 2) };
}

export function widthPx(node: ScreenNode): number {
  return node.bounds.right - node.bounds.left;
}

export function heightPx(node: ScreenNode): number {
  return node.bounds.bottom - node.bounds.top;
}

/** What the node itself says: its text, else what a screen reader says. */
export function labelOf(node: ScreenNode): string {
  return (node.text || node.description).trim();
}

/** Everything said in the node's subtree, in reading order. */
export function wordsIn(node: ScreenNode): string[] {
  const words: string[] = [];
  for (const part of subtree(node)) {
    const label = labelOf(part);
    if (label !== '' && isVisible(part)) words.push(label);
  }
  return words;
}

/** Visible nodes for which `test` holds on their own label. */
export function labelled(tree: ScreenTree, test: (label: string, node: ScreenNode) => boolean): ScreenNode[] {
  return tree.nodes.filter((node) => isVisible(node) && test(labelOf(node), node));
}

/** Lists, grids and pages: what scrolls, what would if it held more, and what was read from a picture, which may. The innermost come last. */
export function containers(tree: ScreenTree, displayHeightPx: number): ScreenNode[] {
  return tree.nodes.filter(
    (node) =>
      (node.scrollable || listClasses.test(node.className) || isPainted(node)) && heightPx(node) > displayHeightPx / 4,
  );
}

function isPainted(node: ScreenNode): boolean {
  return node.source === 'tree' && node.children.some(({ source }) => source === 'ocr');
}

/** A touch on its middle meets it, or a part of it: nothing else that reacts lies over it. */
export function isOnTop(target: ScreenNode, tree: ScreenTree): boolean {
  const { x, y } = centreOf(target.bounds);
  let top: ScreenNode | undefined;
  for (const node of tree.nodes) if ((node.clickable || node.editable) && contains(node.bounds, x, y)) top = node;
  return top !== undefined && isInside(top, target);
}

export function isInside(node: ScreenNode, ancestor: ScreenNode): boolean {
  for (let current: ScreenNode | undefined = node; current; current = current.parent) {
    if (current === ancestor) return true;
  }
  return false;
}
