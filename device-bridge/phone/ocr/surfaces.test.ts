import { expect, test } from 'vitest';
import { type Rect, screen, text, view } from '../../testing/screens.js';
import { surfacesOf } from './surfaces.js';

const page: Rect = [0, 200, 1080, 2300];
const title = text('标题', [0, 80, 1080, 200]);

function surfaces(...views: string[]): string[] {
  const { tree, sizePx } = screen(...views);
  return surfacesOf(tree, sizePx).map(({ className }) => className);
}

test.each([
  ['a web page that tells nothing but its title', view('android.webkit.WebView', page, { text: '商城' })],
  ['a web page of empty parts', view('android.webkit.WebView', page, {}, view('android.view.View', page))],
  ['a game', view('android.view.SurfaceView', page)],
  ['an app that paints itself', view('io.flutter.embedding.android.FlutterView', page)],
  ['a large view that says nothing', view('android.view.View', page)],
])('%s is to be read from the picture', (_what, painted) => {
  expect(surfaces(title, painted)).toHaveLength(1);
});

test.each([
  [
    'a web page that tells what it shows',
    view('android.webkit.WebView', page, {}, text('价格 ¥59', [0, 300, 900, 400])),
  ],
  ['an empty list', view('androidx.recyclerview.widget.RecyclerView', page)],
  ['a photo', view('android.widget.ImageView', page)],
  ['a small view', view('android.view.View', [0, 200, 200, 400])],
  ['a described view', view('android.view.View', page, { 'content-desc': '地图' })],
  ['a field to write in', view('android.view.ViewGroup', page, {}, view('EditText', [0, 300, 1080, 400]))],
])('%s is not', (_what, other) => {
  expect(surfaces(title, other)).toEqual([]);
});

test('a background that texts stand on is not, and a web page under a floating word is', () => {
  const word = text('客服', [900, 2000, 1060, 2100]);
  expect(surfaces(view('android.view.View', page), word)).toEqual([]);
  expect(surfaces(view('android.webkit.WebView', page), word)).toEqual(['android.webkit.WebView']);
});

test('an app whose every view is mute is read once, at its innermost whole view', () => {
  const inner = view('android.view.TextureView', [0, 0, 1080, 2400]);
  expect(surfaces(view('FrameLayout', [0, 0, 1080, 2400], {}, inner))).toEqual(['android.view.TextureView']);
});
