// `new UiSelector()…`: filters nodes by their attributes, by position, by parent and child.
// Meaning of the methods: androidx.test.uiautomator.UiSelector.
import { nodesOf, type VisibleNode } from '../../device/visible-tree.js';
import { attributesOf } from '../attributes.js';
import { invalidSelector } from '../errors.js';
import type { Call, Chain } from './java-expression.js';

const textAttributes: Record<string, string> = {
  text: 'text',
  description: 'content-desc',
  className: 'class',
  resourceId: 'resource-id',
  packageName: 'package',
};
const flagAttributes: Record<string, string> = {
  checkable: 'checkable',
  checked: 'checked',
  clickable: 'clickable',
  enabled: 'enabled',
  focusable: 'focusable',
  focused: 'focused',
  longClickable: 'long-clickable',
  password: 'password',
  scrollable: 'scrollable',
  selected: 'selected',
};

/** The candidates that the selector matches, in order. */
export function matchSelector(selector: Chain, candidates: readonly VisibleNode[]): VisibleNode[] {
  if (selector.className !== 'UiSelector') throw invalidSelector(`${selector.className} is not a UiSelector`);
  let nodes = [...candidates];
  let instance: number | undefined;
  for (const call of selector.calls) {
    const argument = call.arguments[0];
    if (call.method === 'instance') {
      instance = Number(argument);
    } else if (call.method === 'childSelector' || call.method === 'fromParent') {
      const anchors = instance === undefined ? nodes : nodes.slice(instance, instance + 1);
      instance = undefined;
      nodes = matchSelector(selectorArgument(call), relatives(call.method, anchors));
    } else {
      nodes = nodes.filter(predicate(call));
    }
  }
  return instance === undefined ? nodes : nodes.slice(instance, instance + 1);
}

/** The argument of a method that takes a selector. */
export function selectorArgument(call: Call): Chain {
  const argument = call.arguments[0];
  if (typeof argument !== 'object') throw invalidSelector(`\`${call.method}\` needs a UiSelector`);
  return argument;
}

function relatives(method: 'childSelector' | 'fromParent', anchors: readonly VisibleNode[]): VisibleNode[] {
  const found = new Set<VisibleNode>();
  for (const anchor of anchors) {
    const roots = method === 'childSelector' ? anchor.children : (anchor.parent?.children ?? []);
    for (const root of roots) for (const node of nodesOf(root)) found.add(node);
  }
  return [...found];
}

function predicate(call: Call): (node: VisibleNode) => boolean {
  const { method } = call;
  const argument = call.arguments[0];
  const flag = flagAttributes[method];
  if (flag !== undefined) return (node) => attributesOf(node).get(flag) === String(argument ?? true);
  if (method === 'index') return (node) => node.index === argument;
  const parts = /^(.+?)(Contains|StartsWith|Matches)?$/.exec(method);
  const attribute = textAttributes[parts?.[1] ?? ''];
  if (attribute === undefined) throw invalidSelector(`UiSelector has no \`${method}\` method`);
  const matches = textTest(parts?.[2], String(argument));
  return (node) => matches(attributesOf(node).get(attribute) ?? '');
}

/** Contains and StartsWith ignore case; Matches must match the whole text. */
function textTest(mode: string | undefined, expected: string): (value: string) => boolean {
  const lower = expected.toLowerCase();
  switch (mode) {
    case 'Contains':
      return (value) => value.toLowerCase().includes(lower);
    case 'StartsWith':
      return (value) => value.toLowerCase().startsWith(lower);
    case 'Matches': {
      const expression = javaPattern(expected);
      return (value) => expression.test(value);
    }
    default:
      return (value) => value === expected;
  }
}

function javaPattern(source: string): RegExp {
  try {
    return new RegExp(`^(?:${source})$`, 's');
  } catch (error) {
    throw invalidSelector((error as Error).message);
  }
}
