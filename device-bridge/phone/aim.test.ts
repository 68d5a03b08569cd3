import { describe, expect, test } from 'vitest';
import { screen, text, view } from '../testing/screens.js';
import { draggedAt, focused, focusedField, steady, thingAt } from './aim.js';

const at = { x: 540, y: 1000 };
/** A row of a list, most of which is no text. */
const row = (...words: string[]) =>
  screen(
    view(
      'LinearLayout',
      [0, 900, 1080, 1100],
      { clickable: true },
      ...words.map((word, index) => text(word, [0, 900 + 60 * index, 300, 950 + 60 * index])),
    ),
  );

describe('what is under a finger', () => {
  test('is another thing when the row around it says something else', () => {
    expect(thingAt(at)(row('张三', '在吗'))).not.toBe(thingAt(at)(row('李四', '在吗')));
  });

  test('stays the same while a clock runs in it, or a counter rises', () => {
    const [before, after] = [row('限时秒杀', '距结束 01:59:58', '3'), row('限时秒杀', '距结束 01:59:57', '4')];
    expect(thingAt(at)(before)).toBe(thingAt(at)(after));
    expect(['还剩 12 秒', '12:30', '(3)', '订单 1001'].map(steady)).toEqual(['还剩 ', '', '', '订单 1001']);
  });

  test('is another thing once it has been switched', () => {
    const toggle = (checked: boolean) => screen(view('Switch', [0, 900, 1080, 1100], { clickable: true, checked }));
    expect(thingAt(at)(toggle(true))).not.toBe(thingAt(at)(toggle(false)));
  });

  test('does not hang on the words of a page that reacts as a whole', () => {
    const page = (words: string) =>
      screen(view('FrameLayout', [0, 0, 1080, 2400], { clickable: true }, text(words, [0, 0, 9, 9])));
    expect(thingAt(at)(page('广告一'))).toBe(thingAt(at)(page('广告二')));
  });
});

describe('what follows a finger', () => {
  const list = (...rows: string[]) => screen(view('ListView', [0, 300, 1080, 2300], { scrollable: true }, ...rows));
  const slider = (name: string, level: string) =>
    list(
      view(
        'LinearLayout',
        [0, 900, 1080, 1100],
        {},
        text(name, [0, 900, 200, 950]),
        view('SeekBar', [200, 950, 1000, 1050], { text: level }),
      ),
    );

  test('is the list, whatever rows it holds', () => {
    expect(draggedAt(at)(list(text('甲', [0, 900, 1080, 1100])))).toBe(
      draggedAt(at)(list(text('乙', [0, 950, 1080, 1150]))),
    );
  });

  test('is a slider of one name at any level, and no other', () => {
    expect(draggedAt(at)(slider('亮度', '30%'))).toBe(draggedAt(at)(slider('亮度', '60%')));
    expect(draggedAt(at)(slider('亮度', '30%'))).not.toBe(draggedAt(at)(slider('音量', '30%')));
    expect(draggedAt(at)(slider('亮度', '30%'))).not.toBe(draggedAt(at)(list(text('甲', [0, 900, 1080, 1100]))));
  });
});

test('a field that takes the keys is the same one where the keyboard moved it, for typing; for a key it is to stay', () => {
  const field = (top: number, hint: string) =>
    screen(view('EditText', [0, top, 1080, top + 100], { focused: true, hint }));
  expect(focusedField(field(2000, '说点什么'))).toBe(focusedField(field(1200, '说点什么')));
  expect(focusedField(field(2000, '说点什么'))).not.toBe(focusedField(field(2000, '搜索')));
  expect(focused(field(2000, ''))).not.toBe(focused(field(1200, '')));
  expect([focused(screen()), focusedField(screen())]).toEqual(['', '']);
});
