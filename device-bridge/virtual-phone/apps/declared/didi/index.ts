// DiDi: a ride from here to there, now or later. Calling one books it; what it costs is paid at the end, on the keypad.
import { yuan } from '../../shop/wording.js';
import * as ui from '../../toolkit/index.js';
import { type Act, type DidiState, dataOf, quote, type Ride, type Routes, statusText, type Trip } from './state.js';
import { drivers, type Kind, kinds } from './tables.js';
import { mePart, ridePart, tripsPart } from './tabs.js';

export const didi = ui.declareApp<DidiState, Routes>({
  identity: {
    packageName: 'com.sdu.didi.psnger',
    label: '滴滴出行',
    mainActivity: 'com.didi.sdk.app.MainActivity',
    versionName: '6.9.24',
    versionCode: 1306092400,
    icon: { glyph: 'car', hue: 22 },
  },
  palette: { brand: '#ff6435', background: '#f3f4f5', bar: 'clear', radius: 16, titleAlign: 'left', ids: 'shrunk' },
  data: dataOf,
  home: 'home',
  loading: ['quotes'],
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'ride');
      const navigation = ui.navigation(tab, [
        ['ride', '打车', 'car'],
        ['trips', '行程', 'route'],
        ['me', '我的', 'user'],
      ]);
      const part = {
        ride: () => ridePart(state, params, act),
        trips: () => tripsPart(state, act),
        me: () => mePart(state, act),
      };
      return { navigation, list: tab.value, ...part[tab.value]() };
    },

    place: (state, params, act) => {
      const query = ui.bind(params, 'query', '');
      const found = state.places.filter(({ name, address }) => `${name}${address}`.includes(query.value.trim()));
      const choose = (name: string): void => {
        const { field, from = state.here, departs = '' } = params;
        if (field === 'home' || field === 'company') state[field] = name;
        if (field === 'to') act.replace('quotes', { trip: { from, to: name, departs } });
        else if (field === 'from') act.replace('home', { from: name, departs });
        else act.back();
      };
      const saved = (name: string, text: string, symbol: string): ui.Block =>
        ui.row(`saved:${symbol}`, text, { note: name, art: ui.sign(symbol), onTap: () => choose(name) });
      const hint = { from: '从哪儿出发', to: '您要去哪儿', home: '家在哪里', company: '公司在哪里' }[params.field];
      return {
        bar: { field: { key: 'place-search', text: query, hint, symbol: 'search' } },
        content: [
          query.value === '' && saved(state.home, '家', 'home'),
          query.value === '' && saved(state.company, '公司', 'note'),
          found.length === 0 && ui.nothing('pin', '没有找到地点', '换个关键词试试'),
          ...found.map((place) =>
            ui.row(`place:${place.id}`, place.name, {
              note: place.address,
              art: ui.sign('pin'),
              side: `${(place.metres / 1000).toFixed(1)}公里`,
              onTap: () => choose(place.name),
            }),
          ),
        ],
      };
    },

    quotes: (state, params, act) => {
      const { trip } = params;
      const chosen = ui.bind(params, 'chosen', ['快车']);
      const order = ui.bind(params, 'order', 'recommended');
      const offers = kinds.map((kind) => ({ kind, fen: quote(state, kind, trip) }));
      if (order.value === 'price') offers.sort((a, b) => a.fen - b.fen);
      const selected = offers.filter(({ kind }) => chosen.value.includes(kind.name));
      const lowest = Math.min(...selected.map(({ fen }) => fen));
      const flip = (name: string): void => {
        const without = chosen.value.filter((other) => other !== name);
        chosen.set(without.length < chosen.value.length ? without : [...without, name]);
      };
      return {
        bar: { title: trip.to, note: `${trip.from} 出发 · ${trip.departs || '现在'}` },
        pinned: [
          ui.tabs(
            'order',
            [
              { key: 'recommended', text: '推荐' },
              { key: 'price', text: '价格最低' },
            ],
            order as ui.Bound<string>,
          ),
        ],
        content: [
          ui.map({
            key: 'route',
            hue: 30,
            heightDp: 190,
            pins: [
              { key: 'from', x: 0.2, y: 0.75, text: '起点' },
              { key: 'to', x: 0.8, y: 0.3, text: trip.to },
            ],
            route: [
              [0.2, 0.75],
              [0.35, 0.5],
              [0.6, 0.55],
              [0.8, 0.3],
            ],
          }),
          ...offers.map(({ kind, fen }) => {
            const on = { value: chosen.value.includes(kind.name), set: () => flip(kind.name) };
            return ui.card(`kind:${kind.name}`, kind.name, {
              note: kind.note,
              lines: [`约 ${kind.minutes} 分钟上车`],
              value: `预估 ¥${yuan(fen)}`,
              lead: ui.check(on),
              selected: on.value,
              onTap: () => flip(kind.name),
            });
          }),
        ],
        bottom: [
          ui.bigButton('call', trip.departs ? '预约用车' : '立即呼叫', () => call(state, act, trip, selected), {
            enabled: selected.length > 0,
          }),
          selected.length > 0 &&
            ui.paragraph(`已选 ${selected.length} 种车型，预估 ¥${yuan(lowest)} 起`, { key: 'total', align: 'center' }),
        ],
      };
    },

    ride: (state, { id }, act) => {
      const ride = state.rides.find((other) => other.id === id);
      if (!ride) return { bar: {}, content: [ui.nothing('route', '没有这个行程')] };
      const isOpen = ride.status === 'calling' || ride.status === 'booked' || ride.status === 'accepted';
      const cancel = (): void =>
        act.confirm('取消行程', '确定取消本次行程吗？', '确定取消', () => ui.set(ride, { status: 'cancelled' }));
      const share = { name: '行程分享', control: ui.toggle(ui.bind(state, 'shareTrip'), '行程分享') };
      return {
        bar: { title: '行程详情' },
        content: [
          ui.figure(statusText[ride.status], ride.departs || ride.kind, { key: 'status', sizeDp: 24 }),
          ui.card('route', `${ride.from} → ${ride.to}`, {
            titleLines: 2,
            note: ride.kind,
            value: `¥${yuan(ride.fen)}`,
          }),
          ride.driver !== '' &&
            ui.card('driver', ride.driver, { art: ui.face(ride.driver), note: '4.9 分 · 服务 2386 单' }),
          ui.card('share', share.name, { control: share.control, note: '把行程分享给紧急联系人' }),
          isOpen && ui.bigButton('cancel', '取消行程', cancel, { kind: 'outlined' }),
          ride.status === 'finished' &&
            ui.bigButton('pay', `支付 ¥${yuan(ride.fen)}`, () => act.go('pay', { ride: id })),
        ],
      };
    },

    pay: (state, params, act) => {
      const ride = state.rides.find(({ id }) => id === params.ride);
      return ui.payment(params, act, {
        amount: `¥${yuan(ride?.fen ?? 0)}`,
        what: `滴滴出行 - ${ride?.kind ?? ''}`,
        onDigit: () => ui.set(state, { digitsEntered: state.digitsEntered + 1 }),
        onPaid: () => {
          if (ride) ride.status = 'paid';
          act.back();
        },
      });
    },

    coupons: (state) => ({
      bar: { title: '优惠券' },
      content: state.coupons.map(({ name, fen, until }, index) =>
        ui.card(`coupon:${index + 1}`, name, {
          note: until,
          value: `¥${yuan(fen)}`,
          art: ui.sign('ticket', '#ff6435'),
        }),
      ),
    }),
  },
});

function call(state: DidiState, act: Act, trip: Trip, offers: readonly { kind: Kind; fen: number }[]): void {
  const cheapest = [...offers].sort((a, b) => a.fen - b.fen)[0];
  if (!cheapest) return;
  const id = `r${state.nextId}`;
  const ride: Ride = {
    ...trip,
    id,
    kind: cheapest.kind.name,
    fen: cheapest.fen,
    calledAt: act.now(),
    status: trip.departs ? 'booked' : 'calling',
    driver: '',
  };
  state.nextId += 1;
  state.rides.unshift(ride);
  act.replace('ride', { id });
  if (ride.status === 'calling') {
    act.later(2500, () => {
      if (ride.status === 'calling')
        ui.set(ride, { status: 'accepted', driver: drivers[state.nextId % drivers.length] ?? '' });
    });
  }
}
