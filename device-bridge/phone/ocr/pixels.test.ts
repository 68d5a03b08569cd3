// What needs no network: boxes from a map of probabilities, ink, grounds, characters from classes, and what is remembered.
import { expect, test } from 'vitest';
import { boxesOf } from './detect.js';
import { groundsOf } from './grounds.js';
import { tighten } from './ink.js';
import { channels, type Raster } from './raster.js';
import { Recent } from './recent.js';
import { decode } from './recognise.js';

type Box = readonly [left: number, top: number, right: number, bottom: number];

function painted(widthPx: number, heightPx: number, ...boxes: readonly [Box, number][]): Raster {
  const data = new Uint8Array(widthPx * heightPx * channels).fill(255);
  for (const [[left, top, right, bottom], grey] of boxes) {
    for (let y = top; y < bottom; y++)
      data.fill(grey, (y * widthPx + left) * channels, (y * widthPx + right) * channels);
  }
  return { data, widthPx, heightPx };
}

test('cores of text become boxes that reach beyond them; faint and tiny ones are noise', () => {
  const map = new Float32Array(100 * 60);
  const fill = (left: number, top: number, right: number, bottom: number, value: number): void => {
    for (let y = top; y < bottom; y++) map.fill(value, y * 100 + left, y * 100 + right);
  };
  fill(10, 10, 50, 16, 0.9);
  fill(60, 10, 90, 16, 0.35);
  fill(10, 40, 12, 42, 0.9);
  const [box, ...others] = boxesOf(map, 100, 60);
  expect(others).toEqual([]);
  // 40 x 6 pixels: 240 * 1.6 / 92 on each side.
  expect(box?.left).toBeCloseTo(10 - 4.174, 2);
  expect(box?.bottom).toBeCloseTo(16 + 4.174, 2);
});

test('a box shrinks to its ink, wherever in the box that is, so that a moved line has the same pixels', () => {
  const picture = painted(200, 100, [[50, 40, 120, 60], 0]);
  const ink = { left: 48, top: 38, right: 122, bottom: 62 };
  expect(tighten(picture, { left: 30, top: 30, right: 150, bottom: 70 })).toEqual(ink);
  expect(tighten(picture, { left: 41, top: 33, right: 137, bottom: 66 })).toEqual(ink);
});

test('a box on a ground of many colours stays as it is', () => {
  const picture = painted(60, 40);
  for (let index = 0; index < picture.data.length; index++) picture.data[index] = (index * 97) % 256;
  const box = { left: 5, top: 5, right: 55, bottom: 35 };
  expect(tighten(picture, box)).toEqual(box);
});

test('a filled button, an outlined one and a gradient are grounds; the page behind them is none', () => {
  const picture = painted(400, 400, [[40, 40, 200, 100], 200], [[40, 140, 200, 200], 0], [[43, 143, 197, 197], 255]);
  for (let x = 40; x < 240; x++) {
    for (let y = 240; y < 300; y++)
      picture.data.fill(50 + Math.floor((x - 40) / 4), (y * 400 + x) * 3, (y * 400 + x + 1) * 3);
  }
  const tops = groundsOf(picture).map(({ left, top, right, bottom }) => [left, top, right, bottom]);
  expect(tops).toEqual([
    [40, 240, 240, 300],
    [40, 40, 200, 100],
    [44, 144, 198, 198],
  ]);
});

test('repeated classes are one character, and the gap class parts equal ones', () => {
  const classes = [0, 1, 1, 0, 1, 2, 2, 0];
  const values = new Float32Array(classes.length * 3);
  classes.forEach((best, step) => {
    values[step * 3 + best] = 0.8;
  });
  const reading = decode({ values, shape: [1, classes.length, 3] }, ['', '9', '元']);
  expect(reading.text).toBe('99元');
  expect(reading.confidence).toBeCloseTo(0.8);
  expect(decode({ values: new Float32Array(6), shape: [1, 2, 3] }, ['', 'a', 'b'])).toEqual({
    text: '',
    confidence: 0,
  });
});

test('what was made is not made again until it is the least recent; what failed is not kept', async () => {
  const recent = new Recent<number>(2);
  const made: string[] = [];
  const get = (key: string) => recent.get(key, async () => made.push(key));
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  expect(recent).toMatchObject({ hits: 2, misses: 4 });
  await expect(recent.get('d', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await recent.get('d', async () => 7)).toBe(7);
});
