// Hotels: city and dates, the list with its filters, a hotel with rooms and what guests say, and the booking.
import * as ui from '../../toolkit/index.js';
import { roomNote, stayOf } from './booking.js';
import { type Hotel, hotelCities, type Room } from './hotel-data.js';
import { type Act, type CtripState, heart, keepSearch, type Pages, starTexts } from './model.js';

/** Of the rooms that are left, or of all when none is. */
function cheapest({ rooms }: Hotel): number {
  const left = rooms.filter((room) => room.left > 0);
  return Math.min(...(left.length > 0 ? left : rooms).map(({ fen }) => fen));
}

const ranges: Record<string, readonly [fromYuan: number, toYuan: number]> = {
  '¥200以下': [0, 200],
  '¥200-400': [200, 400],
  '¥400-700': [400, 700],
  '¥700以上': [700, 100_000],
};
const orders: Record<string, (a: Hotel, b: Hotel) => number> = {
  好评优先: (a, b) => b.score - a.score,
  低价优先: (a, b) => cheapest(a) - cheapest(b),
  高价优先: (a, b) => cheapest(b) - cheapest(a),
  距离优先: (a, b) => a.metres - b.metres,
};
const wishes = ['含早餐', '免费取消', '近地铁', '免费停车', '室内泳池', '健身房', '亲子主题', '可带宠物'];

function pickStay(state: CtripState, act: Act): void {
  const { first, last } = stayOf(state, act);
  act.pickDays('选择入住和离店日期', [first, last], act.today(), (from, to) =>
    ui.set(state, { stay: { first: from, last: to } }),
  );
}

function stayFacts(state: CtripState, act: Act): ui.Block {
  const { first, last, nights } = stayOf(state, act);
  return ui.facts(
    'stay',
    [
      { text: ui.dayText(first), note: `${ui.weekdayOf(first)}入住` },
      { text: `${nights}晚`, strong: false, share: 0.6 },
      { text: ui.dayText(last), note: `${ui.weekdayOf(last)}离店` },
    ],
    { onTap: () => pickStay(state, act) },
  );
}

function fulfils(hotel: Hotel, wish: string): boolean {
  if (wish === '含早餐') return hotel.rooms.some(({ breakfasts, left }) => breakfasts > 0 && left > 0);
  if (wish === '免费取消') return hotel.rooms.some(({ cancels, left }) => cancels && left > 0);
  return hotel.facilities.includes(wish);
}

export function hotelCard(hotel: Hotel, state: CtripState, act: Act): ui.Block {
  return ui.card(`hotel:${hotel.id}`, hotel.name, {
    art: ui.photo('building', hotel.hue),
    titleLines: 2,
    note: `${hotel.score.toFixed(1)}分 · ${hotel.reviews}条点评 · ${starTexts[hotel.stars]}`,
    lines: [`距市中心${ui.distanceText(hotel.metres)} · ${hotel.area}`],
    tags: hotel.facilities.slice(0, 3),
    price: `${ui.yen(cheapest(hotel))}起`,
    onTap: () => openHotel(state, act, hotel.id),
  });
}

export function openHotel(state: CtripState, act: Act, id: string): void {
  state.browsed = [id, ...state.browsed.filter((other) => other !== id)].slice(0, 30);
  act.go('hotel', { id });
}

