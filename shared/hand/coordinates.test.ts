import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPictureOf, type SizePx, toModelPoint, toPixels } from './coordinates.js';

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

  test('what a model finds in a resized picture is met on the display, to the width of one picture pixel', () => {
    const picture = fc.record({
      widthPx: fc.integer({ min: 64, max: 4000 }),
      heightPx: fc.integer({ min: 64, max: 4000 }),
    });
    const share = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(size, picture, share, share, (display, image, shareX, shareY) => {
        const onDisplay = { x: Math.floor(shareX * display.widthPx), y: Math.floor(shareY * display.heightPx) };
        const inPicture = toPixels(toModelPoint(onDisplay, display), image);
        const back = toPixels(toModelPoint(inPicture, image), display);
        expect(Math.abs(back.x - onDisplay.x)).toBeLessThanOrEqual(display.widthPx / image.widthPx + 1);
        expect(Math.abs(back.y - onDisplay.y)).toBeLessThanOrEqual(display.heightPx / image.heightPx + 1);
      }),
    );
  });

  test('whole thousandths, as models answer them, are off by at most half a thousandth of the display', () => {
    fc.assert(
      fc.property(size, fc.double({ min: 0, max: 0.999, noNaN: true }), (display, share) => {
        const pixel = Math.floor(share * display.widthPx);
        const [x] = toModelPoint({ x: pixel, y: 0 }, display);
        const landed = toPixels([Math.round(x), 0], display).x;
        expect(Math.abs(landed - pixel)).toBeLessThanOrEqual(display.widthPx / 2000 + 1);
      }),
    );
  });

  test('a picture of a turned display is told from a resized one', () => {
    const upright = { widthPx: 1080, heightPx: 2400 };
    expect(isPictureOf({ widthPx: 540, heightPx: 1200 }, upright)).toBe(true);
    expect(isPictureOf({ widthPx: 461, heightPx: 1024 }, upright)).toBe(true);
    expect(isPictureOf({ widthPx: 2400, heightPx: 1080 }, upright)).toBe(false);
    expect(isPictureOf({ widthPx: 1840, heightPx: 2208 }, upright)).toBe(false);
  });

  test('the middle of model space is the middle of the screen, upright and on its side', () => {
    expect(toPixels([500, 500], { widthPx: 1080, heightPx: 2400 })).toEqual({ x: 540, y: 1200 });
    expect(toPixels([500, 500], { widthPx: 2400, heightPx: 1080 })).toEqual({ x: 1200, y: 540 });
  });
});
