// Screens for unit tests, written as nested calls and read through the real page-source reader.
import type { Observation } from '../phone/phone.js';
import { parseTree } from '../phone/tree.js';

export type Rect = readonly [left: number, top: number, right: number, bottom: number];

const sizePx = { widthPx: 1080, heightPx: 2400 };

/** One view of the page source. `attributes` are those of UiAutomator2, e.g. `{ text: '搜索', clickable: true }`. */
export function view(
  className: string,
  [left, top, right, bottom]: Rect,
  attributes: Record<string, string | boolean> = {},
  ...children: string[]
): string {
  const name = className.includes('.') ? className : `android.widget.${className}`;
  const all = {
    package: 'com.example.app',
    class: name,
    bounds: `[${left},${top}][${right},${bottom}]`,
    ...attributes,
  };
  const written = Object.entries(all).map(([key, value]) => `${key}="${escapeXml(String(value))}"`);
  return `<${name} ${written.join(' ')}>${children.join('')}</${name}>`;
}

export function text(words: string, rect: Rect, attributes: Record<string, string | boolean> = {}): string {
  return view('TextView', rect, { text: words, ...attributes });
}

export function screen(...views: string[]): Observation {
  const root = view('FrameLayout', [0, 0, 1080, 2400], {}, ...views);
  const tree = parseTree(`<hierarchy rotation="0">${root}</hierarchy>`, sizePx);
  return { frameId: 'test', tree, packageName: tree.packageName, sizePx, takenAtMs: 0, unread: [] };
}

function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('\n', '&#10;');
}
