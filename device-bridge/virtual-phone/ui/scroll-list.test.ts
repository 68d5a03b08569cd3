import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip, isEmpty } from './geometry.js';
import { type Cell, ScrollPosition, scrollList, stackCells, waterfallCells } from './scroll-list.js';
import type { Rect, View } from './view.js';
import { label } from './views.js';

const BOUNDS: Rect = [0, 100, 400, 700];

function cellsOf(heights: readonly number[]): Cell[] {
  return heights.map((heightPx, index) => ({
    key: `cell:${index}`,
    heightPx,
    view: (bounds) => label(`cell:${index}`, bounds, String(index), {}),
  }));
}

const heights = fc.array(fc.integer({ min: 20, max: 300 }), { maxLength: 40 });

test('scrolling from start to end shows every cell, each once at a time, and stops at the end', () => {
  fc.assert(
    fc.property(heights, fc.integer({ min: 50, max: 500 }), fc.boolean(), (sizes, step, waterfall) => {
      const cells = cellsOf(sizes);
      const content = waterfall ? waterfallCells(cells, 400, 2, 8) : stackCells(cells, 400, 4);
      const position = new ScrollPosition();
      const render = (): View => scrollList({ key: 'list', bounds: BOUNDS, content, position, onScrolled: () => {} });
      const seen = new Set<string>();
      let list = render();
      for (let moved = true; moved; list = render()) {
        const keys = (list.children ?? []).map((child) => child.key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const child of list.children ?? []) {
          expect(isEmpty(clip(child.bounds, BOUNDS))).toBe(false);
          seen.add(child.key);
        }
        expect(list.canScroll?.(1)).toBe(list.onScroll?.(0) === true || position.offsetPx < content.heightPx - 600);
        moved = list.onScroll?.(Math.min(step, 580)) === true;
      }
      expect(seen.size).toBe(sizes.length);
      expect(list.canScroll?.(1)).toBe(false);
    }),
  );
});

test('the page is asked for more before the end is reached', () => {
  let asked = 0;
  const position = new ScrollPosition();
  const content = stackCells(cellsOf(new Array<number>(20).fill(100)), 400);
  const render = (): View =>
    scrollList({
      key: 'list',
      bounds: BOUNDS,
      content,
      position,
      onScrolled: () => {},
      onNearEnd: () => {
        asked += 1;
      },
    });
  render().onScroll?.(300);
  expect(asked).toBe(0);
  render().onScroll?.(600);
  expect(asked).toBe(1);
  expect(render().canScroll?.(1)).toBe(true);
});

test('content that became shorter is shown from its own end', () => {
  const position = new ScrollPosition();
  position.offsetPx = 5000;
  const content = stackCells(cellsOf([300, 300, 300]), 400);
  const list = scrollList({ key: 'list', bounds: BOUNDS, content, position, onScrolled: () => {} });
  expect(list.children?.at(-1)?.bounds).toEqual([0, 400, 400, 700]);
});
