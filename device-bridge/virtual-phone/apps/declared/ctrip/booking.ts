// The stay that is looked for, and the booking of a room for it.
import * as ui from '../../toolkit/index.js';
import type { Room } from './hotel-data.js';
import { type Act, type CtripState, type Pages, place, totalRow } from './model.js';

export function stayOf({ stay }: CtripState, act: Act): { first: string; last: string; nights: number } {
  const isSet = ui.daysBetween(act.today(), stay.first) >= 0;
  const [first, last] = isSet ? [stay.first, stay.last] : [act.today(), ui.addDays(act.today(), 1)];
  return { first, last, nights: ui.daysBetween(first, last) };
}

export function roomNote({ bed, breakfasts, cancels }: Room): string {
  return [bed, ['无早餐', '含1份早餐', '含2份早餐'][breakfasts], cancels ? '免费取消' : '不可取消'].join(' · ');
}

export const bookingPages: Pages<'booking'> = {
  booking: (state, params, act) => {
    const hotel = ui.byId(state.hotels, params.id);
    const room = ui.byId(hotel.rooms, params.room);
    const { first, last, nights } = stayOf(state, act);
    const guest = ui.bind(params, 'guest', '');
    const arrives = ui.bind(params, 'arrives', '18:00');
    const fen = room.fen * nights * state.rooms;
    const submit = (): void => {
      if (guest.value.trim() === '') {
        act.toast('请填写住客姓名');
        return;
      }
      place(state, act, {
        kind: 'hotel',
        title: hotel.name,
        lines: [`${room.name} ${state.rooms}间`, `${first} 至 ${last} 共${nights}晚`],
        day: first,
        people: [guest.value.trim()],
        fen,
      });
    };
    return {
      bar: { title: '填写订单' },
      content: [
        ui.card('room', hotel.name, {
          note: room.name,
          lines: [roomNote(room), `${ui.dayText(first)} - ${ui.dayText(last)} 共${nights}晚`],
        }),
        ui.heading('预订信息', { sizeDp: 15 }),
        ui.group('form', [
          ui.row('rooms', '房间数', {
            control: ui.stepper(ui.bind(state, 'rooms'), { min: 1, max: Math.max(1, room.left) }),
          }),
          ui.field('guest', guest, { name: '住客姓名', hint: '每间填1位', bare: true }),
          ui.field('phone', ui.bind(params, 'phone', '138****0000'), {
            name: '联系手机',
            hint: '用于接收短信',
            bare: true,
          }),
          ui.row('arrives', '预计到店', {
            value: arrives.value,
            arrow: true,
            onTap: () => act.pick('预计到店', ['14:00', '16:00', '18:00', '20:00', '22:00', '次日凌晨'], arrives),
          }),
        ]),
        ui.group('prices', [
          ui.row('price', '房费', { value: `${ui.yen(room.fen)} × ${nights}晚 × ${state.rooms}间` }),
          ui.row('cancel', '取消政策', { value: room.cancels ? '入住当天18:00前免费取消' : '不可取消' }),
        ]),
      ],
      bottom: [totalRow(ui.yen(fen), submit)],
    };
  },
};
