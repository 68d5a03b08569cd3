// Goods laid out as the skin wants them: full-width rows or a waterfall of two columns.
import { type ListContent, stackCells, waterfallCells } from '../../../ui/scroll-list.js';
import type { Listing } from '../catalogue/model.js';
import type { ShopContext } from '../context.js';

const GAP_DP = 8;

export function goodsContent(context: ShopContext, listings: readonly Listing[]): ListContent {
  const { screen, skin, dp } = context;
  const width = screen.metrics.widthPx;
  if (skin.resultColumns === 1) {
    return stackCells(
      listings.map((listing) => skin.resultCell(context, listing, width)),
      width,
    );
  }
  const gap = dp(GAP_DP);
  const column = Math.floor((width - gap * 3) / 2);
  const cells = listings.map((listing) => skin.resultCell(context, listing, column));
  return waterfallCells(cells, width, 2, gap, gap);
}
