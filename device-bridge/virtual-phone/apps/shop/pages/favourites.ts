// The buyer's favourites, the newest first; each leads to its article.
import { TITLE_BAR_DP, titleBar } from '../../../ui/bars.js';
import { cutColumn, cutRow, inset } from '../../../ui/geometry.js';
import { type Cell, ScrollPosition, scrollList, stackCells } from '../../../ui/scroll-list.js';
import type { View } from '../../../ui/view.js';
import { label, page, picture, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import { cell, type ShopContext } from '../context.js';
import { yuan } from '../wording.js';

export class FavouritesPage implements Page {
  readonly activity: string;
  readonly #context: ShopContext;
  readonly #position = new ScrollPosition();

  constructor(context: ShopContext) {
    this.#context = context;
    this.activity = context.skin.activities.favourites;
  }

  render(): View {
    const { screen, dp, skin, host, store } = this.#context;
    const [, title, list] = cutColumn(screen.full, [screen.content[1], dp(TITLE_BAR_DP), 'fill']);
    const cells = store.favourites.toReversed().map((id) => this.#article(id));
    return page(screen.full, { background: skin.theme.background }, [
      titleBar(screen, title, {
        title: '我的收藏',
        background: skin.theme.background,
        color: '#222222',
        onBack: () => this.#context.back(),
      }),
      cells.length === 0
        ? label('favourites-empty', list, '还没有收藏', { textSizePx: dp(16), color: '#999999', align: 'center' })
        : scrollList({
            key: 'favourites',
            bounds: list,
            content: stackCells(cells, screen.metrics.widthPx, dp(10), dp(4)),
            position: this.#position,
            resourceId: this.#context.id('favourite_list'),
            onScrolled: () => host.invalidate(),
          }),
    ]);
  }

  #article(id: string): Cell {
    const { dp, store, skin, touch, ways } = this.#context;
    const listing = store.listing(id);
    const key = `favourite:${id}`;
    return cell(key, dp(104), (bounds) => {
      const card = inset(bounds, dp(10), 0);
      const [art, words] = cutRow(inset(card, dp(12)), [dp(80), 'fill'], dp(10));
      const [title, price] = cutColumn(words, ['fill', dp(28)]);
      const onTap = touch(() => ways.detail(listing));
      return view('linear', key, card, { style: { background: '#ffffff', radiusPx: dp(12) }, onTap }, [
        picture(`${key}/picture`, art, { kind: 'goods', glyph: listing.picture.shape, hue: listing.picture.hue }),
        label(`${key}/title`, title, listing.title, { textSizePx: dp(14), maxLines: 2 }),
        label(`${key}/price`, price, `¥${yuan(listing.finalPriceFen)}`, {
          textSizePx: dp(16),
          bold: true,
          color: skin.theme.price,
        }),
      ]);
    });
  }
}
