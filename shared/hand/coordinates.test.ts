import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SizePx, toModelPoint, toPixels } from './coordinates.js';

const size: fc.Arbitrary<SizePx> = fc.record({
  widthPx: fc.integer({ min: 1, max: 8000 }),
  heightPx: fc.integer({ min: 1, max: 8000 }),
});

describe('coordinates', () => {
  test('every pixel survives the way into model space and back', () => {
    const pixelOnDisplay = size.chain((display) =>
      fc.record({
        display: fc.constant(display),
        x: fc.integer({ min: 0, max: display.widthPx - 1 }),
        y: fc.integer({ min: 0, max: display.heightPx - 1 }),
      }),
    );
    fc.assert(
      fc.property(pixelOnDisplay, ({ display, x, y }) => {
        expect(toPixels(toModelPoint({ x, y }, display), display)).toEqual({ x, y });
      }),
    );
  });

  test('every model point lands on the display, also 0 and 1000', () => {
    const axis = fc.double({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(size, axis, axis, (display, x, y) => {
        const pixel = toPixels([x, y], display);
        expect(pixel.x).toBeGreaterThanOrEqual(0);
        expect(pixel.x).toBeLessThan(display.widthPx);
        expect(pixel.y).toBeGreaterThanOrEqual(0);
        expect(pixel.y).toBeLessThan(display.heightPx);
      }),
    );
  });

  test('the middle of model space is the middle of the screen, upright and on its side', () => {
    expect(toPixels([500, 500], { widthPx: 1080, heightPx: 2400 })).toEqual({ x: 540, y: 1200 });
    expect(toPixels([500, 500], { widthPx: 2400, heightPx: 1080 })).toEqual({ x: 1200, y: 540 });
  });
});
