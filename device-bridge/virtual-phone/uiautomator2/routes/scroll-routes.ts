// Scrolling a list until something is in view: `mobile: scroll` and `mobile: scrollBackTo`.
import type { Phone } from '../../device/phone.js';
import { nodesOf, type VisibleNode } from '../../device/visible-tree.js';
import { type Elements, elementIdOf } from '../elements.js';
import { noSuchElement } from '../errors.js';
import { defaultMaxSwipes, ListScroller } from '../list-scroller.js';
import type { Json, Routes } from '../router.js';
import { findNodes, type Locator } from '../selectors/find.js';

export function scrollRoutes(phone: Phone, elements: Elements): Routes {
  const firstScrollable = (): VisibleNode | undefined =>
    [...nodesOf(phone.activeTree())].find((node) => node.view.onScroll !== undefined);
  const scrollUntil = (list: () => VisibleNode | undefined, maxSwipes: number, isInView: () => boolean): null => {
    const found = new ListScroller(list).until(() => isInView() || undefined, maxSwipes);
    if (found === undefined) throw noSuchElement();
    return null;
  };
  return {
    'POST /gestures/scroll_to': ({ body }) => {
      const params = (body.params ?? {}) as Json;
      const locator: Locator = { strategy: strategyOf(params.strategy), selector: String(params.selector) };
      const originId = elementIdOf(body.origin);
      const list = originId === undefined ? firstScrollable : () => elements.resolve(originId);
      const maxSwipes = Number(params.maxSwipes ?? defaultMaxSwipes);
      return scrollUntil(list, maxSwipes, () => findNodes(phone, locator, undefined).length > 0);
    },
    'POST /appium/element/:id/scroll_to/:target': (request) => {
      const list = (): VisibleNode => elements.resolve(request.param('id'));
      return scrollUntil(list, defaultMaxSwipes, () => elements.isVisible(request.param('target')));
    },
  };
}

/** This command also takes the short name that the UiAutomator server itself uses. */
function strategyOf(name: unknown): string {
  return String(name).replace(/^class$/, 'class name');
}
