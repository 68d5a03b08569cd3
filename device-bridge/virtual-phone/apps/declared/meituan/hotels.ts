// Hotels by the night: dates, rooms, and the booking.
import * as ui from '../../toolkit/index.js';
import type { Hotel } from './data.js';
import { type Act, type MeituanState, type Pages, place } from './model.js';

const cheapest = ({ rooms }: Hotel): number => Math.min(...rooms.map(({ fen }) => fen));

function stayOf(state: MeituanState, act: Act): { first: string; last: string; nights: number } {
  const { first, last } = state.stay.first ? state.stay : { first: act.today(), last: ui.addDays(act.today(), 1) };
  return { first, last, nights: ui.daysBetween(first, last) };
}

export function hotelCard(hotel: Hotel, act: Act): ui.Block {
  return ui.card(`hotel:${hotel.id}`, hotel.name, {
    art: ui.photo('building', hotel.hue),
    note: `${hotel.score.toFixed(1)}分 · ${hotel.reviews}条评价 · ${hotel.star}`,
    lines: [`${hotel.area} · 距您${ui.distanceText(hotel.metres)}`],
    price: `${ui.yen(cheapest(hotel))}起`,
    onTap: () => act.go('hotel', { id: hotel.id }),
  });
}

export const hotelPages: Pages<'hotels' | 'hotel' | 'booking'> = {
  hotels: (state, params, act) => {
    const { first, last, nights } = stayOf(state, act);
    const sort = ui.bind(params, 'sort', '欢迎度');
    const star = ui.bind(params, 'star', '不限');
    const query = ui.bind(params, 'query', '');
    const pick = (): void =>
      act.pickDays('选择入住和离店日期', [first, last], act.today(), (from, to) =>
        ui.set(state, { stay: { first: from, last: to } }),
      );
    const by: Record<string, (a: Hotel, b: Hotel) => number> = {
      低价优先: (a, b) => cheapest(a) - cheapest(b),
      好评优先: (a, b) => b.score - a.score,
      距离: (a, b) => a.metres - b.metres,
    };
    const hotels = state.hotels.filter(
      (hotel) => (star.value === '不限' || hotel.star === star.value) && hotel.name.includes(query.value.trim()),
    );
    return {
      bar: { field: { key: 'hotel-field', text: query, hint: '位置、品牌、酒店' } },
      pinned: [
        ui.facts(
          'stay',
          [
            { text: ui.dayText(first), note: '入住' },
            { text: `${nights}晚`, strong: false },
            { text: ui.dayText(last), note: '离店' },
          ],
          { onTap: pick },
        ),
        ui.tabs('sort', ['欢迎度', ...Object.keys(by)], sort),
        ui.chips('star', ['不限', '经济型', '舒适型', '高档型', '豪华型'], star, { oneLine: true }),
      ],
      list: `${sort.value} ${star.value}`,
      feed: { size: 8 },
      content: [
        hotels.length === 0 && ui.nothing('hotel', '没有符合条件的酒店'),
        ...hotels.toSorted(by[sort.value] ?? (() => 0)).map((hotel) => hotelCard(hotel, act)),
      ],
    };
  },

  hotel: (state, params, act) => {
    const hotel = ui.byId(state.hotels, params.id);
    const { first, last, nights } = stayOf(state, act);
    return {
      bar: { title: hotel.name },
      content: [
        ui.hero({ key: 'photo', art: ui.photo('room', hotel.hue), caption: '1/24' }),
        ui.card('about', `${hotel.score.toFixed(1)}分 ${hotel.star}`, {
          note: `${hotel.reviews}条评价 · ${hotel.area} · 距您${ui.distanceText(hotel.metres)}`,
        }),
        ui.card('stay', `${ui.dayText(first)} - ${ui.dayText(last)}`, { value: `共${nights}晚` }),
        ...hotel.rooms.map((room) =>
          ui.card(`room:${room.id}`, room.name, {
            art: ui.photo('room', hotel.hue + room.fen),
            note: room.note,
            lines: [room.left === 0 ? '已满房' : room.left < 3 ? `仅剩${room.left}间` : '免费取消'],
            price: ui.yen(room.fen),
            control: ui.push('预订', () => act.go('booking', { id: hotel.id, room: room.id }), {
              strong: true,
              enabled: room.left > 0,
            }),
          }),
        ),
      ],
    };
  },

  booking: (state, params, act) => {
    const hotel = ui.byId(state.hotels, params.id);
    const room = ui.byId(hotel.rooms, params.room);
    const { first, last, nights } = stayOf(state, act);
    const guest = ui.bind(params, 'guest', '');
    const submit = (): void => {
      if (guest.value.trim() === '') {
        act.toast('请填写入住人姓名');
        return;
      }
      place(state, act, {
        title: hotel.name,
        lines: [room.name, `${first} 至 ${last}`, guest.value],
        fen: room.fen * nights,
      });
    };
    return {
      bar: { title: '填写订单' },
      content: [
        ui.card('room', room.name, {
          note: `${hotel.name}`,
          lines: [`${ui.dayText(first)} - ${ui.dayText(last)} 共${nights}晚`, room.note],
        }),
        ui.group('guest', [
          ui.field('guest-name', guest, { name: '入住人', hint: '请填写姓名', bare: true }),
          ui.field('guest-phone', ui.bind(params, 'phone', ''), {
            name: '手机号',
            hint: '用于接收确认短信',
            bare: true,
          }),
        ]),
      ],
      bottom: [
        ui.row('total', `合计 ${ui.yen(room.fen * nights)}`, {
          bold: true,
          color: '#ff4b10',
          control: ui.push('提交订单', submit, { strong: true }),
        }),
      ],
    };
  },
};
