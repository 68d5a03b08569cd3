// Flights and trains: from where to where on which day, the list, the seats, and the order.
import * as ui from '../../toolkit/index.js';
import { cities, type Train } from '../railway/data.js';
import { type Act, type CtripState, dayOr, type Journey, type Pages } from './model.js';
import { missing, offers } from './seats.js';
import type { Flight } from './travel-data.js';

const titles: Record<Journey, string> = { flight: '机票', train: '火车票' };
const daysAhead: Record<Journey, number> = { flight: 180, train: 14 };

const spanText = (minutes: number): string => `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}m`;
const lowest = (offers: readonly { fen: number }[]): number => Math.min(...offers.map(({ fen }) => fen));

function dayBar(kind: Journey, state: CtripState, act: Act): ui.Block {
  const onPick = (day: string): void => {
    state[kind].day = day;
    act.reload();
  };
  return ui.dayBar(dayOr(state[kind].day, act), act, { daysAhead: daysAhead[kind], color: '#0086f6', onPick });
}

function flightCard(flight: Flight, act: Act): ui.Block {
  return ui.group(`flight:${flight.no}`, [
    ui.facts(
      `times:${flight.no}`,
      [
        { text: flight.departs, note: flight.from },
        { text: spanText(flight.minutes), note: flight.via ? `经停${flight.via}` : '直飞', strong: false },
        { text: flight.arrives, note: flight.to },
        { text: ui.yen(lowest(flight.cabins)), note: '起', color: '#ff6600' },
      ],
      { onTap: () => act.go('flight', { no: flight.no }) },
    ),
    ui.row(`about:${flight.no}`, `${flight.airline}${flight.no} | ${flight.aircraft} | 准点率${flight.punctual}%`, {
      titleDp: 12,
      faded: true,
    }),
  ]);
}

function trainCard(train: Train, act: Act): ui.Block {
  return ui.group(`train:${train.no}`, [
    ui.facts(
      `times:${train.no}`,
      [
        { text: train.departs, note: train.from },
        { text: train.no, note: spanText(train.minutes), strong: false },
        { text: train.arrives, note: train.to },
        { text: ui.yen(lowest(train.seats)), note: '起', color: '#ff6600' },
      ],
      { onTap: () => act.go('train', { no: train.no }) },
    ),
    ui.row(`about:${train.no}`, train.seats.map(({ name, left }) => `${name}${left > 0 ? left : '抢'}`).join(' '), {
      titleDp: 12,
      faded: true,
    }),
  ]);
}

function seatCards(
  kind: Journey,
  no: string,
  seats: readonly { name: string; fen: number; left: number; note?: string }[],
  act: Act,
): ui.Block[] {
  return seats.map(({ name, fen, left, note }) =>
    ui.card(`seat:${name}`, name, {
      price: ui.yen(fen),
      note: note ?? (left === 0 ? '无票' : left < 10 ? `仅剩${left}张` : '有票'),
      lines: note && left < 4 ? [left === 0 ? '已售完' : `仅剩${left}张`] : [],
      control: ui.push('预订', () => act.go('seats', { kind, no, seat: name }), { strong: true, enabled: left > 0 }),
    }),
  );
}

