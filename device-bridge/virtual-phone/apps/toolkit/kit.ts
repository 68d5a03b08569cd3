// What blocks are drawn with: the screen, the app's look, touch handlers that redraw, and who has the focus.
import type { Screen } from '../../ui/metrics.js';
import type { Cell } from '../../ui/scroll-list.js';
import { countLines, LINE_HEIGHT } from '../../ui/text.js';
import type { Rect, Style, View } from '../../ui/view.js';
import type { Look } from './look.js';

/** One piece of a page: knows its height for a width, and draws itself. */
export type Block = (kit: Kit, widthPx: number) => Cell;

/** Blocks listed inline; absent ones are dropped. */
export type Blocks = readonly (Block | false | undefined)[];

export interface Kit {
  readonly screen: Screen;
  readonly look: Look;
  readonly isLandscape: boolean;
  /** Key of the edit field that has the focus. */
  readonly focus: string | undefined;
  dp(value: number): number;
  /** A text size in dp, scaled by the look. */
  size(value: number): number;
  /** Runs `action`, then draws the page anew. */
  touch(action: () => void): () => void;
  /** Gives an edit field the focus and opens the keyboard; `bounds` are brought into view. */
  focusOn(key: string, bounds: Rect): void;
  /** The field's text is finished: takes the focus and the keyboard away. */
  blur(): void;
}

export function present(blocks: Blocks): Block[] {
  return blocks.filter((block): block is Block => typeof block === 'function');
}

export function cellOf(key: string, heightPx: number, view: (bounds: Rect) => View): Cell {
  return { key, heightPx: Math.round(heightPx), view };
}

/** Height of a text of at most `maxLines` lines in whole pixels. */
export function textHeight(text: string, sizePx: number, widthPx: number, maxLines: number): number {
  return Math.ceil(lineCount(text, sizePx, widthPx, maxLines) * sizePx * LINE_HEIGHT);
}

const counted = new Map<string, number>();
const mostCounted = 4000;

/** Frames repeat their texts: what was counted is kept. */
export function lineCount(text: string, sizePx: number, widthPx: number, maxLines: number): number {
  if (maxLines === 1) return 1;
  const key = `${sizePx} ${widthPx} ${maxLines} ${text}`;
  const known = counted.get(key);
  if (known !== undefined) return known;
  if (counted.size >= mostCounted) counted.clear();
  const count = Math.max(1, countLines(text, sizePx, widthPx, maxLines));
  counted.set(key, count);
  return count;
}

/** How a card or a row's ground is painted. */
export function cardStyle(kit: Kit): Style {
  const { look } = kit;
  const radiusPx = look.cards === 'flat' ? 0 : kit.dp(look.radius);
  return {
    background: look.surface,
    radiusPx,
    ...(look.cards === 'outlined' ? { border: look.line } : {}),
    ...(look.cards === 'raised' ? { shadow: true } : {}),
  };
}

/** Space between cards and the screen's edge. */
export function sideGap(kit: Kit): number {
  return kit.look.cards === 'flat' ? 0 : kit.dp(12);
}

export function buttonRadius(kit: Kit, heightPx: number): number {
  if (kit.look.buttons === 'square') return kit.dp(3);
  return kit.look.buttons === 'pill' ? Math.round(heightPx / 2) : kit.dp(8);
}
