// Rows that lead to other pages, as profiles list them.
import { sign } from '../art.js';
import type { Block } from '../kit.js';
import { row } from './row.js';

/** A symbol in the brand colour, a text, and an arrow; `value` says what waits there: "3张". */
export function link(key: string, text: string, symbol: string, onTap: () => void, value: string = ''): Block {
  return (kit, width) =>
    row(`link:${key}`, text, { art: sign(symbol, kit.look.brand), artDp: 30, value, arrow: true, onTap })(kit, width);
}
