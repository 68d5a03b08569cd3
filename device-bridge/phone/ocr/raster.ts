// Pictures as plain bytes: three channels a pixel, row by row. Only what the reader needs of them.
import type { SizePx } from '@farhand/shared';
import sharp from 'sharp';
import type { Bounds } from '../tree.js';

export interface Raster extends SizePx {
  /** RGB, `widthPx * heightPx * 3` bytes. */
  readonly data: Uint8Array;
}

export const channels = 3;

/** Decodes a PNG. Throws for what is none, and for one of more than `mostPixels`. */
export async function decodePng(png: Uint8Array, mostPixels: number): Promise<Raster> {
  const image = sharp(png, { limitInputPixels: mostPixels }).removeAlpha().toColourspace('srgb');
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { data, widthPx: info.width, heightPx: info.height };
}

/** A copy of a part; the part must lie within the picture. */
export function cut(picture: Raster, { left, top, right, bottom }: Bounds): Raster {
  const widthPx = right - left;
  const heightPx = bottom - top;
  const data = new Uint8Array(widthPx * heightPx * channels);
  for (let row = 0; row < heightPx; row++) {
    const start = ((top + row) * picture.widthPx + left) * channels;
    data.set(picture.data.subarray(start, start + widthPx * channels), row * widthPx * channels);
  }
  return { data, widthPx, heightPx };
}

export async function resize(picture: Raster, widthPx: number, heightPx: number): Promise<Raster> {
  const raw = { width: picture.widthPx, height: picture.heightPx, channels } as const;
  const data = await sharp(picture.data, { raw }).resize(widthPx, heightPx, { fit: 'fill' }).raw().toBuffer();
  return { data, widthPx, heightPx };
}

/**
 * What a network takes: channel planes in the order blue, green, red (the models were trained on OpenCV's), each value
 * `(x / 255 - mean) / deviation`.
 */
export function toPlanes(picture: Raster, mean: readonly number[], deviation: readonly number[]): Float32Array {
  const { data, widthPx, heightPx } = picture;
  const size = widthPx * heightPx;
  const planes = new Float32Array(size * channels);
  for (let plane = 0; plane < channels; plane++) {
    const factor = 1 / (255 * (deviation[plane] as number));
    const offset = (mean[plane] as number) / (deviation[plane] as number);
    let from = channels - 1 - plane;
    for (let pixel = plane * size; pixel < (plane + 1) * size; pixel++, from += channels) {
      planes[pixel] = (data[from] as number) * factor - offset;
    }
  }
  return planes;
}
