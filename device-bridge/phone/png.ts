import type { SizePx } from '@farhand/shared';

/** From the header chunk, which always comes first. https://www.w3.org/TR/png-3/#11IHDR */
export function pngSize(png: Buffer): SizePx {
  return { widthPx: png.readUInt32BE(16), heightPx: png.readUInt32BE(20) };
}
