// What of a window can be seen: its views with their visible bounds, each clipped to all of its parents. Input
// dispatch, page source and selectors all look at this one tree, so they agree on what is where.
import { clip, contains, isEmpty } from '../ui/geometry.js';
import type { Rect, View } from '../ui/view.js';

export interface Window {
  readonly id: number;
  readonly packageName: string;
  readonly root: View;
  /** The window forbids screenshots. */
  readonly isSecure: boolean;
}

export interface VisibleNode {
  readonly view: View;
  readonly window: Window;
  readonly visible: Rect;
  /** Position among the parent's children, hidden ones included. */
  readonly index: number;
  readonly parent: VisibleNode | undefined;
  readonly children: readonly VisibleNode[];
  /** Children of an opaque view: touches meet them, accessibility does not see them. */
  readonly inside: readonly VisibleNode[];
}

/** Undefined when nothing of the window is on screen. */
export function visibleTree(window: Window, screen: Rect): VisibleNode | undefined {
  return visibleNode(window, window.root, screen, 0, undefined);
}

function visibleNode(
  window: Window,
  view: View,
  bounds: Rect,
  index: number,
  parent: VisibleNode | undefined,
): VisibleNode | undefined {
  const visible = clip(view.bounds, bounds);
  if (isEmpty(visible)) return undefined;
  const children: VisibleNode[] = [];
  const inside: VisibleNode[] = [];
  const node: VisibleNode = { view, window, visible, index, parent, children, inside };
  const place = view.isOpaque === true ? inside : children;
  view.children?.forEach((child, childIndex) => {
    const childNode = visibleNode(window, child, visible, childIndex, node);
    if (childNode !== undefined) place.push(childNode);
  });
  return node;
}

/** What accessibility sees of the node and below it, in document order, which is also the order of painting. */
export function* nodesOf(node: VisibleNode | undefined): Generator<VisibleNode> {
  if (node === undefined) return;
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}

/** As `nodesOf`, with what opaque views hide from accessibility. */
export function* touchableNodesOf(node: VisibleNode | undefined): Generator<VisibleNode> {
  if (node === undefined) return;
  yield node;
  for (const child of [...node.children, ...node.inside]) yield* touchableNodesOf(child);
}

/** The topmost node under a point that satisfies the condition. */
export function topmostAt(
  root: VisibleNode | undefined,
  x: number,
  y: number,
  condition: (view: View) => boolean,
): VisibleNode | undefined {
  let found: VisibleNode | undefined;
  for (const node of touchableNodesOf(root)) {
    if (contains(node.visible, x, y) && condition(node.view)) found = node;
  }
  return found;
}

export function isEditField(view: View): boolean {
  return view.onText !== undefined;
}

export function isClickable(view: View): boolean {
  return view.clickable ?? (view.onTap !== undefined || isEditField(view));
}

export function centreOf(node: VisibleNode): { x: number; y: number } {
  const [left, top, right, bottom] = node.visible;
  return { x: Math.floor((left + right) / 2), y: Math.floor((top + bottom) / 2) };
}
