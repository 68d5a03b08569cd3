// Pictures of the screen. Encoding takes tens of milliseconds and agents often look twice, so the last PNG is kept for
// as long as the frame version stays the same.
import type { ScreenRenderer, StatusOverlay } from '../render/index.js';
import type { View } from '../ui/view.js';

/** What is to be drawn now. */
export interface Picture {
  readonly version: string;
  readonly root: View;
  readonly overlay: StatusOverlay;
}

export interface RawPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Red, green, blue and alpha, a byte each. */
  readonly pixels: Buffer;
}

export class Screenshots {
  readonly #renderer: ScreenRenderer;
  readonly #picture: () => Picture;
  #cached: { readonly version: string; readonly png: Promise<Buffer> } | undefined;
  #renderedCount = 0;

  constructor(renderer: ScreenRenderer, picture: () => Picture) {
    this.#renderer = renderer;
    this.#picture = picture;
  }

  /** How many frames were drawn, cached ones not counted. */
  get renderedCount(): number {
    return this.#renderedCount;
  }

  png(): Promise<Buffer> {
    const { version, root, overlay } = this.#picture();
    if (this.#cached?.version !== version) {
      this.#renderedCount += 1;
      const png = this.#renderer.png(root, overlay);
      this.#cached = { version, png };
      png.catch(() => {
        if (this.#cached?.png === png) this.#cached = undefined;
      });
    }
    return this.#cached.png;
  }

  /** Its pixels, for hosts that read the screen without a picture format. */
  async rgba(): Promise<RawPicture> {
    const { root, overlay } = this.#picture();
    const { widthPx, heightPx } = overlay.metrics;
    return { widthPx, heightPx, pixels: await this.#renderer.rgba(root, overlay) };
  }

  /** @param scale of the width and height, up to 1; @param quality 1 to 100 */
  jpeg(scale: number, quality: number): Promise<Buffer> {
    const { root, overlay } = this.#picture();
    return this.#renderer.jpeg(root, overlay, { scale, quality });
  }
}
