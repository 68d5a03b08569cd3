// Locator strategies: which nodes of the active window match, in document order.
import type { Phone } from '../../device/phone.js';
import { nodesOf, type VisibleNode } from '../../device/visible-tree.js';
import { attributesOf } from '../attributes.js';
import { invalidSelector } from '../errors.js';
import { findByUiAutomator } from './ui-automator.js';
import { findByXPath } from './xpath.js';

export interface Locator {
  readonly strategy: string;
  readonly selector: string;
}

const strategies = ['id', 'xpath', 'accessibility id', 'class name', '-android uiautomator'];

/** @param context search below this node only */
export function findNodes(phone: Phone, locator: Locator, context: VisibleNode | undefined): VisibleNode[] {
  const { strategy, selector } = locator;
  switch (strategy) {
    case 'id':
      return withAttribute(phone, context, 'resource-id', (value) => isSameId(phone, value, selector));
    case 'accessibility id':
      return withAttribute(phone, context, 'content-desc', (value) => value === selector);
    case 'class name':
      return withAttribute(phone, context, 'class', (value) => value === selector);
    case 'xpath':
      return findByXPath(phone, selector, context);
    case '-android uiautomator':
      return findByUiAutomator(phone, selector, context?.view.key);
    default:
      throw invalidSelector(`Locator strategy '${strategy}' is not supported. Supported: ${strategies.join(', ')}`);
  }
}

function withAttribute(
  phone: Phone,
  context: VisibleNode | undefined,
  name: string,
  matches: (value: string) => boolean,
): VisibleNode[] {
  return [...nodesOf(context ?? phone.activeTree())].filter((node) => {
    if (node === context) return false;
    const value = attributesOf(node).get(name);
    return value !== undefined && matches(value);
  });
}

/** An id without package belongs to the app in front. */
function isSameId(phone: Phone, value: string, selector: string): boolean {
  return value === selector || value === `${phone.activeWindow().packageName}:id/${selector}`;
}
