// The display of one phone and the arithmetic every screen does with it: dp to pixels, and the areas that the
// system bars leave free.
import { box } from './geometry.js';
import type { Rect } from './view.js';

export interface ScreenMetrics {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels per dp. */
  readonly density: number;
  readonly statusBarPx: number;
  readonly navigationBarPx: number;
}

/** A common phone of today: 1080x2400 at 420 dpi. */
export const DEFAULT_METRICS: ScreenMetrics = {
  widthPx: 1080,
  heightPx: 2400,
  density: 2.625,
  statusBarPx: 74,
  navigationBarPx: 63,
};

export class Screen {
  readonly metrics: ScreenMetrics;
  /** The whole display. */
  readonly full: Rect;
  /** The display without status bar and navigation bar. */
  readonly content: Rect;

  constructor(metrics: ScreenMetrics) {
    this.metrics = metrics;
    this.full = box(0, 0, metrics.widthPx, metrics.heightPx);
    this.content = [0, metrics.statusBarPx, metrics.widthPx, metrics.heightPx - metrics.navigationBarPx];
  }

  /** Density-independent units to whole pixels. */
  dp(value: number): number {
    return Math.round(value * this.metrics.density);
  }
}
