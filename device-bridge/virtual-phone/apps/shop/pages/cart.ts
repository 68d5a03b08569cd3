// The cart: lines with a check box each, the sum of what is checked, and the way to an order.
import { TITLE_BAR_DP, titleBar } from '../../../ui/bars.js';
import { dialog } from '../../../ui/dialog.js';
import { box, cutColumn, cutRow, inset } from '../../../ui/geometry.js';
import { type Cell, ScrollPosition, scrollList, stackCells } from '../../../ui/scroll-list.js';
import type { Rect, View } from '../../../ui/view.js';
import { button, label, page, picture, symbol, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import type { Listing } from '../catalogue/model.js';
import { cell, type ShopContext } from '../context.js';
import type { CartLine } from '../store.js';
import { yuan } from '../wording.js';

export class CartPage implements Page {
  readonly activity: string;
  readonly #context: ShopContext;
  readonly #position = new ScrollPosition();
  #removing: CartLine | undefined;

  constructor(context: ShopContext) {
    this.#context = context;
    this.activity = context.skin.activities.cart;
  }

  back(): boolean {
    const asked = this.#removing !== undefined;
    this.#removing = undefined;
    return asked;
  }

  render(): View {
    const { screen, dp, skin, host, store } = this.#context;
    const [, title, list, bar] = cutColumn(screen.full, [
      screen.content[1],
      dp(TITLE_BAR_DP),
      'fill',
      dp(60) + screen.metrics.navigationBarPx,
    ]);
    const cells = store.cart.map((line) => this.#line(line));
    return page(screen.full, { background: skin.theme.background }, [
      titleBar(screen, title, {
        title: `购物车(${store.cart.length})`,
        background: skin.theme.background,
        color: '#222222',
        onBack: () => this.#context.back(),
      }),
      cells.length === 0
        ? label('cart-empty', list, '购物车竟然是空的', { textSizePx: dp(16), color: '#999999', align: 'center' })
        : scrollList({
            key: 'cart',
            bounds: list,
            content: stackCells(cells, screen.metrics.widthPx, dp(10), dp(4)),
            position: this.#position,
            resourceId: this.#context.id('cart_list'),
            onScrolled: () => host.invalidate(),
          }),
      this.#bar(bar),
      this.#removing && this.#question(this.#removing),
    ]);
  }

  #question(line: CartLine): View {
    const { screen, skin, store, touch } = this.#context;
    const close = (): void => {
      this.#removing = undefined;
    };
    return dialog(screen, {
      title: '删除商品',
      message: '确定要从购物车删除这件商品吗？',
      accent: skin.theme.brand,
      buttons: [
        { text: '取消', onTap: touch(close) },
        {
          text: '确定',
          strong: true,
          onTap: touch(() => {
            store.cart = store.cart.filter((other) => other !== line);
            close();
          }),
        },
      ],
    });
  }

  #checked(): Listing[] {
    const { store } = this.#context;
    return store.cart
      .filter((line) => line.checked)
      .flatMap((line) => new Array<Listing>(line.quantity).fill(store.listing(line.listingId)));
  }

  #bar(bounds: Rect): View {
    const { dp, skin, touch, ways, host } = this.#context;
    const chosen = this.#checked();
    const totalFen = chosen.reduce((sum, listing) => sum + listing.finalPriceFen, 0);
    const area = inset([bounds[0], bounds[1], bounds[2], bounds[1] + dp(60)], dp(14), dp(8));
    const [total, settle] = cutRow(area, ['fill', dp(120)]);
    return view('frame', 'cart-bar', bounds, { style: { background: '#ffffff' } }, [
      label('cart-total', total, `合计：¥${yuan(totalFen)}`, {
        textSizePx: dp(17),
        bold: true,
        color: skin.theme.price,
      }),
      button(
        'cart-settle',
        settle,
        `结算(${chosen.length})`,
        { background: skin.theme.buyButton, color: '#ffffff', radiusPx: dp(22), textSizePx: dp(16), bold: true },
        {
          onTap: touch(() => {
            if (chosen.length > 0) ways.confirm(chosen);
            else host.toast('请选择商品');
          }),
        },
      ),
    ]);
  }

  #line(line: CartLine): Cell {
    const { dp, store, skin, touch, ways } = this.#context;
    const listing = store.listing(line.listingId);
    const key = `cart:${listing.id}`;
    return cell(key, dp(116), (bounds) => {
      const card = inset(bounds, dp(10), 0);
      const [check, art, words, bin] = cutRow(inset(card, 0, dp(12)), [dp(48), dp(92), 'fill', dp(44)], dp(4));
      const [title, price] = cutColumn(inset(words, dp(6), 0), ['fill', dp(28)]);
      return view(
        'linear',
        key,
        card,
        { style: { background: '#ffffff', radiusPx: dp(12) }, onTap: touch(() => ways.detail(listing)) },
        [
          symbol(
            `${key}/check`,
            check,
            line.checked ? 'check' : 'plus-circle',
            line.checked ? skin.theme.brand : '#c4c4c4',
            {
              contentDescription: line.checked ? '已选中' : '未选中',
              checkable: true,
              checked: line.checked,
              style: { paddingPx: dp(12) },
              onTap: touch(() => {
                line.checked = !line.checked;
              }),
            },
          ),
          picture(
            `${key}/picture`,
            art,
            { kind: 'goods', glyph: listing.picture.shape, hue: listing.picture.hue },
            {
              style: { radiusPx: dp(8) },
            },
          ),
          label(`${key}/title`, title, listing.title, { textSizePx: dp(14), maxLines: 2 }),
          label(`${key}/price`, price, `¥${yuan(listing.finalPriceFen)}`, {
            textSizePx: dp(16),
            bold: true,
            color: skin.theme.price,
          }),
          label(`${key}/count`, box(price[2] - dp(40), price[1], dp(40), dp(28)), `x${line.quantity}`, {
            textSizePx: dp(13),
            align: 'right',
          }),
          symbol(`${key}/remove`, [bin[0], bin[1], bin[2], bin[1] + dp(44)], 'trash', '#aaaaaa', {
            contentDescription: '删除',
            style: { paddingPx: dp(11) },
            onTap: touch(() => {
              this.#removing = line;
            }),
          }),
        ],
      );
    });
  }
}
