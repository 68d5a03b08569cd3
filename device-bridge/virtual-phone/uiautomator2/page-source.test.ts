import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type VisibleNode, visibleTree } from '../device/visible-tree.js';
import type { Rect, View } from '../ui/view.js';
import { elementName, escapeXml, pageSource } from './page-source.js';

const screen: Rect = [0, 0, 1080, 2400];
const noop = (): void => undefined;

function treeOf(root: View): VisibleNode[] {
  const node = visibleTree({ id: 5, packageName: 'org.example', root, isSecure: false }, screen);
  return node === undefined ? [] : [node];
}

function sourceOf(root: View, toasts: string[] = []): string {
  return pageSource(treeOf(root), { screen, toasts });
}

function leaf(key: string, bounds: Rect, more: Partial<View> = {}): View {
  return { key, className: 'android.widget.TextView', bounds, ...more };
}

test('the hierarchy holds one element per visible view, clipped to its parents', () => {
  const source = sourceOf({
    ...leaf('list', [0, 100, 1080, 1000]),
    className: 'androidx.recyclerview.widget.RecyclerView',
    onScroll: () => false,
    children: [
      leaf('above', [0, 0, 1080, 100], { text: 'above' }),
      leaf('cut', [0, 50, 1080, 200], { text: 'cut' }),
      leaf('in', [0, 200, 1080, 300], { text: 'in' }),
    ],
  });
  expect(source).toContain('<hierarchy index="0" class="hierarchy" rotation="0" width="1080" height="2400">');
  expect(source).not.toContain('text="above"');
  expect(source).toMatch(/<android\.widget\.TextView index="1" [^>]*text="cut" [^>]*bounds="\[0,100\]\[1080,200\]"/);
  expect(source).toMatch(/<androidx\.recyclerview\.widget\.RecyclerView [^>]*scrollable="true"/);
});

test('attributes stand in the order of the real server', () => {
  const source = sourceOf(leaf('a', [0, 0, 10, 10], { text: 't', contentDescription: 'd', resourceId: 'p:id/a' }));
  const names = [...(source.split('\n')[2] ?? '').matchAll(/ ([\w-]+)="/g)].map((match) => match[1]);
  expect(names.slice(0, 16)).toEqual(
    (
      'index package class text content-desc resource-id checkable checked clickable enabled focusable focused ' +
      'long-clickable password scrollable selected'
    ).split(' '),
  );
});

test('an empty edit field shows its hint, a password only dots', () => {
  const empty = sourceOf(leaf('f', [0, 0, 10, 10], { hint: '搜索', text: '', onText: noop }));
  expect(empty).toMatch(/text="搜索"[^>]*hint="搜索"[^>]*showing-hint="true"/);
  const secret = sourceOf(leaf('f', [0, 0, 10, 10], { password: true, text: 'abc', onText: noop }));
  expect(secret).toContain('text="•••"');
  expect(secret).not.toContain('abc');
});

test('toasts are listed beside the window', () => {
  expect(sourceOf(leaf('a', [0, 0, 10, 10]), ['已加入'])).toContain('class="android.widget.Toast" text="已加入"');
});

test('any text in any view gives XML that reads back the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const document = new DOMParser().parseFromString(sourceOf(leaf('a', [0, 0, 9, 9], { text })), 'text/xml');
      const element = document.getElementsByTagName('android.widget.TextView')[0];
      const expected = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '?');
      expect(element?.getAttribute('text')).toBe(expected);
    }),
    { numRuns: 200 },
  );
});

test('names of inner classes become element names', () => {
  expect(elementName('com.example.Outer$Inner')).toBe('com.example.Outer.Inner');
  expect(escapeXml('a<b & "c"\n')).toBe('a&lt;b &amp; &quot;c&quot;&#10;');
});
