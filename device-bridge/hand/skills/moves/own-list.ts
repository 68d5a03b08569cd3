// Pages that list articles of the user's own, the cart and the favourites: known by their heading, read by titles.
import type { Observation } from '../../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../../phone/tree.js';
import { isVisible, labelOf } from '../../reading/nodes.js';
import { foldText } from '../../reading/texts.js';

const headingShare = 0.2;
/** Of a title, so many characters tell one line from another. */
const shortestLine = 6;
/** How many there are. */
const count = /\s*[(（]?\d*[)）]?$/;

/** A heading that says so, and is no way to it. */
export function isHeaded({ tree, sizePx }: Observation, heading: RegExp): boolean {
  return tree.nodes.some(
    (node) =>
      isVisible(node) &&
      heading.test(labelOf(node).replace(count, '')) &&
      node.bounds.bottom < sizePx.heightPx * headingShare &&
      !clickTarget(node),
  );
}

/** The line of an article; lists shorten titles. */
export function lineOf({ tree }: Observation, title: string): ScreenNode | undefined {
  const wanted = foldText(title);
  return tree.nodes.find((node) => {
    const line = foldText(labelOf(node)).replace(/(…|\.{3})$/, '');
    return isVisible(node) && line.length >= shortestLine && (wanted.includes(line) || line.includes(wanted));
  });
}
