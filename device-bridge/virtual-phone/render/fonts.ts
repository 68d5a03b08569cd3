// The one typeface of the virtual phone: Noto Sans SC with the whole simplified Chinese set, registered from the
// package, so that screens look the same on machines without any Chinese font. Emoji come from the system, if it has some.
import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';

const FAMILY = 'Virtual Phone Sans';
const WEIGHTS = [400, 700];

let registered = false;

/** Idempotent. Throws when the font package is not installed. */
export function registerFonts(): void {
  if (registered) return;
  const require = createRequire(import.meta.url);
  for (const weight of WEIGHTS) {
    const file = `@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight}-normal.woff2`;
    const path = require.resolve(file);
    if (!GlobalFonts.registerFromPath(path, FAMILY)) throw new Error(`font file ${path} cannot be read`);
  }
  registered = true;
}

/** A CSS font value. */
export function cssFont(sizePx: number, bold: boolean): string {
  const weight = bold ? 'bold' : 'normal';
  return `${weight} ${sizePx}px "${FAMILY}", "Noto Color Emoji", "Noto Emoji", "DejaVu Sans", sans-serif`;
}
