import type { SizePx } from '@farhand/shared';

/** From the header chunk, which always comes first. https://www.w3.org/TR/png-3/#11IHDR */
export function pngSize(png: Buffer): SizePx {
  return { widthPx: png.readUInt32BE(16), heightPx: png.readUInt32BE(20) };
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** The picture in what `screencap -p` prints: phones with several displays print a warning before it. */
export function pngIn(printed: Buffer): Buffer | undefined {
  const start = printed.indexOf(signature);
  return start < 0 ? undefined : printed.subarray(start);
}
