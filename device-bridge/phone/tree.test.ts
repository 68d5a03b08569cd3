import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { text, view } from '../testing/screens.js';
import { clickTarget, nodeAt, parseBounds, parseTree, subtree } from './tree.js';

const display = { widthPx: 1080, heightPx: 2400 };
const read = (...views: string[]) => parseTree(`<hierarchy rotation="0">${views.join('')}</hierarchy>`, display);

describe('reading a page source', () => {
  test('keeps order, parents and texts, and clips bounds by every ancestor and the display', () => {
    const tree = read(
      view(
        'FrameLayout',
        [0, 0, 1080, 2400],
        {},
        view('ScrollView', [0, 200, 1080, 1000], { scrollable: true }, text('下', [0, 900, 1200, 1100])),
      ),
    );
    const [root, list, label] = tree.nodes;
    expect(tree.nodes.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(label?.parent).toBe(list);
    expect(list?.parent).toBe(root);
    expect(label?.bounds).toEqual({ left: 0, top: 900, right: 1080, bottom: 1000 });
    expect(label?.fullBounds.bottom).toBe(1100);
  });

  test('a hint is no text', () => {
    const field = { text: '搜索商品', 'showing-hint': true, hint: '搜索商品' };
    const tree = read(view('EditText', [0, 0, 500, 100], field));
    expect(tree.nodes[0]).toMatchObject({ text: '', hint: '搜索商品', editable: true });
  });

  test('the foreground app is the largest window that is no system bar', () => {
    const bar = view('FrameLayout', [0, 0, 1080, 2400], { package: 'com.android.systemui' });
    const dialog = view('FrameLayout', [100, 800, 980, 1400], { package: 'com.example.dialog' });
    expect(read(bar, dialog, view('FrameLayout', [0, 0, 1080, 2000])).packageName).toBe('com.example.app');
  });

  test('a toast, which has no place, lies over nothing', () => {
    const button = text('立即支付', [0, 2200, 1080, 2400], { clickable: true });
    const toast = '<android.widget.Toast class="android.widget.Toast" text="已领取" displayed="true" />';
    expect(nodeAt(read(button, toast), 500, 2300)?.text).toBe('立即支付');
  });

  test.each(['', '<html/>', '<hierarchy><a></hierarchy>', 'nonsense'])('refuses %j', (source) => {
    expect(() => parseTree(source, display)).toThrow();
  });

  test('texts of any kind come back as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (words) => {
        const printable = words.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '');
        expect(read(text(printable, [0, 0, 10, 10])).nodes[0]?.text).toBe(printable);
      }),
      { examples: [['\u2028'], ['a\u2029b']] },
    );
  });

  test('bounds are read back and never reach outside the display', () => {
    const edge = fc.integer({ min: -3000, max: 5000 });
    fc.assert(
      fc.property(edge, edge, edge, edge, (left, top, right, bottom) => {
        const parsed = parseBounds(`[${left},${top}][${right},${bottom}]`);
        expect(parsed).toEqual({ left, top, right: Math.max(left, right), bottom: Math.max(top, bottom) });
        const clipped = read(view('View', [left, top, right, bottom])).nodes[0]?.bounds;
        expect(clipped && clipped.right >= clipped.left && clipped.bottom >= clipped.top).toBe(true);
        if (clipped && clipped.right > clipped.left) expect(clipped.right).toBeLessThanOrEqual(display.widthPx);
      }),
    );
  });
});

test('a touch meets the deepest view that is drawn last, and its nearest tappable ancestor', () => {
  const row = view('LinearLayout', [0, 100, 1080, 300], { clickable: true }, text('张三', [100, 150, 300, 250]));
  const tree = read(view('FrameLayout', [0, 0, 1080, 2400], {}, row));
  const touched = nodeAt(tree, 150, 200);
  expect(touched?.text).toBe('张三');
  expect(clickTarget(touched)?.className).toBe('android.widget.LinearLayout');
  expect([...subtree(tree.nodes[1] as never)].length).toBe(2);
  expect(nodeAt(tree, 2000, 10)).toBeUndefined();
});
