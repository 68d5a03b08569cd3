// From stations and a day to a train, its seats, and the order.
import * as ui from '../../toolkit/index.js';
import { exchange, missing, timesBlock, trainOf } from './booking.js';
import { cities, cityOf, nightsOf, type Train, trainsOf } from './data.js';
import { type Act, cheapest, leftText, type Pages, queryDay, type RailwayState, soldDays } from './model.js';

const parts: Record<string, readonly [string, string]> = {
  '00:00-06:00': ['00:00', '06:00'],
  '06:00-12:00': ['06:00', '12:00'],
  '12:00-18:00': ['12:00', '18:00'],
  '18:00-24:00': ['18:00', '24:00'],
};
const orders: Record<string, (a: Train, b: Train) => number> = {
  发时最早: (a, b) => a.departs.localeCompare(b.departs),
  耗时最短: (a, b) => a.minutes - b.minutes,
  价格最低: (a, b) => cheapest(a) - cheapest(b),
  到时最早: (a, b) => nightsOf(a) - nightsOf(b) || a.arrives.localeCompare(b.arrives),
};

/** Trains of the query that have not left yet. */
export function offered(state: RailwayState, act: Act): Train[] {
  const { from, to } = state.query;
  const day = queryDay(state, act);
  const soonest = day === act.today() ? ui.timeAt(act.now()) : '';
  return trainsOf(state.seed, from, to, day).filter(({ departs }) => departs > soonest);
}

function dayBar(state: RailwayState, act: Act): ui.Block {
  const onPick = (day: string): void => {
    state.query.day = day;
    act.reload();
  };
  return ui.dayBar(queryDay(state, act), act, { daysAhead: soldDays, color: '#2f7fe0', onPick });
}

