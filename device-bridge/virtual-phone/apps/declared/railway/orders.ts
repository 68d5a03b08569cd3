// Orders: paying, giving tickets back, and exchanging them.
import * as ui from '../../toolkit/index.js';
import { type Act, dayOf, type Order, type OrderStatus, type Pages, type RailwayState, timesOf } from './model.js';

const texts: Record<OrderStatus, string> = {
  unpaid: '待支付',
  paid: '已支付',
  waiting: '候补中',
  cancelled: '已取消',
  refunded: '已退票',
  changed: '已改签',
  travelled: '已出行',
};
/** Tab of the order list, and the orders it shows. */
const shelves: Record<string, (order: Order) => boolean> = {
  待支付: ({ status }) => status === 'unpaid',
  未出行: ({ status }) => status === 'paid',
  候补订单: ({ isStandby }) => isStandby,
  历史订单: ({ status }) => ['travelled', 'refunded', 'changed', 'cancelled'].includes(status),
};

/** What is still to be paid: of an exchanged ticket the difference. */
function dueFen(state: RailwayState, order: Order): number {
  return order.fen - (order.changedFrom ? ui.byId(state.orders, order.changedFrom).fen : 0);
}

/** Part of the price that is kept: nothing from 8 days on, 5 % from 2 days, 10 % from 1 day, else 20 %; at least ¥2. */
function feeFen(order: Order, act: Act): number {
  const leavesAt = Date.parse(`${dayOf(order, act)}T${order.departs}:00+08:00`);
  const hours = (leavesAt - act.now()) / 3_600_000;
  if (hours >= 8 * 24) return 0;
  const share = hours >= 48 ? 0.05 : hours >= 24 ? 0.1 : 0.2;
  return Math.max(200, Math.round((order.fen * share) / 50) * 50);
}

export function ordersPart(state: RailwayState, act: Act, shelf: ui.Bound<string>): ui.Body {
  const shown = state.orders.filter(shelves[shelf.value] ?? (() => true));
  return {
    bar: { title: '订单' },
    pinned: [ui.tabs('shelf', Object.keys(shelves), shelf)],
    list: shelf.value,
    content: [
      shown.length === 0 && ui.nothing('ticket', `没有${shelf.value}的订单`),
      ...shown.map((order) =>
        ui.card(`order:${order.id}`, `${order.train}  ${order.from} → ${order.to}`, {
          bold: true,
          side: texts[order.status],
          note: `${dayOf(order, act)} ${order.departs} 开`,
          lines: [`${order.seat} ${order.passengers.join('、')}`],
          price: ui.yen(order.fen),
          onTap: () => act.go('order', { id: order.id }),
        }),
      ),
    ],
  };
}

export const orderPages: Pages<'order' | 'refund' | 'pay'> = {
  order: (state, { id }, act) => {
    const order = ui.byId(state.orders, id);
    const cancel = (): void =>
      act.confirm('取消订单', '一天内3次申请车票成功后取消订单，当日将不能继续购票。', '确定取消', () =>
        ui.set(order, { status: 'cancelled' }),
      );
    const change = (): void => {
      ui.set(state.query, { from: order.from, to: order.to, day: dayOf(order, act) });
      act.go('trains', { change: id });
    };
    const due = dueFen(state, order);
    return {
      bar: { title: '订单详情' },
      content: [
        ui.figure(
          texts[order.status],
          order.status === 'unpaid' ? '席位已锁定，请在30分钟内完成支付' : `订单号 ${id}`,
          {
            sizeDp: 24,
          },
        ),
        ui.group('head', [timesOf(order, act)]),
        ui.group(
          'tickets',
          order.passengers.map((name, at) =>
            ui.row(`ticket:${at + 1}`, name, { note: `${order.seat} ${order.isStandby ? '候补' : order.places[at]}` }),
          ),
        ),
        ui.card('sum', '订单总额', { value: ui.yen(order.fen) }),
        order.changedFrom !== '' && order.status === 'unpaid' && ui.card('due', '改签差价', { value: ui.yen(due) }),
        order.refundFen > 0 && ui.card('returned', '退款金额', { value: ui.yen(order.refundFen) }),
        order.status === 'paid' &&
          ui.group('services', [
            ui.row('change', '改签', { arrow: true, onTap: change }),
            ui.row('give-back', '退票', { arrow: true, onTap: () => act.go('refund', { id }) }),
            ui.row('meal', '餐饮·特产', { arrow: true, onTap: () => act.toast('该车次暂不支持订餐') }),
            ui.row('trip', '添加到行程提醒', { control: ui.push('添加', () => act.toast('已添加行程提醒')) }),
          ]),
        order.status === 'waiting' &&
          ui.bigButton('leave', '取消候补', () => ui.set(order, { status: 'cancelled', refundFen: order.fen }), {
            kind: 'outlined',
          }),
      ],
      bottom:
        order.status === 'unpaid'
          ? [
              ui.row('pay-row', `应付 ${ui.yen(due)}`, {
                bold: true,
                color: '#ff7a00',
                control: ui.several(
                  ui.push('取消订单', cancel, { name: 'cancel' }),
                  ui.push('立即支付', () => act.go('pay', { id }), { strong: true }),
                ),
              }),
            ]
          : undefined,
    };
  },

  refund: (state, { id }, act) => {
    const order = ui.byId(state.orders, id);
    const fee = feeFen(order, act);
    const give = (): void =>
      act.confirm('确认退票', `退票费${ui.yen(fee)}，应退${ui.yen(order.fen - fee)}，确定退票吗？`, '确定', () => {
        ui.set(order, { status: 'refunded', refundFen: order.fen - fee });
        act.toast('退票成功，款项将原路退回');
        act.back();
      });
    return {
      bar: { title: '退票' },
      content: [
        ui.group('head', [timesOf(order, act)]),
        ui.group('money', [
          ui.row('price', '票价', { value: ui.yen(order.fen) }),
          ui.row('fee', '退票费', { value: ui.yen(fee) }),
          ui.row('repaid', '应退票款', { value: ui.yen(order.fen - fee), bold: true }),
        ]),
        ui.paragraph(
          '退票费规则：开车前8天（含）以上不收；48小时以上按票价5%；24小时以上不足48小时按10%；不足24小时按20%。最低2元。',
          {
            sizeDp: 13,
            color: '#8a8d96',
          },
        ),
        ui.bigButton('give', '确认退票', give, { enabled: order.status === 'paid' }),
      ],
    };
  },

  pay: (state, params, act) => {
    const order = ui.byId(state.orders, params.id);
    const paid = (): void => {
      order.status = order.isStandby ? 'waiting' : 'paid';
      if (order.changedFrom) ui.byId(state.orders, order.changedFrom).status = 'changed';
      act.toast('支付成功');
      act.home();
    };
    return ui.payment(params, act, {
      amount: ui.yen(dueFen(state, order)),
      what: `${order.train}次 ${order.from}-${order.to}`,
      onDigit: () => ui.set(state, { digitsEntered: state.digitsEntered + 1 }),
      onPaid: paid,
    });
  },
};
