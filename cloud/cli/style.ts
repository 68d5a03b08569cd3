// Colours and widths for the terminal. Colours are off when stderr is no terminal or NO_COLOR is set (no-color.org).

import pc from 'picocolors';
import stringWidth from 'string-width';

const colors = pc.createColors(process.stderr.isTTY === true && process.env.NO_COLOR === undefined);

export const { bold, dim, green, red, yellow, cyan } = colors;

/** Pads with spaces to a display width: a hanzi takes two columns. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

/** Cuts to a display width, with an ellipsis when something was cut. */
export function cutTo(text: string, columns: number): string {
  const oneLine = text.replace(/\s+/gu, ' ');
  if (stringWidth(oneLine) <= columns) return oneLine;
  let cut = '';
  for (const character of oneLine) {
    if (stringWidth(cut + character) > columns - 1) break;
    cut += character;
  }
  return `${cut}…`;
}
