// The buyer's own page: name, ways to cart and favourites, and the orders placed.
import { TITLE_BAR_DP, titleBar } from '../../../ui/bars.js';
import { cutColumn, cutRow, inset } from '../../../ui/geometry.js';
import { type Cell, ScrollPosition, scrollList, stackCells } from '../../../ui/scroll-list.js';
import type { View } from '../../../ui/view.js';
import { label, page, picture, symbol, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import { cell, type ShopContext } from '../context.js';
import type { Order } from '../store.js';
import { yuan } from '../wording.js';

export class MePage implements Page {
  readonly activity: string;
  readonly #context: ShopContext;
  readonly #position = new ScrollPosition();

  constructor(context: ShopContext) {
    this.#context = context;
    this.activity = context.skin.activities.me;
  }

  render(): View {
    const { screen, dp, skin, store, ways, host, touch } = this.#context;
    const [, title, list] = cutColumn(screen.full, [screen.content[1], dp(TITLE_BAR_DP), 'fill']);
    const cells = [
      this.#person(),
      this.#row(
        'cart',
        'cart',
        '购物车',
        `${store.cart.length} 件`,
        touch(() => ways.cart()),
      ),
      this.#row(
        'favourites',
        'heart',
        '我的收藏',
        `${store.favourites.length} 件`,
        touch(() => ways.favourites()),
      ),
      ...(store.orders.length === 0
        ? [this.#row('orders', 'tag', '我的订单', '暂无订单', () => host.toast('暂无订单'))]
        : store.orders.map((order) => this.#order(order))),
    ];
    return page(screen.full, { background: skin.theme.background }, [
      titleBar(screen, title, {
        title: '我的',
        background: skin.theme.background,
        color: '#222222',
        onBack: () => this.#context.back(),
      }),
      scrollList({
        key: 'me',
        bounds: list,
        content: stackCells(cells, screen.metrics.widthPx, dp(8)),
        position: this.#position,
        onScrolled: () => host.invalidate(),
      }),
    ]);
  }

  #person(): Cell {
    const { dp } = this.#context;
    return cell('person', dp(92), (bounds) => {
      const [art, name] = cutRow(inset(bounds, dp(18)), [dp(56), 'fill'], dp(14));
      return view('linear', 'person', bounds, {}, [
        picture('person/avatar', art, { kind: 'avatar', glyph: '陈', hue: 200 }),
        label('person/name', name, '陈先生', { textSizePx: dp(19), bold: true }),
      ]);
    });
  }

  #row(key: string, icon: string, name: string, note: string, onTap: () => void): Cell {
    const { dp } = this.#context;
    return cell(key, dp(56), (bounds) => {
      const card = inset(bounds, dp(10), 0);
      const [art, words, right] = cutRow(card, [dp(48), 'fill', dp(140)]);
      return view('linear', `me:${key}`, card, { onTap, style: { background: '#ffffff', radiusPx: dp(12) } }, [
        symbol(`me:${key}/icon`, inset(art, dp(13)), icon, this.#context.skin.theme.brand),
        label(`me:${key}/name`, words, name, { textSizePx: dp(15.5) }),
        label(`me:${key}/note`, inset(right, dp(14), 0), note, {
          textSizePx: dp(13),
          color: '#999999',
          align: 'right',
        }),
      ]);
    });
  }

  #order(order: Order): Cell {
    const { store, ways, touch } = this.#context;
    const [first = ''] = order.listingIds;
    const status = order.status === 'paid' ? '待发货' : '待付款';
    const note = `${status} ¥${yuan(order.totalFen)}`;
    const listing = store.listing(first);
    return this.#row(
      `order:${order.id}`,
      'tag',
      listing.title.slice(0, 12),
      note,
      touch(() => ways.detail(listing)),
    );
  }
}