export const travelPages: Pages<'journey' | 'flights' | 'flight' | 'trains' | 'train'> = {
  journey: (state, { kind }, act) => {
    const query = state[kind];
    const names = cities.map(({ name }) => name);
    const pick = (which: 'from' | 'to'): void =>
      act.pick(which === 'from' ? '出发城市' : '到达城市', names, ui.bind(query, which));
    const day = dayOr(query.day, act);
    const search = (): void => {
      if (query.from === query.to) act.toast('出发城市和到达城市不能相同');
      else act.go(kind === 'flight' ? 'flights' : 'trains', {});
    };
    return {
      bar: { title: titles[kind] },
      content: [
        ui.banner({
          key: 'campaign',
          title: kind === 'flight' ? '说走就走 特价机票' : '抢票加速 免费领',
          hue: kind === 'flight' ? 200 : 226,
        }),
        ui.group('query', [
          ui.fromTo(query, '#0086f6', pick),
          ui.row('day', `${ui.dayText(day)} ${ui.weekdayOf(day)}`, {
            bold: true,
            value: '出发日期',
            arrow: true,
            onTap: () => act.pickDay('出发日期', day, act.today(), (next) => ui.set(query, { day: next })),
          }),
          ui.bigButton('go', '查询', search),
        ]),
        kind === 'flight' && ui.notice('tip', '票价随时变动，请尽快预订'),
      ],
    };
  },

  flights: (state, params, act) => {
    const sort = ui.bind(params, 'sort', '时间早晚');
    const wants = ui.bind(params, 'wants', []);
    const airline = ui.bind(params, 'airline', '');
    const all = offers('flight', state, act);
    const orders: Record<string, (a: Flight, b: Flight) => number> = {
      时间早晚: (a, b) => a.departs.localeCompare(b.departs),
      低价优先: (a, b) => lowest(a.cabins) - lowest(b.cabins),
      耗时最短: (a, b) => a.minutes - b.minutes,
      准点率: (a, b) => b.punctual - a.punctual,
    };
    const shown = all.filter(
      (flight) =>
        (!wants.value.includes('直飞') || flight.via === '') &&
        (!wants.value.includes('上午') || flight.departs < '12:00') &&
        (!wants.value.includes('晚上') || flight.departs >= '18:00') &&
        (airline.value === '' || flight.airline === airline.value),
    );
    const filter = (): void =>
      act.pick('航空公司', [{ key: '', text: '不限' }, ...new Set(all.map((flight) => flight.airline))], airline);
    return {
      bar: { title: `${state.flight.from} - ${state.flight.to}`, actions: [ui.action('filter', '航空公司', filter)] },
      pinned: [dayBar('flight', state, act), ui.chips('wants', ['直飞', '上午', '晚上'], wants, { oneLine: true })],
      list: `${sort.value} ${dayOr(state.flight.day, act)} ${wants.value.join()}`,
      feed: { size: 9 },
      content: [
        shown.length === 0 && ui.nothing('plane', '没有符合条件的航班', '换个日期，或看看火车票'),
        ...shown.toSorted(orders[sort.value]).map((flight) => flightCard(flight, act)),
      ],
      bottom: [ui.tabs('sort', Object.keys(orders), sort)],
    };
  },

  flight: (state, { no }, act) => {
    const flight = offers('flight', state, act).find((other) => other.no === no);
    if (!flight) return missing;
    return {
      bar: { title: `${flight.airline}${no}`, note: ui.dayText(dayOr(state.flight.day, act)) },
      content: [
        flightCard(flight, act),
        ui.group('more', [
          ui.row('punctual', '准点率', { value: `${flight.punctual}%` }),
          ui.row('aircraft', '机型', { value: flight.aircraft }),
          ui.row('via', '经停', { value: flight.via || '无' }),
        ]),
        ...seatCards('flight', no, flight.cabins, act),
      ],
    };
  },

  trains: (state, params, act) => {
    const sort = ui.bind(params, 'sort', '出发最早');
    const wants = ui.bind(params, 'wants', []);
    const orders: Record<string, (a: Train, b: Train) => number> = {
      出发最早: (a, b) => a.departs.localeCompare(b.departs),
      耗时最短: (a, b) => a.minutes - b.minutes,
      低价优先: (a, b) => lowest(a.seats) - lowest(b.seats),
    };
    const shown = offers('train', state, act).filter(
      ({ no, seats }) =>
        (!wants.value.includes('只看高铁') || /^[GD]/.test(no)) &&
        (!wants.value.includes('只看有票') || seats.some(({ left }) => left > 0)),
    );
    return {
      bar: { title: `${state.train.from} - ${state.train.to}` },
      pinned: [dayBar('train', state, act), ui.chips('wants', ['只看高铁', '只看有票'], wants, { oneLine: true })],
      list: `${sort.value} ${dayOr(state.train.day, act)} ${wants.value.join()}`,
      content: [
        shown.length === 0 && ui.nothing('train', '没有符合条件的车次'),
        ...shown.toSorted(orders[sort.value]).map((train) => trainCard(train, act)),
      ],
      bottom: [ui.tabs('sort', Object.keys(orders), sort)],
    };
  },

  train: (state, { no }, act) => {
    const train = offers('train', state, act).find((other) => other.no === no);
    if (!train) return missing;
    const stops = (): void =>
      act.sheet({
        title: `${no} 经停站`,
        content: () =>
          train.stops.map((stop, at) =>
            ui.row(`stop:${at + 1}`, stop.station, { value: `${stop.arrives}  ${stop.departs}` }),
          ),
      });
    return {
      bar: { title: `${no}次`, actions: [ui.textAction('经停', stops)] },
      content: [trainCard(train, act), ...seatCards('train', no, train.seats, act)],
    };
  },
};
