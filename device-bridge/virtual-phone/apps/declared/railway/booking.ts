// Booking a seat of one train, and exchanging a paid ticket for one.
import * as ui from '../../toolkit/index.js';
import { nightsOf, type Train, trainsOf } from './data.js';
import {
  type Act,
  cheapest,
  leftText,
  type Order,
  type Pages,
  queryDay,
  type RailwayState,
  shareOf,
  spanText,
} from './model.js';

export function trainOf(state: RailwayState, act: Act, no: string): Train | undefined {
  const { from, to } = state.query;
  return trainsOf(state.seed, from, to, queryDay(state, act)).find((train) => train.no === no);
}

export const missing: ui.Body = { bar: { title: '车次' }, content: [ui.nothing('train', '该车次已停售')] };

export function timesBlock(key: string, train: Train, onTap?: () => void): ui.Block {
  const nights = nightsOf(train);
  return ui.facts(
    key,
    [
      { text: train.departs, note: train.from },
      { text: train.no, note: spanText(train.minutes), strong: false },
      { text: `${train.arrives}${nights > 0 ? ` +${nights}` : ''}`, note: train.to },
      { text: `${ui.yen(cheapest(train))}起`, note: ' ', color: '#ff7a00' },
    ],
    { onTap },
  );
}

export const bookingPages: Pages<'confirm'> = {
  confirm: (state, params, act) => {
    const train = trainOf(state, act, params.no);
    const seat = train?.seats.find(({ name }) => name === params.seat);
    if (!train || !seat) return missing;
    const chosen = ui.bind(params, 'chosen', []);
    const listed = state.passengers.filter(({ type }) => !state.query.student || type === '学生');
    const people = listed.filter(({ id }) => chosen.value.includes(id));
    const fen = people.reduce((sum, { type }) => sum + Math.round((seat.fen * shareOf(type, seat.name)) / 50) * 50, 0);
    const submit = (): void => {
      if (people.length === 0) {
        act.toast('请选择乘车人');
        return;
      }
      if (!params.isStandby && people.length > seat.left) {
        act.toast(`余票不足，仅剩${seat.left}张`);
        return;
      }
      const names = people.map(({ name }) => name);
      act.confirm('确认提交订单', `${train.no}次 ${seat.name} ${names.join('、')}，共${ui.yen(fen)}`, '确认', () => {
        const order = orderOf(state, act, train, seat.name, names, fen, params.place ?? '');
        state.orders.unshift({ ...order, isStandby: params.isStandby === true });
        act.replace('order', { id: order.id });
      });
    };
    const sides = seat.name === '二等座' ? ['A窗', 'B中', 'C过道', 'D过道', 'F窗'] : ['A窗', 'C过道', 'D过道', 'F窗'];
    return {
      bar: { title: params.isStandby ? '提交候补' : '确认订单' },
      content: [
        ui.group('head', [timesBlock('times', train)]),
        ui.card('seat', seat.name, { value: `${ui.yen(seat.fen)}  ${leftText(seat.left)}` }),
        ui.heading('乘车人', { more: { text: '添加', onTap: () => act.go('passenger', {}) } }),
        ui.group(
          'people',
          listed.map(({ id, name, type, idCard }) => {
            const turn = (): void =>
              chosen.set(
                chosen.value.includes(id) ? chosen.value.filter((other) => other !== id) : [...chosen.value, id],
              );
            return ui.row(`person:${id}`, `${name}  ${type}`, {
              note: idCard,
              lead: ui.check({ value: chosen.value.includes(id), set: turn }),
              onTap: turn,
            });
          }),
        ),
        /[GD]/.test(train.no) && !params.isStandby && ui.heading('选座服务'),
        /[GD]/.test(train.no) &&
          !params.isStandby &&
          ui.chips('place', sides, ui.bind(params, 'place', ''), { clear: true }),
        ui.notice('rule', '开车前30分钟（部分车站为20分钟）停止办理改签、退票之外的变更。请在30分钟内完成支付。'),
      ],
      bottom: [
        ui.row('total', `${people.length}人 合计 ${ui.yen(fen)}`, {
          bold: true,
          control: ui.push('提交订单', submit, { strong: true }),
        }),
      ],
    };
  },
};

function orderOf(
  state: RailwayState,
  act: Act,
  train: Train,
  seat: string,
  names: string[],
  fen: number,
  place: string,
): Order {
  const id = `E${100_000 + state.orders.length}`;
  const random = ui.randomFor(state.seed, id);
  const coach = String(random.integer(1, 16)).padStart(2, '0');
  const row = random.integer(1, 18);
  const places = names.map(
    (_, at) =>
      `${coach}车${String(row).padStart(2, '0')}${place.charAt(0) && at === 0 ? place.charAt(0) : 'ABCDF'.charAt(at % 5)}号`,
  );
  const { no, from, to, departs, arrives } = train;
  const day = queryDay(state, act);
  return {
    id,
    isStandby: false,
    train: no,
    from,
    to,
    departs,
    arrives,
    day,
    seat,
    places,
    passengers: names,
    fen,
    status: 'unpaid',
    refundFen: 0,
    changedFrom: '',
  };
}

/** Another train in place of a paid ticket: a dearer one counts once the difference is paid, a cheaper one at once. */
export function exchange(state: RailwayState, act: Act, id: string, train: Train, seat: string): void {
  const old = ui.byId(state.orders, id);
  const fen = (train.seats.find(({ name }) => name === seat)?.fen ?? 0) * old.passengers.length;
  const more = fen - old.fen;
  const text = more > 0 ? `需补差价${ui.yen(more)}` : `将退还差价${ui.yen(-more)}`;
  act.confirm('确认改签', `改签为${train.no}次 ${seat}，${text}`, '确认改签', () => {
    const order = orderOf(state, act, train, seat, old.passengers, fen, '');
    if (more <= 0) ui.set(old, { status: 'changed', refundFen: -more });
    state.orders.unshift({ ...order, changedFrom: id, status: more > 0 ? 'unpaid' : 'paid' });
    act.home();
    act.go('order', { id: order.id });
  });
}
