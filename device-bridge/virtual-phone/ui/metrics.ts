// The display of one phone and the arithmetic every screen does with it: dp to pixels, and the areas that the
// system bars leave free. Metrics change when the phone is turned or resized: nothing that follows from them is kept.
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

  constructor(metrics: ScreenMetrics) {
    this.metrics = metrics;
  }

  /** The whole display. */
  get full(): Rect {
    return box(0, 0, this.metrics.widthPx, this.metrics.heightPx);
  }

  /** The display without status bar and navigation bar. */
  get content(): Rect {
    const { widthPx, heightPx, statusBarPx, navigationBarPx } = this.metrics;
    return [0, statusBarPx, widthPx, heightPx - navigationBarPx];
  }

  /** Density-independent units to whole pixels. */
  dp(value: number): number {
    return Math.round(value * this.metrics.density);
  }
}
