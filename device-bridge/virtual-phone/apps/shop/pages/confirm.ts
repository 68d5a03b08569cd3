// The order before it is placed: address, goods, amounts, and the button that places it.
import { TITLE_BAR_DP, titleBar } from '../../../ui/bars.js';
import { box, cutColumn, cutRow, inset } from '../../../ui/geometry.js';
import { type Cell, ScrollPosition, scrollList, stackCells } from '../../../ui/scroll-list.js';
import type { View } from '../../../ui/view.js';
import { button, label, page, picture, symbol, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import type { Listing } from '../catalogue/model.js';
import { cell, type ShopContext } from '../context.js';
import { yuan } from '../wording.js';
import { PayPage } from './pay.js';

export class ConfirmPage implements Page {
  readonly activity: string;
  readonly #context: ShopContext;
  readonly #listings: readonly Listing[];
  readonly #position = new ScrollPosition();

  constructor(context: ShopContext, listings: readonly Listing[]) {
    this.#context = context;
    this.#listings = listings;
    this.activity = context.skin.activities.confirm;
    context.store.recordStep('confirmOpened', this.#ids(), context.host.now());
  }

  #ids(): string[] {
    return this.#listings.map((listing) => listing.id);
  }

  #totalFen(): number {
    return this.#listings.reduce((sum, listing) => sum + listing.finalPriceFen, 0);
  }

  render(): View {
    const { screen, dp, skin, host } = this.#context;
    const [, title, list, bar] = cutColumn(screen.full, [
      screen.content[1],
      dp(TITLE_BAR_DP),
      'fill',
      dp(60) + screen.metrics.navigationBarPx,
    ]);
    const cells = [this.#address(), ...this.#listings.map((listing) => this.#goods(listing)), this.#amounts()];
    const [total, submit] = cutRow(inset([bar[0], bar[1], bar[2], bar[1] + dp(60)], dp(14), dp(8)), ['fill', dp(136)]);
    return page(screen.full, { background: skin.theme.background }, [
      titleBar(screen, title, {
        title: '确认订单',
        background: skin.theme.background,
        color: '#222222',
        centredTitle: true,
        onBack: () => this.#context.back(),
      }),
      scrollList({
        key: 'confirm',
        bounds: list,
        content: stackCells(cells, screen.metrics.widthPx, dp(10), dp(4)),
        position: this.#position,
        onScrolled: () => host.invalidate(),
      }),
      view('frame', 'submit-bar', bar, { style: { background: '#ffffff' } }, [
        label('submit-total', total, `合计 ¥${yuan(this.#totalFen())}`, {
          textSizePx: dp(18),
          bold: true,
          color: skin.theme.price,
        }),
        button(
          'submit',
          submit,
          skin.words.submitOrder,
          { background: skin.theme.buyButton, color: '#ffffff', radiusPx: dp(22), textSizePx: dp(16), bold: true },
          { resourceId: this.#context.id('submit_order'), onTap: this.#context.touch(() => this.#submit()) },
        ),
      ]),
    ]);
  }

  #submit(): void {
    const { store, host, pages } = this.#context;
    const order = store.placeOrder(this.#ids(), this.#totalFen(), host.now());
    pages.replace(new PayPage(this.#context, order));
  }

  #address(): Cell {
    const { dp } = this.#context;
    return cell('address', dp(84), (bounds) => {
      const card = inset(bounds, dp(10), 0);
      const [pin, words] = cutRow(card, [dp(52), 'fill']);
      const [place, person] = cutColumn(inset(words, 0, dp(14)), ['fill', 'fill']);
      return view('linear', 'address', card, { style: { background: '#ffffff', radiusPx: dp(12) } }, [
        symbol('address/pin', inset(pin, dp(14)), 'pin', this.#context.skin.theme.brand),
        label('address/place', place, '上海市 浦东新区 世纪大道 100 号 8 楼', { textSizePx: dp(15), bold: true }),
        label('address/person', person, '陈先生 138****6688', { textSizePx: dp(13), color: '#777777' }),
      ]);
    });
  }

  #goods(listing: Listing): Cell {
    const { dp } = this.#context;
    const key = `order:${listing.id}`;
    return cell(key, dp(112), (bounds) => {
      const card = inset(bounds, dp(10), 0);
      const [art, words] = cutRow(inset(card, dp(12)), [dp(88), 'fill'], dp(12));
      const [title, price] = cutColumn(words, ['fill', dp(26)]);
      return view('linear', key, card, { style: { background: '#ffffff', radiusPx: dp(12) } }, [
        picture(
          `${key}/picture`,
          art,
          { kind: 'goods', glyph: listing.picture.shape, hue: listing.picture.hue },
          {
            style: { radiusPx: dp(8) },
          },
        ),
        label(`${key}/title`, title, listing.title, { textSizePx: dp(14), maxLines: 2 }),
        label(`${key}/price`, price, `¥${yuan(listing.basePriceFen)}  x1`, { textSizePx: dp(14), bold: true }),
      ]);
    });
  }

  #amounts(): Cell {
    const { dp } = this.#context;
    const base = this.#listings.reduce((sum, listing) => sum + listing.basePriceFen, 0);
    const rows: readonly (readonly [string, string])[] = [
      ['商品金额', `¥${yuan(base)}`],
      ['优惠', `-¥${yuan(base - this.#totalFen())}`],
      ['运费', '¥0'],
      ['支付方式', '银行卡'],
    ];
    return cell('amounts', dp(20 + 38 * rows.length), (bounds) => {
      const card = inset(bounds, dp(10), 0);
      const children = rows.flatMap(([name, amount], index) => {
        const line = box(card[0] + dp(14), card[1] + dp(10 + 38 * index), card[2] - card[0] - dp(28), dp(38));
        return [
          label(`amount:${index}/name`, line, name, { textSizePx: dp(14), color: '#555555' }),
          label(`amount:${index}/value`, [line[2] - dp(140), line[1], line[2], line[3]], amount, {
            textSizePx: dp(14),
            align: 'right',
          }),
        ];
      });
      return view('linear', 'amounts', card, { style: { background: '#ffffff', radiusPx: dp(12) } }, children);
    });
  }
}
