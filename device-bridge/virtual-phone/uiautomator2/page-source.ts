// The accessibility tree as XML, in the two shapes Android tools write: one element per view named by its class (page
// source), and `<node>` elements (`uiautomator dump`).

import type { VisibleNode } from '../device/visible-tree.js';
import type { Rect } from '../ui/view.js';
import { attributesOf } from './attributes.js';

/** Numbers the elements in document order, so that a node of the parsed XML leads back to its view. */
export const indexAttribute = 'uiElementIndex';

export interface PageSourceOptions {
  readonly screen: Rect;
  /** Quarter turns. Defaults to 0. */
  readonly rotation?: number;
  readonly toasts: readonly string[];
  readonly isNumbered?: boolean;
}

const toastClass = 'android.widget.Toast';
const declaration = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>";

/** @param roots one per active window */
export function pageSource(roots: readonly VisibleNode[], options: PageSourceOptions): string {
  const [, , width, height] = options.screen;
  const lines = [
    declaration,
    `<hierarchy index="0" class="hierarchy" rotation="${options.rotation ?? 0}" width="${width}" height="${height}">`,
  ];
  let count = 0;
  const write = (node: VisibleNode, indent: string): void => {
    const name = elementName(node.view.className);
    const number = options.isNumbered ? ` ${indexAttribute}="${count}"` : '';
    count += 1;
    const start = `${indent}<${name}${attributeText(node)}${number}`;
    if (node.children.length === 0) {
      lines.push(`${start} />`);
      return;
    }
    lines.push(`${start}>`);
    for (const child of node.children) write(child, `${indent}  `);
    lines.push(`${indent}</${name}>`);
  };
  for (const root of roots) write(root, '  ');
  options.toasts.forEach((toast, index) => {
    const start = `  <${toastClass} index="${roots.length + index}" package="com.android.systemui"`;
    lines.push(`${start} class="${toastClass}" text="${escapeXml(toast)}" displayed="true" />`);
  });
  lines.push('</hierarchy>');
  return lines.join('\n');
}

const dumpAttributes = [
  'index',
  'text',
  'resource-id',
  'class',
  'package',
  'content-desc',
  'checkable',
  'checked',
  'clickable',
  'enabled',
  'focusable',
  'focused',
  'scrollable',
  'long-clickable',
  'password',
  'selected',
  'bounds',
];

/** What `uiautomator dump` writes. */
export function uiautomatorDump(root: VisibleNode | undefined, rotation: number): string {
  const write = (node: VisibleNode): string => {
    const attributes = attributesOf(node);
    const text = dumpAttributes.map((name) => ` ${name}="${escapeXml(attributes.get(name) ?? '')}"`).join('');
    if (node.children.length === 0) return `<node${text} />`;
    return `<node${text}>${node.children.map(write).join('')}</node>`;
  };
  return `${declaration}<hierarchy rotation="${rotation}">${root === undefined ? '' : write(root)}</hierarchy>`;
}

function attributeText(node: VisibleNode): string {
  let text = '';
  for (const [name, value] of attributesOf(node)) text += ` ${name}="${escapeXml(value)}"`;
  return text;
}

/** Class names may hold characters that element names may not, such as the `$` of inner classes. */
export function elementName(className: string): string {
  return className
    .replace(/[^\w.]/g, '.')
    .replace(/\.+/g, '.')
    .replace(/^\.|\.$/g, '');
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** For attribute values; characters that XML cannot hold at all become question marks, as on the phone. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?')
    .replace(/[&<>"\n\r\t]/g, (character) => escapes[character] ?? character);
}
