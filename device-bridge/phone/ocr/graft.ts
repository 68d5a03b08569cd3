// A tree with what was read from the picture below the surfaces it was read on. The tree given stays as it is.
import type { ScreenNode, ScreenTree } from '../tree.js';
import type { Piece } from './layout.js';

/** What pieces are called where a tree names a class. */
export const groundClass = 'ocr.Ground';
export const lineClass = 'ocr.Line';

type Growing = Omit<ScreenNode, 'children'> & { readonly children: Growing[] };

export function graft(tree: ScreenTree, pieces: ReadonlyMap<ScreenNode, readonly Piece[]>): ScreenTree {
  const nodes: ScreenNode[] = [];
  const copy = (node: ScreenNode, parent: Growing | undefined): Growing => {
    const grown: Growing = { ...node, index: nodes.length, parent, children: [] };
    nodes.push(grown);
    for (const child of node.children) grown.children.push(copy(child, grown));
    for (const piece of pieces.get(node) ?? []) grown.children.push(nodeOf(piece, grown, nodes));
    return grown;
  };
  const roots = tree.roots.map((root) => copy(root, undefined));
  return { ...tree, roots, nodes };
}

function nodeOf(piece: Piece, parent: Growing, nodes: ScreenNode[]): Growing {
  const node: Growing = {
    index: nodes.length,
    className: piece.text === '' ? groundClass : lineClass,
    packageName: parent.packageName,
    text: piece.text,
    description: '',
    hint: '',
    resourceId: '',
    bounds: piece.bounds,
    fullBounds: piece.bounds,
    clickable: piece.clickable,
    longClickable: false,
    scrollable: false,
    checkable: false,
    checked: false,
    selected: false,
    focused: false,
    enabled: true,
    password: false,
    editable: false,
    source: 'ocr',
    confidence: piece.confidence,
    parent,
    children: [],
  };
  nodes.push(node);
  for (const child of piece.children) node.children.push(nodeOf(child, node, nodes));
  return node;
}
