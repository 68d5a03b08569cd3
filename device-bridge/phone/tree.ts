// The screen as a tree of nodes, read from the page source that UiAutomator2 gives. Bounds are display pixels, clipped
// to what is visible through every ancestor; a node that is clipped away entirely keeps empty bounds.
import type { SizePx } from '@farhand/shared';
import { DOMParser, type Element } from '@xmldom/xmldom';

export interface Bounds {
  readonly left: number;
  readonly top: number;
  /** Exclusive, as bottom is. */
  readonly right: number;
  readonly bottom: number;
}

export interface ScreenNode {
  /** Place in document order, 0 first. Means nothing on another screen. */
  readonly index: number;
  readonly className: string;
  readonly packageName: string;
  /** What is written; empty while an edit field only shows its hint. */
  readonly text: string;
  /** content-desc: what a screen reader says. */
  readonly description: string;
  readonly hint: string;
  readonly resourceId: string;
  readonly bounds: Bounds;
  /** As the app laid it out, before clipping. */
  readonly fullBounds: Bounds;
  readonly clickable: boolean;
  readonly longClickable: boolean;
  readonly scrollable: boolean;
  readonly checkable: boolean;
  readonly checked: boolean;
  readonly selected: boolean;
  readonly focused: boolean;
  readonly enabled: boolean;
  readonly password: boolean;
  /** An edit field. */
  readonly editable: boolean;
  /** `ocr`: read from the picture, where the app says nothing of what it shows. Never more to be trusted than the tree. */
  readonly source: 'tree' | 'ocr';
  /** How sure the reading is, 0 to 1; 1 for what the app says itself. */
  readonly confidence: number;
  readonly parent: ScreenNode | undefined;
  readonly children: readonly ScreenNode[];
}

export interface ScreenTree {
  /** One per window, in the order of the source. */
  readonly roots: readonly ScreenNode[];
  /** All nodes in document order. */
  readonly nodes: readonly ScreenNode[];
  /** Package of the largest window that is not a system bar. */
  readonly packageName: string;
  /** Quarter turns from the natural orientation, 0 to 3. */
  readonly rotation: number;
}

const nowhere: Bounds = { left: 0, top: 0, right: 0, bottom: 0 };

/** Reads a page source. Throws when it is not XML or holds no hierarchy. */
export function parseTree(source: string, display: SizePx): ScreenTree {
  const hierarchy = parseXml(source);
  const nodes: ScreenNode[] = [];
  const screen: Bounds = { left: 0, top: 0, right: display.widthPx, bottom: display.heightPx };
  const roots = childElements(hierarchy).map((element) => readNode(element, undefined, screen, nodes));
  const rotation = Number(hierarchy.getAttribute('rotation') ?? 0) || 0;
  return { roots, nodes, rotation, packageName: foregroundPackage(roots) };
}

function parseXml(source: string): Element {
  const problems: string[] = [];
  const parser = new DOMParser({
    onError: (level, message) => level !== 'warning' && problems.push(message),
    // As XML 1.0 has it (2.11): the parser's own way, that of XML 1.1, also turns U+0085 and U+2028 into line feeds.
    normalizeLineEndings: (text) => text.replaceAll(/\r\n?/g, '\n'),
  });
  const root = parser.parseFromString(source, 'text/xml').documentElement;
  if (root?.tagName !== 'hierarchy' || problems.length > 0) {
    throw new Error(`The page source is not a view hierarchy: ${problems[0] ?? `it begins with <${root?.tagName}>`}`);
  }
  return root;
}

type MutableNode = { -readonly [K in keyof ScreenNode]: ScreenNode[K] } & { children: ScreenNode[] };

function readNode(element: Element, parent: ScreenNode | undefined, visible: Bounds, nodes: ScreenNode[]): ScreenNode {
  const attribute = (name: string): string => element.getAttribute(name) ?? '';
  const flag = (name: string): boolean => attribute(name) === 'true';
  // What says no place has none: a toast, which would otherwise cover whatever lies under it.
  const fullBounds = parseBounds(attribute('bounds')) ?? nowhere;
  const className = attribute('class') || element.tagName;
  const showsHint = flag('showing-hint');
  const node: MutableNode = {
    index: nodes.length,
    className,
    packageName: attribute('package'),
    text: showsHint ? '' : attribute('text'),
    description: attribute('content-desc'),
    hint: attribute('hint') || (showsHint ? attribute('text') : ''),
    resourceId: attribute('resource-id'),
    bounds: intersect(fullBounds, visible),
    fullBounds,
    clickable: flag('clickable'),
    longClickable: flag('long-clickable'),
    scrollable: flag('scrollable'),
    checkable: flag('checkable'),
    checked: flag('checked'),
    selected: flag('selected'),
    focused: flag('focused'),
    enabled: attribute('enabled') !== 'false',
    password: flag('password'),
    editable: className.endsWith('EditText') || className.endsWith('AutoCompleteTextView'),
    source: 'tree',
    confidence: 1,
    parent,
    children: [],
  };
  nodes.push(node);
  for (const child of childElements(element)) node.children.push(readNode(child, node, node.bounds, nodes));
  return node;
}

function childElements(element: Element): Element[] {
  const children: Element[] = [];
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === child.ELEMENT_NODE) children.push(child as Element);
  }
  return children;
}

/** `[left,top][right,bottom]`, as Android prints a rectangle. */
export function parseBounds(text: string): Bounds | undefined {
  const match = /^\[(-?\d+),(-?\d+)\]\[(-?\d+),(-?\d+)\]$/.exec(text);
  if (!match) return undefined;
  const [left = 0, top = 0, right = 0, bottom = 0] = match.slice(1).map(Number);
  return { left, top, right: Math.max(left, right), bottom: Math.max(top, bottom) };
}

export function intersect(a: Bounds, b: Bounds): Bounds {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  return {
    left,
    top,
    right: Math.max(left, Math.min(a.right, b.right)),
    bottom: Math.max(top, Math.min(a.bottom, b.bottom)),
  };
}

export function areaPx(bounds: Bounds): number {
  return (bounds.right - bounds.left) * (bounds.bottom - bounds.top);
}

export function contains(bounds: Bounds, x: number, y: number): boolean {
  return x >= bounds.left && x < bounds.right && y >= bounds.top && y < bounds.bottom;
}

/** The node that a touch at a pixel meets: the last, deepest one in document order that covers it. */
export function nodeAt(tree: ScreenTree, x: number, y: number): ScreenNode | undefined {
  let found: ScreenNode | undefined;
  for (const node of tree.nodes) if (contains(node.bounds, x, y)) found = node;
  return found;
}

/** The node itself or its nearest ancestor that reacts to taps. */
export function clickTarget(node: ScreenNode | undefined): ScreenNode | undefined {
  for (let current = node; current; current = current.parent) if (current.clickable || current.editable) return current;
  return undefined;
}

/** The node and everything below it, in document order. */
export function* subtree(node: ScreenNode): Generator<ScreenNode> {
  yield node;
  for (const child of node.children) yield* subtree(child);
}

function foregroundPackage(roots: readonly ScreenNode[]): string {
  const apps = roots.filter((root) => root.packageName !== 'com.android.systemui');
  const candidates = apps.length > 0 ? apps : roots;
  let largest: ScreenNode | undefined;
  for (const root of candidates) if (!largest || areaPx(root.bounds) > areaPx(largest.bounds)) largest = root;
  return largest?.packageName ?? '';
}
