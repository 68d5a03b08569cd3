// Colours and widths for the terminal. Colours are off when stderr is no terminal or NO_COLOR is set (no-color.org).

import pc from 'picocolors';
import stringWidth from 'string-width';

const colors = pc.createColors(process.stderr.isTTY === true && process.env.NO_COLOR === undefined);

export const { bold, dim, green, red, yellow, cyan } = colors;

/** 1.21 GiB, 640.25 MiB */
export function fileSize(bytes: number): string {
  const [unit, divisor] = bytes >= 2 ** 30 ? ['GiB', 2 ** 30] : ['MiB', 2 ** 20];
  return `${(bytes / Number(divisor)).toFixed(2)} ${unit}`;
}

/** Pads with spaces to a display width: a hanzi takes two columns. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colour sequences begin with one
const colorSequence = /(\x1b\[[0-9;]*m)/u;
const graphemes = new Intl.Segmenter();

/** Cuts to a display width, with an ellipsis when something was cut. Colours keep their beginnings and ends. */
export function cutTo(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let cut = '';
  let left = Math.max(0, columns - 1);
  let full = false;
  for (const [index, part] of text.split(colorSequence).entries()) {
    if (index % 2 === 1) {
      cut += part;
      continue;
    }
    for (const { segment } of full ? [] : graphemes.segment(part)) {
      left -= stringWidth(segment);
      full = left < 0;
      cut += full ? '…' : segment;
      if (full) break;
    }
  }
  return cut;
}

/** Line breaks and runs of blanks become one blank each. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Of a time in UTC as ISO 8601 writes it: "2026-11-30 08:15:00", or to the minute. */
export function dateAndTime(iso: string, to: 'second' | 'minute' = 'second'): string {
  return iso.slice(0, to === 'second' ? 19 : 16).replace('T', ' ');
}
