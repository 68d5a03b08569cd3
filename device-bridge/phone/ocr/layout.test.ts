import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bounds } from '../tree.js';
import { layOut, type Piece } from './layout.js';
import type { TextLine } from './picture-text.js';

const line = (text: string, left: number, top: number, right: number, bottom: number): TextLine => ({
  text,
  confidence: 0.9,
  bounds: { left, top, right, bottom },
});
const ground = (left: number, top: number, right: number, bottom: number): Bounds => ({ left, top, right, bottom });

/** `[...]` around what a ground holds, `!` behind what reacts to touches. */
function drawn(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text, clickable, children }) => `${text || `[${drawn(children)}]`}${clickable ? '!' : ''}`)
    .join(' ');
}

test('a button has its words inside and reacts as one; a card has texts that react each', () => {
  const card = ground(0, 0, 1000, 400);
  const button = ground(700, 280, 980, 380);
  const lines = [
    line('¥59', 20, 300, 120, 350),
    line('立即抢购', 760, 310, 920, 350),
    line('辛拉面 5包', 20, 40, 400, 90),
  ];
  expect(drawn(layOut({ lines, grounds: [button, card] }))).toBe('[辛拉面 5包! ¥59! [立即抢购]!]!');
});

test('the words of a button in two lines both belong to it', () => {
  const lines = [line('立即支付', 400, 110, 600, 150), line('¥3899', 430, 160, 570, 195)];
  expect(drawn(layOut({ lines, grounds: [ground(100, 100, 900, 205)] }))).toBe('[立即支付 ¥3899]!');
});

test('a question and its answers on one ground react each for themselves', () => {
  const lines = [
    line('确认支付？', 100, 100, 500, 150),
    line('确定', 600, 400, 700, 445),
    line('取消', 200, 402, 300, 447),
  ];
  expect(drawn(layOut({ lines, grounds: [ground(50, 50, 800, 500)] }))).toBe('[确认支付？! 取消! 确定!]!');
});

test('a ground and its outline are one', () => {
  const grounds = [ground(0, 0, 400, 100), ground(4, 4, 396, 96)];
  expect(drawn(layOut({ lines: [line('登录', 150, 30, 250, 70)], grounds }))).toBe('[登录]!');
});

test('whatever the grounds, every line is there once, and in no ground that does not hold it', () => {
  const bounds = fc
    .tuple(
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 8, max: 300 }),
      fc.integer({ min: 8, max: 300 }),
    )
    .map(([left, top, width, height]) => ground(left, top, left + width, top + height));
  fc.assert(
    fc.property(fc.array(bounds, { maxLength: 12 }), fc.array(bounds, { maxLength: 12 }), (boxes, grounds) => {
      const lines = boxes.map((box, index) => ({ text: `line ${index}`, confidence: 1, bounds: box }));
      const texts: string[] = [];
      const walk = (piece: Piece): void => {
        if (piece.text !== '') texts.push(piece.text);
        for (const child of piece.children) walk(child);
      };
      for (const piece of layOut({ lines, grounds })) walk(piece);
      expect(texts.sort()).toEqual(lines.map(({ text }) => text).sort());
    }),
  );
});
