import fc from 'fast-check';
import { expect, test } from 'vitest';
import { box, clip, columns, contains, cutColumn, cutRow, isEmpty, widthOf } from './geometry.js';

const rect = fc
  .tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }), fc.nat(600), fc.nat(600))
  .map(([left, top, width, height]) => box(left, top, width, height));

test('a point lies in the clip of two rectangles exactly when it lies in both', () => {
  const coordinate = fc.integer({ min: -600, max: 1200 });
  fc.assert(
    fc.property(rect, rect, coordinate, coordinate, (a, b, x, y) => {
      expect(contains(clip(a, b), x, y)).toBe(contains(a, x, y) && contains(b, x, y));
    }),
  );
});

test('a rectangle without area contains no point', () => {
  expect(isEmpty(box(5, 5, 0, 10))).toBe(true);
  expect(isEmpty(clip(box(0, 0, 10, 10), box(10, 0, 10, 10)))).toBe(true);
  expect(contains(box(5, 5, 0, 10), 5, 5)).toBe(false);
});

test('columns cover the area without gaps or overlaps, and differ by one pixel at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 12, max: 2000 }), (count, width) => {
      const places = columns(box(7, 0, width, 10), count);
      expect(places[0]?.[0]).toBe(7);
      expect(places.at(-1)?.[2]).toBe(7 + width);
      places.forEach((place, index) => {
        if (index > 0) expect(place[0]).toBe(places[index - 1]?.[2]);
      });
      const widths = places.map(widthOf);
      expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(1);
    }),
  );
});

test('fixed parts keep their size and the rest is shared, with gaps between', () => {
  expect(cutRow(box(0, 0, 100, 10), [20, 'fill', 30], 5)).toEqual([
    [0, 0, 20, 10],
    [25, 0, 65, 10],
    [70, 0, 100, 10],
  ]);
  expect(cutColumn(box(0, 10, 10, 90), ['fill', 'fill'])).toEqual([
    [0, 10, 10, 55],
    [0, 55, 10, 100],
  ]);
});
