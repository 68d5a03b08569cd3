// The payment keypad: a secure page that asks for six digits. Entering them all pays the order.
import { dialog } from '../../../ui/dialog.js';
import { box, centred, cutColumn } from '../../../ui/geometry.js';
import type { View } from '../../../ui/view.js';
import { button, iconButton, label, page, symbol, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import type { ShopContext } from '../context.js';
import type { Order } from '../store.js';
import { yuan } from '../wording.js';

const DIGITS = 6;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'delete'];

export class PayPage implements Page {
  readonly activity: string;
  readonly #context: ShopContext;
  readonly #order: Order;
  #entered = 0;
  #leaving = false;

  constructor(context: ShopContext, order: Order) {
    this.#context = context;
    this.#order = order;
    this.activity = context.skin.activities.pay;
  }

  /** The first time it asks whether to leave; the second time it leaves. */
  back(): boolean {
    const ask = !this.#leaving;
    this.#leaving = ask;
    return ask;
  }

  secure(): boolean {
    return true;
  }

  render(): View {
    const { screen, dp } = this.#context;
    const width = screen.metrics.widthPx;
    const [, head, amount, dots, , keypad] = cutColumn(screen.content, [
      dp(20),
      dp(50),
      dp(110),
      dp(60),
      'fill',
      dp(248),
    ]);
    const [name, sum] = cutColumn(amount, [dp(34), 'fill']);
    const side = dp(46);
    const start = Math.round((width - side * DIGITS) / 2);
    const boxes = Array.from({ length: DIGITS }, (_, index) =>
      view('view', `pin:${index}`, box(start + index * side, dots[1], side, side), {
        style: {
          border: '#d5d5d5',
          align: 'center',
          textSizePx: dp(22),
          paintedText: index < this.#entered ? '●' : '',
        },
      }),
    );
    return page(screen.full, { background: '#ffffff' }, [
      iconButton('back', box(dp(6), head[1], dp(44), dp(44)), 'close', '#333333', dp(11), {
        contentDescription: '关闭',
        onTap: () => this.#context.back(),
      }),
      label('pay-title', head, '请输入支付密码', { textSizePx: dp(18), bold: true, align: 'center' }),
      label('pay-name', name, '订单金额', { textSizePx: dp(14), color: '#777777', align: 'center' }),
      label('pay-amount', sum, `¥${yuan(this.#order.totalFen)}`, { textSizePx: dp(36), bold: true, align: 'center' }),
      ...boxes,
      view('group', 'keypad', keypad, { style: { background: '#e9eaee' } }, this.#keys(keypad)),
      this.#leaving ? this.#question() : undefined,
    ]);
  }

  #question(): View {
    const { screen, skin, touch, back } = this.#context;
    return dialog(screen, {
      title: '是否放弃本次付款？',
      message: '订单会为您保留，可稍后在“我的”中查看。',
      accent: skin.theme.brand,
      buttons: [
        { text: '放弃', onTap: back },
        {
          text: '继续付款',
          strong: true,
          onTap: touch(() => {
            this.#leaving = false;
          }),
        },
      ],
    });
  }

  #keys(area: View['bounds']): (View | undefined)[] {
    const { dp, touch } = this.#context;
    const width = Math.floor((area[2] - area[0]) / 3);
    const height = Math.floor((area[3] - area[1]) / 4);
    return KEYS.map((name, index) => {
      if (name === '') return undefined;
      const place = box(area[0] + (index % 3) * width, area[1] + Math.floor(index / 3) * height, width - 3, height - 3);
      if (name === 'delete') {
        const remove = touch(() => {
          this.#entered = Math.max(0, this.#entered - 1);
        });
        return symbol('key:delete', centred(place, dp(30), dp(30)), 'backspace', '#333333', {
          contentDescription: '删除',
          onTap: remove,
        });
      }
      return button(
        `key:${name}`,
        place,
        name,
        { background: '#ffffff', textSizePx: dp(24), color: '#222222' },
        {
          onTap: touch(() => this.#enter()),
        },
      );
    });
  }

  #enter(): void {
    const { store, host, pages } = this.#context;
    this.#entered += 1;
    store.recordStep('digitEntered', this.#order.listingIds, host.now());
    if (this.#entered < DIGITS) return;
    store.pay(this.#order.id, host.now());
    host.toast('支付成功');
    pages.home();
  }
}
