// Screenshots of the virtual phone: the app's view tree, then what the system draws over it. Skia paints, libvips
// encodes (level 1: a tenth of the time of Skia's own PNG encoder). The canvas is reused; frames are serialised,
// because a synchronous loop over `canvas.data()` never lets its 10 MB copies go.
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import sharp, { type Sharp } from 'sharp';
import { DEFAULT_METRICS, type ScreenMetrics } from '../ui/metrics.js';
import type { Rect, View } from '../ui/view.js';
import { registerFonts } from './fonts.js';
import { paintKeyboard } from './paint-keyboard.js';
import { paintView } from './paint-view.js';
import { inkOn, paintNavigationBar, paintStatusBar, paintToasts } from './system-bars.js';

export interface StatusOverlay {
  readonly metrics: ScreenMetrics;
  /** As shown in the status bar, "09:41". */
  readonly clock: string;
  readonly keyboardVisible: boolean;
  readonly toasts: readonly string[];
}

export interface JpegOptions {
  /** 1 is the display's own size. */
  readonly scale: number;
  /** 1 to 100. */
  readonly quality: number;
}

export class ScreenRenderer {
  #canvas: Canvas | undefined;
  #lastFrame: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor() {
    registerFonts();
  }

  png(root: View, overlay: StatusOverlay): Promise<Buffer> {
    return this.#next(() => this.#raw(root, overlay, 1).png({ compressionLevel: 1 }).toBuffer());
  }

  jpeg(root: View, overlay: StatusOverlay, options: JpegOptions): Promise<Buffer> {
    return this.#next(() =>
      this.#raw(root, overlay, options.scale).jpeg({ quality: options.quality, optimiseCoding: false }).toBuffer(),
    );
  }

  /** Four bytes a pixel: red, green, blue, and 255. */
  rgba(root: View, overlay: StatusOverlay): Promise<Buffer> {
    return this.#next(() => this.#raw(root, overlay, 1).ensureAlpha().raw().toBuffer());
  }

  close(): void {
    this.#closed = true;
    this.#canvas = undefined;
  }

  /** Frames one after another, each in its own turn of the event loop. */
  #next(encode: () => Promise<Buffer>): Promise<Buffer> {
    const frame = this.#lastFrame.then(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#closed) throw new Error('the screen renderer is closed');
      return encode();
    });
    this.#lastFrame = frame.catch(() => undefined);
    return frame;
  }

  #raw(root: View, overlay: StatusOverlay, scale: number): Sharp {
    const width = Math.max(1, Math.round(overlay.metrics.widthPx * scale));
    const height = Math.max(1, Math.round(overlay.metrics.heightPx * scale));
    const canvas = this.#canvasOf(width, height);
    // An opaque canvas hands its pixels over as they are: a fifth of the time.
    const context = canvas.getContext('2d', { alpha: false });
    context.save();
    context.scale(width / overlay.metrics.widthPx, height / overlay.metrics.heightPx);
    paintScreen(context, root, overlay);
    context.restore();
    return sharp(canvas.data(), { raw: { width, height, channels: 4 } }).removeAlpha();
  }

  #canvasOf(width: number, height: number): Canvas {
    if (this.#canvas?.width !== width || this.#canvas.height !== height) this.#canvas = createCanvas(width, height);
    return this.#canvas;
  }
}

function paintScreen(context: SKRSContext2D, root: View, overlay: StatusOverlay): void {
  const { metrics } = overlay;
  paintContents(context, root, overlay, [0, 0, metrics.widthPx, metrics.heightPx]);
  const scale = metrics.density / DEFAULT_METRICS.density;
  const drawn = unscaled(metrics, scale);
  const inkAt = (y: number): string => inkOn(colourAt(root, overlay, Math.floor(metrics.widthPx / 2), Math.floor(y)));
  context.save();
  context.scale(scale, scale);
  paintStatusBar(context, drawn, overlay.clock, inkAt(8 * scale));
  paintNavigationBar(context, drawn, inkAt(metrics.heightPx - 6 * scale));
  paintToasts(context, drawn, overlay.toasts);
  context.restore();
}

/** What lies under the system's bars; nothing outside of `bounds` needs to be painted. */
function paintContents(context: SKRSContext2D, root: View, overlay: StatusOverlay, bounds: Rect): void {
  const { metrics } = overlay;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, metrics.widthPx, metrics.heightPx);
  paintView(context, root, bounds);
  if (overlay.keyboardVisible) paintKeyboard(context, metrics);
}

/** Painted once more for that pixel alone: to read one back, a canvas copies all of its 10 MB. */
function colourAt(root: View, overlay: StatusOverlay, x: number, y: number): Uint8ClampedArray {
  const context = createCanvas(1, 1).getContext('2d', { alpha: false });
  context.translate(-x, -y);
  paintContents(context, root, overlay, [x, y, x + 1, y + 1]);
  return context.getImageData(0, 0, 1, 1).data;
}

/** The display in the units that the bars are drawn in: pixels of a phone with the default density. */
function unscaled(metrics: ScreenMetrics, scale: number): ScreenMetrics {
  return {
    widthPx: metrics.widthPx / scale,
    heightPx: metrics.heightPx / scale,
    density: DEFAULT_METRICS.density,
    statusBarPx: metrics.statusBarPx / scale,
    navigationBarPx: metrics.navigationBarPx / scale,
  };
}
