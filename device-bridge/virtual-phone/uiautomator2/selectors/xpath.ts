// XPath over the page source. The real server speaks XPath 2; fontoxpath covers it.
import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import fontoxpath from 'fontoxpath';
import type { Phone } from '../../device/phone.js';
import { nodesOf, type VisibleNode } from '../../device/visible-tree.js';
import { invalidSelector } from '../errors.js';
import { indexAttribute, pageSource } from '../page-source.js';

export function findByXPath(phone: Phone, expression: string, context: VisibleNode | undefined): VisibleNode[] {
  const root = phone.activeTree();
  const nodes = [...nodesOf(root)];
  const xml = pageSource(root === undefined ? [] : [root], {
    screen: phone.screenBounds,
    toasts: [],
    isNumbered: true,
  });
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const start: Node = context === undefined ? document : (elementAt(document, positionOf(nodes, context)) ?? document);
  let found: unknown;
  try {
    found = fontoxpath.evaluateXPath(expression, start, null, null, fontoxpath.ReturnType.ALL_RESULTS);
  } catch (error) {
    throw invalidSelector((error as Error).message);
  }
  return (found as Partial<Element>[]).flatMap((item) => {
    const position = item?.getAttribute?.(indexAttribute);
    const node = position ? nodes[Number(position)] : undefined;
    return node === undefined ? [] : [node];
  });
}

function positionOf(nodes: readonly VisibleNode[], context: VisibleNode): number {
  return nodes.findIndex((node) => node.view.key === context.view.key);
}

function elementAt(document: Node, position: number): Node | null {
  return fontoxpath.evaluateXPathToFirstNode(`//*[@${indexAttribute}="${position}"]`, document) as Node | null;
}
