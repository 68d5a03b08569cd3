// The display: its natural size and density, what `wm` overrides of them, and how the phone is held. Everything that
// lays out or touches the screen reads one live `metrics`, so a phone that is turned or resized redraws all its apps.
import { DEFAULT_METRICS, type ScreenMetrics } from '../ui/metrics.js';

/** Quarter turns against the clock from the natural orientation, as android.view.Surface counts them. */
export type Rotation = 0 | 1 | 2 | 3;

/** Without fields, the phone's own values. */
export interface DisplayShape {
  /** In the natural orientation. */
  readonly widthPx?: number | undefined;
  readonly heightPx?: number | undefined;
  readonly dpi?: number | undefined;
  readonly rotation?: Rotation | undefined;
}

const dpiPerDensity = 160;
const statusBarDp = DEFAULT_METRICS.statusBarPx / DEFAULT_METRICS.density;
const navigationBarDp = DEFAULT_METRICS.navigationBarPx / DEFAULT_METRICS.density;
const sidePx = { min: 320, max: 4320 };
const dpiRange = { min: 72, max: 960 };
/** Android takes no size whose shorter side has fewer dp. */
const narrowestDp = 200;

/** Dots per inch, as Android's `wm density` counts them. */
export function densityDpi(metrics: ScreenMetrics): number {
  return Math.round(metrics.density * dpiPerDensity);
}

export class Display {
  /** As the display is now; the same object for ever. */
  readonly metrics: ScreenMetrics;
  readonly physical: ScreenMetrics = DEFAULT_METRICS;
  readonly #onChange: () => void;
  #shape: DisplayShape = {};
  #current: ScreenMetrics = DEFAULT_METRICS;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.metrics = this.#live();
  }

  get rotation(): Rotation {
    return this.#shape.rotation ?? 0;
  }

  get isLandscape(): boolean {
    return this.#current.widthPx > this.#current.heightPx;
  }

  /** What `wm size` says of an override, if there is one. */
  get overrideSize(): { readonly widthPx: number; readonly heightPx: number } | undefined {
    const { widthPx, heightPx } = this.#shape;
    return widthPx === undefined || heightPx === undefined ? undefined : { widthPx, heightPx };
  }

  get overrideDpi(): number | undefined {
    return this.#shape.dpi;
  }

  /** A copy that later changes leave alone. */
  snapshot(): ScreenMetrics {
    return this.#current;
  }

  /** Replaces the fields that are named; `undefined` puts the phone's own value back. Throws RangeError. */
  change(wanted: DisplayShape): void {
    const shape = { ...this.#shape, ...wanted };
    const next = metricsOf(shape, this.physical);
    this.#shape = shape;
    this.#current = next;
    this.#onChange();
  }

  #live(): ScreenMetrics {
    const current = (): ScreenMetrics => this.#current;
    return {
      get widthPx() {
        return current().widthPx;
      },
      get heightPx() {
        return current().heightPx;
      },
      get density() {
        return current().density;
      },
      get statusBarPx() {
        return current().statusBarPx;
      },
      get navigationBarPx() {
        return current().navigationBarPx;
      },
    };
  }
}

function metricsOf(shape: DisplayShape, physical: ScreenMetrics): ScreenMetrics {
  const width = inRange('width', shape.widthPx ?? physical.widthPx, sidePx);
  const height = inRange('height', shape.heightPx ?? physical.heightPx, sidePx);
  const density = inRange('density', shape.dpi ?? densityDpi(physical), dpiRange) / dpiPerDensity;
  if (Math.min(width, height) / density < narrowestDp) {
    throw new RangeError(`a display of ${width}x${height} at ${density * dpiPerDensity} dpi is too narrow`);
  }
  const rotation = shape.rotation ?? 0;
  if (![0, 1, 2, 3].includes(rotation)) throw new RangeError(`rotation must be 0, 1, 2 or 3, got ${rotation}`);
  const isTurned = rotation % 2 === 1;
  return {
    widthPx: isTurned ? height : width,
    heightPx: isTurned ? width : height,
    density,
    statusBarPx: Math.round(statusBarDp * density),
    navigationBarPx: Math.round(navigationBarDp * density),
  };
}

function inRange(name: string, value: number, range: { readonly min: number; readonly max: number }): number {
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return value;
  throw new RangeError(`the display's ${name} must be a whole number from ${range.min} to ${range.max}, got ${value}`);
}
