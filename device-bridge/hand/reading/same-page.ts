// Whether two looks show the same page, details apart. A page is known by the set of things on it: kind, name and words
// of every visible node, without where they are.
import type { Observation } from '../../phone/phone.js';
import { isVisible } from './nodes.js';

export function pageOf({ packageName, tree }: Pick<Observation, 'packageName' | 'tree'>): ReadonlySet<string> {
  const things = new Set([packageName]);
  for (const node of tree.nodes) {
    if (!isVisible(node)) continue;
    things.add([node.className, node.resourceId, node.text, node.description].join('|'));
  }
  return things;
}

/** From 0, nothing in common, to 1, the same: the things on both, of all on either (Jaccard). */
export function sharedPart(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const thing of a) if (b.has(thing)) shared += 1;
  return shared / (a.size + b.size - shared);
}
