// `-android uiautomator` locators: a UiSelector, or a UiScrollable that scrolls a list until something is in view.
// Meaning of the methods: androidx.test.uiautomator.UiScrollable.
import type { Phone } from '../../device/phone.js';
import { nodesOf, type VisibleNode } from '../../device/visible-tree.js';
import { invalidSelector } from '../errors.js';
import { defaultMaxSwipes, ListScroller } from '../list-scroller.js';
import { type Call, type Chain, parseJavaExpressions } from './java-expression.js';
import { matchSelector, selectorArgument } from './ui-selector.js';

/** @param contextKey search below the view with this key only */
export function findByUiAutomator(phone: Phone, source: string, contextKey: string | undefined): VisibleNode[] {
  const candidates = (): VisibleNode[] => {
    const all = [...nodesOf(phone.activeTree())];
    if (contextKey === undefined) return all;
    const context = all.find((node) => node.view.key === contextKey);
    return [...nodesOf(context)].filter((node) => node !== context);
  };
  const found = parseJavaExpressions(source).flatMap((chain) =>
    chain.className === 'UiSelector' ? matchSelector(chain, candidates()) : scrollAndFind(chain, candidates),
  );
  return [...new Set(found)];
}

function scrollAndFind(chain: Chain, candidates: () => VisibleNode[]): VisibleNode[] {
  const containerSelector = chain.constructorArguments[0];
  if (typeof containerSelector !== 'object') throw invalidSelector('UiScrollable needs a UiSelector');
  const list = new ScrollableList(() => matchSelector(containerSelector, candidates())[0], candidates);
  let target: VisibleNode | undefined;
  for (const call of chain.calls) target = list.perform(call) ?? target;
  const result = chain.calls.length === 0 ? list.container() : target;
  return result === undefined ? [] : [result];
}

class ScrollableList {
  readonly container: () => VisibleNode | undefined;
  readonly #candidates: () => VisibleNode[];
  readonly #scroller: ListScroller;
  #maxSwipes = defaultMaxSwipes;

  constructor(container: () => VisibleNode | undefined, candidates: () => VisibleNode[]) {
    this.container = container;
    this.#candidates = candidates;
    this.#scroller = new ListScroller(container);
  }

  perform(call: Call): VisibleNode | undefined {
    switch (call.method) {
      case 'setMaxSearchSwipes':
        this.#maxSwipes = Number(call.arguments[0]);
        return undefined;
      case 'setAsVerticalList':
      case 'setAsHorizontalList':
        return undefined;
      case 'scrollIntoView':
        return this.#scrollUntil(selectorArgument(call));
      case 'scrollTextIntoView':
        return this.#scrollUntil(selectorWith('text', call));
      case 'scrollDescriptionIntoView':
        return this.#scrollUntil(selectorWith('description', call));
      case 'scrollForward':
      case 'flingForward':
        this.#scroller.swipe(1);
        return this.container();
      case 'scrollBackward':
      case 'flingBackward':
        this.#scroller.swipe(-1);
        return this.container();
      case 'scrollToEnd':
      case 'flingToEnd':
        this.#scroller.toLimit(1, this.#maxSwipes);
        return this.container();
      case 'scrollToBeginning':
      case 'flingToBeginning':
        this.#scroller.toLimit(-1, this.#maxSwipes);
        return this.container();
      default:
        throw invalidSelector(`UiScrollable has no \`${call.method}\` method`);
    }
  }

  #scrollUntil(selector: Chain): VisibleNode | undefined {
    return this.#scroller.until(() => matchSelector(selector, this.#candidates())[0], this.#maxSwipes);
  }
}

function selectorWith(method: string, call: Call): Chain {
  return { className: 'UiSelector', constructorArguments: [], calls: [{ method, arguments: call.arguments }] };
}
