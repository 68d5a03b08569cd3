// Scrolling lists. Cells know their height and how to show themselves; a list places them in one column or as a
// waterfall of several, and shows only those inside its viewport, as a RecyclerView does.
import { clip, heightOf, isEmpty, translate } from './geometry.js';
import type { Rect, View } from './view.js';
import { type ViewKind, view } from './views.js';

export interface Cell {
  readonly key: string;
  readonly heightPx: number;
  view(bounds: Rect): View;
}

/** Where a cell lies in the list's content, measured from the content's top left corner. */
export interface PlacedCell {
  readonly cell: Cell;
  readonly bounds: Rect;
}

export interface ListContent {
  readonly placed: readonly PlacedCell[];
  readonly heightPx: number;
}

/** How far a list is scrolled; kept by the page between frames. */
export class ScrollPosition {
  offsetPx = 0;
}

export function stackCells(cells: readonly Cell[], widthPx: number, gapPx: number = 0, topPx: number = 0): ListContent {
  const placed: PlacedCell[] = [];
  let top = topPx;
  for (const cell of cells) {
    placed.push({ cell, bounds: [0, top, widthPx, top + cell.heightPx] });
    top += cell.heightPx + gapPx;
  }
  return { placed, heightPx: Math.max(topPx, top - gapPx) };
}

/** Each cell goes to the shortest column, the leftmost of equals. */
export function waterfallCells(
  cells: readonly Cell[],
  widthPx: number,
  columnCount: number,
  gapPx: number,
  topPx: number = 0,
): ListContent {
  const columnWidth = Math.floor((widthPx - gapPx * (columnCount + 1)) / columnCount);
  const bottoms = new Array<number>(columnCount).fill(topPx);
  const placed: PlacedCell[] = [];
  for (const cell of cells) {
    const top = Math.min(...bottoms);
    const column = bottoms.indexOf(top);
    const left = gapPx + column * (columnWidth + gapPx);
    placed.push({ cell, bounds: [left, top, left + columnWidth, top + cell.heightPx] });
    bottoms[column] = top + cell.heightPx + gapPx;
  }
  return { placed, heightPx: Math.max(topPx, ...bottoms) };
}

/** `second` below `first`. */
export function joinContent(first: ListContent, second: ListContent): ListContent {
  const lowered = second.placed.map(({ cell, bounds }) => ({ cell, bounds: translate(bounds, 0, first.heightPx) }));
  return { placed: [...first.placed, ...lowered], heightPx: first.heightPx + second.heightPx };
}

export interface ScrollListOptions {
  readonly key: string;
  readonly bounds: Rect;
  readonly content: ListContent;
  readonly position: ScrollPosition;
  readonly resourceId?: string;
  readonly kind?: ViewKind;
  /** Called after the position changed. */
  onScrolled(): void;
  /** Called when less than one viewport is left below, so that the page can load more. */
  onNearEnd?(): void;
}

export function scrollList(options: ScrollListOptions): View {
  const { bounds, content, position } = options;
  const viewportPx = heightOf(bounds);
  const limitPx = Math.max(0, content.heightPx - viewportPx);
  const offsetPx = Math.min(position.offsetPx, limitPx);
  const children: View[] = [];
  for (const { cell, bounds: place } of content.placed) {
    const onScreen = translate(place, bounds[0], bounds[1] - offsetPx);
    if (!isEmpty(clip(onScreen, bounds))) children.push(cell.view(onScreen));
  }
  const scroll = (dyPx: number): boolean => {
    const next = Math.max(0, Math.min(limitPx, Math.round(offsetPx + dyPx)));
    if (next === offsetPx) return false;
    position.offsetPx = next;
    if (limitPx - next < viewportPx) options.onNearEnd?.();
    options.onScrolled();
    return true;
  };
  return view(
    options.kind ?? 'recycler',
    options.key,
    bounds,
    {
      ...(options.resourceId ? { resourceId: options.resourceId } : {}),
      scrollable: limitPx > 0,
      onScroll: scroll,
      canScroll: (direction) => (direction > 0 ? offsetPx < limitPx : offsetPx > 0),
    },
    children,
  );
}
