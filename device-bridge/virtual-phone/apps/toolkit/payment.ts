// The page where a payment is confirmed: six digits on a keypad in a window that forbids screenshots.
import { box, centred, columns } from '../../ui/geometry.js';
import type { View } from '../../ui/view.js';
import { button, symbol, view } from '../../ui/views.js';
import type { Actions } from './actions.js';
import { figure, paragraph } from './blocks/texts.js';
import type { Body } from './body.js';
import { type Block, cellOf } from './kit.js';

const digits = 6;
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'delete'];

export interface PaymentOptions {
  /** "请输入支付密码" by default. */
  readonly title?: string;
  /** "¥32.00". */
  readonly amount: string;
  readonly what: string;
  /** Each digit, so that a checker can tell that somebody began to pay. */
  onDigit?(): void;
  onPaid(): void;
}

/** Body of a payment page; its params remember how many digits were entered. */
export function payment<Routes>(params: { entered?: number }, act: Actions<Routes>, options: PaymentOptions): Body {
  const entered = params.entered ?? 0;
  const leave = (): void =>
    act.confirm('是否放弃本次付款？', '订单会为您保留，可稍后在订单中继续支付。', '放弃', () => act.back(), {
      cancel: '继续付款',
    });
  const enter = (): void => {
    params.entered = entered + 1;
    options.onDigit?.();
    if (entered + 1 < digits) return;
    params.entered = 0;
    options.onPaid();
  };
  const remove = (): void => {
    params.entered = Math.max(0, entered - 1);
  };
  return {
    bar: { title: options.title ?? '请输入支付密码', close: true, back: true, onBack: leave },
    secure: true,
    background: '#ffffff',
    content: [
      paragraph(options.what, { align: 'center', key: 'pay-what' }),
      figure(options.amount, '', { key: 'pay-amount' }),
      dots(entered),
    ],
    bottom: [keypad(enter, remove)],
    onBack: () => {
      leave();
      return true;
    },
  };
}

function dots(entered: number): Block {
  return (kit, width) =>
    cellOf('pin', kit.dp(62), (bounds) => {
      const side = kit.dp(46);
      const start = bounds[0] + Math.round((width - side * digits) / 2);
      const boxes = Array.from({ length: digits }, (_, index) =>
        view('view', `pin:${index}`, box(start + index * side, bounds[1] + kit.dp(8), side, side), {
          style: {
            border: '#d5d5d5',
            align: 'center',
            textSizePx: kit.dp(22),
            paintedText: index < entered ? '●' : '',
          },
        }),
      );
      return view('group', 'pin', bounds, {}, boxes);
    });
}

function keypad(onDigit: () => void, onDelete: () => void): Block {
  return (kit) => {
    const height = kit.dp(kit.isLandscape ? 40 : 60);
    return cellOf('keypad', height * 4, (bounds) => {
      const children = keys.map((name, index): View | undefined => {
        if (name === '') return undefined;
        const top = bounds[1] + Math.floor(index / 3) * height;
        const column = columns(bounds, 3)[index % 3] ?? bounds;
        const place = box(column[0], top, column[2] - column[0] - 3, height - 3);
        if (name === 'delete') {
          return symbol('key:delete', centred(place, kit.dp(30), kit.dp(30)), 'backspace', '#333333', {
            contentDescription: '删除',
            onTap: kit.touch(onDelete),
          });
        }
        return button(
          `key:${name}`,
          place,
          name,
          { background: '#ffffff', textSizePx: kit.dp(24), color: '#222222' },
          { onTap: kit.touch(onDigit) },
        );
      });
      return view('group', 'keypad', bounds, { style: { background: '#e9eaee' } }, children);
    });
  };
}
