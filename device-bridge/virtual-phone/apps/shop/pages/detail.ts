// One listing's own page. The skin says what it shows; the page scrolls it and carries the buy bar.
import { box, cutColumn } from '../../../ui/geometry.js';
import { ScrollPosition, scrollList, stackCells } from '../../../ui/scroll-list.js';
import type { View } from '../../../ui/view.js';
import { iconButton, page, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import type { Listing } from '../catalogue/model.js';
import type { ShopContext } from '../context.js';

const BUY_BAR_DP = 58;

export class DetailPage implements Page {
  readonly activity: string;
  readonly #context: ShopContext;
  readonly #listing: Listing;
  readonly #position = new ScrollPosition();

  constructor(context: ShopContext, listing: Listing) {
    this.#context = context;
    this.#listing = listing;
    this.activity = context.skin.activities.detail;
    context.store.view(listing.id);
  }

  render(): View {
    const context = this.#context;
    const { screen, skin, dp, host } = context;
    const width = screen.metrics.widthPx;
    const barHeight = dp(BUY_BAR_DP) + screen.metrics.navigationBarPx;
    const [list, bar] = cutColumn(screen.full, ['fill', barHeight]);
    const top = screen.content[1] + dp(6);
    const side = dp(36);
    const scrolled = this.#position.offsetPx > dp(160);
    const round = { background: 'rgba(60, 60, 60, 0.45)', radiusPx: side / 2 };
    return page(screen.full, { background: skin.theme.background }, [
      scrollList({
        key: 'detail',
        bounds: list,
        content: stackCells(skin.detailCells(context, this.#listing), width, dp(8)),
        position: this.#position,
        resourceId: context.id(skin.ids.detailList),
        onScrolled: () => host.invalidate(),
      }),
      scrolled
        ? view('view', 'detail-header', [0, 0, width, top + side + dp(6)], { style: { background: '#ffffff' } })
        : undefined,
      iconButton('back', box(dp(12), top, side, side), 'back', '#ffffff', dp(8), {
        contentDescription: '返回',
        style: round,
        onTap: () => context.back(),
      }),
      iconButton('detail-cart', box(width - dp(96), top, side, side), 'cart', '#ffffff', dp(8), {
        contentDescription: '购物车',
        style: round,
        onTap: context.touch(() => context.ways.cart()),
      }),
      iconButton('detail-share', box(width - dp(48), top, side, side), 'share', '#ffffff', dp(8), {
        contentDescription: '分享',
        style: round,
        onTap: () => host.toast('分享功能暂不可用'),
      }),
      skin.buyBar(context, this.#listing, bar),
    ]);
  }
}