export const hotelPages: Pages<'hotelQuery' | 'hotels' | 'hotel'> = {
  hotelQuery: (state, params, act) => {
    const query = ui.bind(params, 'query', '');
    const search = (): void => {
      if (query.value.trim() !== '') keepSearch(state, query.value.trim());
      act.go('hotels', { query: query.value.trim() });
    };
    return {
      bar: { title: '酒店' },
      content: [
        ui.banner({ key: 'campaign', title: '住好一点 连住立减', hue: 205 }),
        ui.group('query', [
          ui.row('city', state.city, {
            titleDp: 20,
            bold: true,
            value: '选择城市',
            arrow: true,
            onTap: () => act.pick('选择城市', hotelCities, ui.bind(state, 'city')),
          }),
          stayFacts(state, act),
          ui.row('rooms', '间数', { control: ui.stepper(ui.bind(state, 'rooms'), { min: 1, max: 5 }) }),
          ui.field('hotel-field', query, { hint: '位置/品牌/酒店', bare: true, onSubmit: search }),
          ui.bigButton('go', '查询', search),
        ]),
        ui.heading('口碑榜'),
        ...state.hotels
          .filter(({ city, stars }) => city === state.city && stars >= 4)
          .toSorted((a, b) => b.score - a.score)
          .slice(0, 5)
          .map((hotel) => hotelCard(hotel, state, act)),
      ],
    };
  },

  hotels: (state, params, act) => {
    const sort = ui.bind(params, 'sort', '欢迎度');
    const wants = ui.bind(params, 'wants', []);
    const { query = '', stars = [], price = '' } = params;
    const [from, to] = ranges[price] ?? [0, 100_000];
    const shown = state.hotels.filter(
      (hotel) =>
        hotel.city === state.city &&
        `${hotel.name} ${hotel.area}`.includes(query) &&
        (stars.length === 0 || stars.includes(starTexts[hotel.stars] ?? '')) &&
        from * 100 <= cheapest(hotel) &&
        cheapest(hotel) < to * 100 &&
        wants.value.every((wish) => fulfils(hotel, wish)),
    );
    const filter = (): void =>
      act.sheet({
        title: '筛选',
        content: () => [
          ui.heading('价格', { sizeDp: 14 }),
          ui.chips('price', Object.keys(ranges), ui.bind(params, 'price', '')),
          ui.heading('星级', { sizeDp: 14 }),
          ui.chips('stars', Object.values(starTexts), ui.bind(params, 'stars', [])),
          ui.heading('设施与服务', { sizeDp: 14 }),
          ui.chips('wishes', wishes, ui.bind(params, 'wants', [])),
        ],
        bottom: () => [
          ui.beside('buttons', [
            ui.bigButton('clear', '清空', () => ui.set(params, { price: '', stars: [], wants: [] }), {
              kind: 'outlined',
            }),
            ui.bigButton('done', '查看酒店', () => act.close()),
          ]),
        ],
      });
    return {
      bar: {
        search: {
          hint: '位置/品牌/酒店',
          value: `${state.city} ${query}`,
          onTap: () => act.go('search', { query }, 'search-field'),
        },
        actions: [ui.action('filter', '筛选', filter)],
      },
      pinned: [
        stayFacts(state, act),
        ui.tabs('sort', ['欢迎度', ...Object.keys(orders)], sort),
        ui.chips('wants', wishes.slice(0, 4), wants, { oneLine: true }),
      ],
      list: `${sort.value} ${wants.value.join()} ${price}`,
      feed: { size: 8, endText: '没有更多酒店了' },
      content: [
        shown.length === 0 && ui.nothing('hotel', '没有符合条件的酒店', '请放宽筛选条件'),
        ...shown.toSorted(orders[sort.value] ?? (() => 0)).map((hotel) => hotelCard(hotel, state, act)),
      ],
    };
  },

  hotel: (state, params, act) => {
    const hotel = ui.byId(state.hotels, params.id);
    const tab = ui.bind(params, 'tab', '房型');
    const room = (room: Room): ui.Block =>
      ui.card(`room:${room.id}`, room.name, {
        art: ui.photo('room', hotel.hue + room.fen / 100),
        note: roomNote(room),
        noteLines: 2,
        lines: [room.left === 0 ? '已订完' : room.left < 3 ? `仅剩${room.left}间` : '立即确认'],
        price: ui.yen(room.fen),
        control: ui.push('订', () => act.go('booking', { id: hotel.id, room: room.id }), {
          strong: true,
          enabled: room.left >= state.rooms,
        }),
      });
    const parts: Record<string, readonly ui.Block[]> = {
      房型: [stayFacts(state, act), ...hotel.rooms.toSorted((a, b) => a.fen - b.fen).map(room)],
      点评: hotel.comments.map(({ author, score, text }, at) =>
        ui.post({ key: `comment:${at + 1}`, author, note: `${score}.0分 · 入住体验`, text }),
      ),
      设施: [
        ui.group(
          'facilities',
          hotel.facilities.map((name) =>
            ui.row(`facility:${name}`, name, { art: ui.sign('check', '#0086f6'), artDp: 26 }),
          ),
        ),
        ui.group('policy', [
          ui.row('check-in', '入住时间', { value: '14:00 之后' }),
          ui.row('check-out', '退房时间', { value: '12:00 之前' }),
          ui.row('opened', '开业时间', { value: `${hotel.opened}年` }),
          ui.row('pets', '宠物', { value: hotel.facilities.includes('可带宠物') ? '可携带' : '不可携带' }),
        ]),
      ],
    };
    return {
      bar: { title: hotel.name, actions: [heart(state, act, hotel.id)] },
      list: tab.value,
      content: [
        ui.hero({ key: 'photo', art: ui.photo('building', hotel.hue), aspect: 0.5, caption: '相册 1/36' }),
        ui.group('about', [
          ui.heading(hotel.name),
          ui.facts('scores', [
            { text: hotel.score.toFixed(1), note: `${hotel.reviews}条点评`, color: '#0086f6' },
            { text: starTexts[hotel.stars] ?? '', note: `${hotel.opened}年开业` },
            { text: ui.distanceText(hotel.metres), note: '距市中心' },
          ]),
          ui.row('area', `${hotel.city} ${hotel.area}`, {
            art: ui.sign('pin'),
            artDp: 26,
            value: '地图',
            arrow: true,
            onTap: () => act.openApp('com.autonavi.minimap'),
          }),
        ]),
        ui.tabs('part', Object.keys(parts), tab),
        ...(parts[tab.value] ?? []),
      ],
    };
  },
};
