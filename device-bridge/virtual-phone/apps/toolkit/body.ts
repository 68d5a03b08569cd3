// What a page says about itself: its bar, its blocks, and what is pinned to the edges.
import type { Choices } from './blocks/choices.js';
import type { Field } from './blocks/forms.js';
import type { Bound } from './bound.js';
import type { Blocks } from './kit.js';

export interface BarAction {
  /** A symbol; without one the description is shown as text. */
  readonly symbol?: string | undefined;
  readonly description: string;
  readonly badge?: string | undefined;
  readonly color?: string | undefined;
  readonly enabled?: boolean | undefined;
  onTap(): void;
}

export interface Bar {
  readonly title?: string | undefined;
  /** Small, below the title. */
  readonly note?: string | undefined;
  /** At the left end: a city, an address. */
  readonly lead?: { readonly text: string; onTap(): void } | undefined;
  /** Looks like a search box, is a button. */
  readonly search?: { readonly hint: string; readonly value?: string | undefined; onTap(): void } | undefined;
  /** A search box to type in. */
  readonly field?: Field | undefined;
  readonly actions?: readonly BarAction[] | undefined;
  /** The arrow at the left; by default on every page but the first of the stack. */
  readonly back?: boolean | undefined;
  /** Instead of going back. */
  readonly onBack?: (() => void) | undefined;
  /** A cross instead of the arrow. */
  readonly close?: boolean | undefined;
  /** A taller bar with a large title at the left. */
  readonly large?: boolean | undefined;
}

export interface NavigationItem {
  readonly key: string;
  readonly text: string;
  readonly symbol?: string | undefined;
  readonly badge?: string | undefined;
  readonly selected: boolean;
  /** A coloured button in the middle: "publish". */
  readonly main?: boolean | undefined;
  onTap(): void;
}

export interface Side {
  readonly items: Choices;
  readonly selected: Bound<string>;
  readonly widthDp?: number;
}

/** A symbol to touch in a bar, an input bar, or floating over a page. */
export function action(
  symbol: string,
  description: string,
  onTap: () => void,
  options: { readonly badge?: string | undefined; readonly color?: string } = {},
): BarAction & { readonly symbol: string } {
  return { symbol, description, onTap, ...options };
}

/** A text to touch at the right end of a bar: "保存". */
export function textAction(
  text: string,
  onTap: () => void,
  options: { readonly enabled?: boolean; readonly color?: string } = {},
): BarAction {
  return { description: text, onTap, ...options };
}

/** Bottom navigation between tabs of one page. An item is its key, its text, and its symbol. */
export function navigation(
  selected: Bound<string>,
  items: readonly (readonly [key: string, text: string, symbol?: string, badge?: string | undefined])[],
): NavigationItem[] {
  return items.map(([key, text, symbol, badge]) => ({
    key,
    text,
    symbol,
    badge,
    selected: key === selected.value,
    onTap: () => selected.set(key),
  }));
}

export interface Floating {
  readonly symbol: string;
  readonly description: string;
  /** Beside the symbol. */
  readonly text?: string;
  onTap(): void;
}

export interface Body {
  /** Leave it out for pages that start at the very top. */
  readonly bar?: Bar | undefined;
  /** Below the bar, never scrolled away: tabs, filters. */
  readonly pinned?: Blocks | undefined;
  /** Categories to the left of the content. */
  readonly side?: Side | undefined;
  /** Scrolls. */
  readonly content: Blocks;
  /** Names what the content shows, so that each tab keeps its own scroll position. */
  readonly list?: string | undefined;
  /** Shows so many blocks at first and more near the end, after a moment; `endText` when all are there. */
  readonly feed?: { readonly size: number; readonly endText?: string | undefined } | undefined;
  /** Starts at the end: conversations. */
  readonly fromEnd?: boolean | undefined;
  /** Pinned above the navigation, or above the keyboard: totals with a button, players, input bars. */
  readonly bottom?: Blocks | undefined;
  readonly navigation?: readonly NavigationItem[] | undefined;
  readonly float?: Floating | undefined;
  /** Instead of the palette's background. */
  readonly background?: string | undefined;
  /** The content is a web page: one WebView to accessibility, painted and touchable all the same. */
  readonly web?: boolean | undefined;
  /** The window forbids screenshots. */
  readonly secure?: boolean | undefined;
  /** Redraws this often while it is looked at: running clocks. */
  readonly refreshMs?: number | undefined;
  /** The back key inside the page; false when the page should close. */
  readonly onBack?: (() => boolean) | undefined;
}