export const ticketPages: Pages<'station' | 'trains' | 'train'> = {
  station: (state, params, act) => {
    const query = ui.bind(params, 'query', '');
    const word = query.value.trim().toLowerCase();
    const choose = (place: string): void => {
      ui.set(state.query, { [params.which]: place });
      act.back();
    };
    const found = cities.filter(({ name, pinyin, stations }) => `${name} ${pinyin} ${stations}`.includes(word));
    const recent = [...new Set(state.history.flatMap(({ from, to }) => [from, to]))];
    return {
      bar: { field: { key: 'station-field', text: query, hint: '中文/拼音/首字母，如：北京 beijing' } },
      content: [
        word === '' && ui.heading('历史查询'),
        word === '' && ui.chips('recent', recent, { value: '', set: choose }, { clear: true }),
        word === '' && ui.heading('热门车站'),
        word === '' &&
          ui.chips(
            'popular',
            cities.slice(0, 12).map(({ name }) => name),
            { value: '', set: choose },
            { clear: true },
          ),
        found.length === 0 && ui.nothing('train', '没有找到车站'),
        ...found.flatMap((city) => [
          ui.row(`city:${city.name}`, city.name, { bold: true, value: '全部车站', onTap: () => choose(city.name) }),
          ...city.stations
            .filter(
              (station) =>
                station !== city.name && (word === '' || `${station} ${city.name} ${city.pinyin}`.includes(word)),
            )
            .map((station) => ui.row(`station:${station}`, station, { note: city.name, onTap: () => choose(station) })),
        ]),
      ],
    };
  },

  trains: (state, params, act) => {
    const { from, to } = state.query;
    const sort = ui.bind(params, 'sort', '发时最早');
    const wants = ui.bind(params, 'wants', state.query.fastOnly ? ['高铁动车'] : []);
    const [times, leaves, arrives] = [
      ui.bind(params, 'times', []),
      ui.bind(params, 'leaves', []),
      ui.bind(params, 'arrives', []),
    ];
    const all = offered(state, act);
    const isIn = (train: Train): boolean =>
      times.value.some((name) => (parts[name]?.[0] ?? '') <= train.departs && train.departs < (parts[name]?.[1] ?? ''));
    const shown = all.filter(
      (train) =>
        (!wants.value.includes('高铁动车') || /^[GD]/.test(train.no)) &&
        (!wants.value.includes('普通列车') || !/^[GD]/.test(train.no)) &&
        (!wants.value.includes('只看有票') || train.seats.some(({ left }) => left > 0)) &&
        (times.value.length === 0 || isIn(train)) &&
        (leaves.value.length === 0 || leaves.value.includes(train.from)) &&
        (arrives.value.length === 0 || arrives.value.includes(train.to)),
    );
    const filter = (): void =>
      act.sheet({
        title: '筛选',
        content: () => [
          ui.heading('出发时间', { sizeDp: 14 }),
          ui.chips('times', Object.keys(parts), ui.bind(params, 'times', [])),
          ui.heading('出发车站', { sizeDp: 14 }),
          ui.chips('leaves', cityOf(from).stations, ui.bind(params, 'leaves', [])),
          ui.heading('到达车站', { sizeDp: 14 }),
          ui.chips('arrives', cityOf(to).stations, ui.bind(params, 'arrives', [])),
        ],
        bottom: () => [
          ui.bigButton('clear', '清空', () => ui.set(params, { times: [], leaves: [], arrives: [] }), {
            kind: 'outlined',
          }),
          ui.bigButton('done', '确定', () => act.close()),
        ],
      });
    const open = (train: Train) => (): void =>
      act.go('train', { no: train.no, ...(params.change ? { change: params.change } : {}) });
    return {
      bar: { title: `${from} ⇌ ${to}`, actions: [ui.action('filter', '筛选', filter)] },
      pinned: [
        params.change !== undefined && ui.notice('changing', '改签：请选择新的车次，改签后原车票作废'),
        dayBar(state, act),
        ui.chips('wants', ['高铁动车', '普通列车', '只看有票'], wants, { oneLine: true }),
      ],
      list: `${sort.value} ${queryDay(state, act)} ${wants.value.join()}`,
      content: [
        shown.length === 0 && ui.nothing('train', '没有符合条件的车次', '试试其他日期或放宽筛选'),
        ...shown.toSorted(orders[sort.value]).map((train) =>
          ui.group(`train:${train.no}`, [
            timesBlock(`times:${train.no}`, train, open(train)),
            ui.row(`seats:${train.no}`, train.seats.map(({ name, left }) => `${name}:${leftText(left)}`).join('  '), {
              titleDp: 12.5,
              onTap: open(train),
            }),
          ]),
        ),
        shown.length > 0 && ui.paragraph(`共${shown.length}趟列车`, { key: 'count', align: 'center', sizeDp: 12 }),
      ],
      bottom: [ui.tabs('sort', Object.keys(orders), sort)],
    };
  },

  train: (state, { no, change }, act) => {
    const train = trainOf(state, act, no);
    if (!train) return missing;
    const book = (seat: string, isStandby: boolean): void =>
      change ? exchange(state, act, change, train, seat) : act.go('confirm', { no, seat, isStandby });
    return {
      bar: { title: `${no}次 ${ui.dayText(queryDay(state, act))}` },
      content: [
        ui.group('head', [timesBlock('times', train)]),
        ...train.seats.map(({ name, fen, left }) =>
          ui.card(`seat:${name}`, name, {
            price: ui.yen(fen),
            note: left === 0 ? '暂无余票，可提交候补' : `余票：${leftText(left)}`,
            control: ui.push(left === 0 ? '候补' : change ? '改签' : '预订', () => book(name, left === 0), {
              strong: left > 0,
              enabled: left > 0 || !change,
            }),
          }),
        ),
        ui.heading('经停站'),
        ui.group(
          'stops',
          train.stops.map((stop, at) =>
            ui.row(`stop:${at + 1}`, stop.station, { value: `${stop.arrives}  ${stop.departs}` }),
          ),
        ),
        ui.paragraph('检票口：以车站大屏公告为准。列车中途可能停站，请勿随意下车。', { sizeDp: 12, color: '#8a8d96' }),
      ],
    };
  },
};
