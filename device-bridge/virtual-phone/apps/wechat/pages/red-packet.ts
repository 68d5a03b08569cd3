// A red packet: as it lies in a chat, and the window over the chat in which it is opened. Opening moves money.
import { box } from '../../../ui/geometry.js';
import type { Cell } from '../../../ui/scroll-list.js';
import type { Rect, View } from '../../../ui/view.js';
import { button, iconButton, label, symbol, view } from '../../../ui/views.js';
import { yuan } from '../../shop/wording.js';
import type { WeChatContext } from '../context.js';
import type { RedPacket } from '../store.js';

const RED = '#f9ece0';
const GROUND = '#e75a4e';
const WORN = '#f3b0a9';

/** `left` and `width` of the chat's bubbles. */
export function packetCell(
  { dp, touch }: WeChatContext,
  key: string,
  packet: RedPacket,
  sender: (bounds: Rect) => View,
  onOpen: () => void,
): Cell {
  return {
    key,
    heightPx: dp(104),
    view: (bounds) => {
      const card = box(bounds[0] + dp(60), bounds[1] + dp(4), dp(240), dp(90));
      const ground = packet.opened ? WORN : GROUND;
      return view('relative', key, bounds, {}, [
        sender(box(bounds[0] + dp(12), card[1], dp(40), dp(40))),
        view(
          'linear',
          `${key}/packet`,
          card,
          { style: { background: ground, radiusPx: dp(6) }, onTap: touch(onOpen) },
          [
            symbol(`${key}/symbol`, box(card[0] + dp(12), card[1] + dp(14), dp(34), dp(34)), 'gift', RED),
            label(`${key}/greeting`, box(card[0] + dp(56), card[1] + dp(12), dp(176), dp(24)), packet.greeting, {
              textSizePx: dp(15),
              color: '#ffffff',
            }),
            label(`${key}/state`, box(card[0] + dp(56), card[1] + dp(36), dp(176), dp(20)), stateOf(packet), {
              textSizePx: dp(12),
              color: RED,
            }),
            label(`${key}/kind`, box(card[0] + dp(12), card[3] - dp(24), dp(200), dp(20)), '微信红包', {
              textSizePx: dp(11),
              color: RED,
            }),
          ],
        ),
      ]);
    },
  };
}

function stateOf({ opened }: RedPacket): string {
  return opened ? '已领取' : '领取红包';
}

/** Over the whole chat; `onClose` when it is left. */
export function packetWindow(context: WeChatContext, packet: RedPacket, onClose: () => void): View {
  const { screen, dp, touch, id } = context;
  const width = dp(290);
  const left = Math.round((screen.metrics.widthPx - width) / 2);
  const top = Math.round(screen.metrics.heightPx * 0.22);
  const card = box(left, top, width, dp(400));
  const line = (key: string, y: number, text: string, sizeDp: number): View =>
    label(key, box(left, top + dp(y), width, dp(sizeDp * 1.7)), text, {
      textSizePx: dp(sizeDp),
      color: RED,
      align: 'center',
    });
  const open = touch(() => {
    packet.opened = true;
  });
  const side = dp(88);
  const coin = box(left + Math.round((width - side) / 2), top + dp(250), side, side);
  return view('frame', 'packet', screen.full, { style: { background: 'rgba(0, 0, 0, 0.6)' }, onTap: () => {} }, [
    view('frame', 'packet/card', card, { style: { background: GROUND, radiusPx: dp(14) } }, [
      line('packet/from', 60, `${packet.from}的红包`, 16),
      line('packet/greeting', 100, packet.greeting, 20),
      ...(packet.opened
        ? [
            line('packet/amount', 190, `${yuan(packet.fen)} 元`, 34),
            line('packet/where', 260, '已存入零钱，可直接提现', 13),
          ]
        : [
            button(
              'packet/open',
              coin,
              '開',
              {
                background: '#ebcc99',
                color: '#3b3b3b',
                textSizePx: dp(34),
                bold: true,
                radiusPx: Math.round(side / 2),
              },
              { contentDescription: '开', resourceId: id('j6g'), onTap: open },
            ),
          ]),
    ]),
    iconButton(
      'packet/close',
      box(Math.round(screen.metrics.widthPx / 2) - dp(22), card[3] + dp(16), dp(44), dp(44)),
      'close',
      RED,
      dp(10),
      { contentDescription: '关闭', onTap: touch(onClose) },
    ),
  ]);
}
