// Seats in planes and trains: what is offered for the query, and the order for chosen travellers.
import * as ui from '../../toolkit/index.js';
import { type Train, trainsOf } from '../railway/data.js';
import { type Act, type CtripState, dayOr, type Journey, type Pages, place, totalRow } from './model.js';
import { type Flight, flightsOf } from './travel-data.js';

const taxFen = 12_000;
const insuranceFen = 4000;

/** What is offered for the query; what has left today is not. */
export function offers(kind: 'flight', state: CtripState, act: Act): Flight[];
export function offers(kind: 'train', state: CtripState, act: Act): Train[];
export function offers(kind: Journey, state: CtripState, act: Act): (Flight | Train)[] {
  const { from, to, day } = state[kind];
  const on = dayOr(day, act);
  const soonest = on === act.today() ? ui.timeAt(act.now()) : '';
  const all = kind === 'flight' ? flightsOf(state.seed, from, to, on) : trainsOf(state.seed, from, to, on);
  return all.filter(({ departs }) => departs > soonest);
}

export const missing: ui.Body = { bar: { title: '已停售' }, content: [ui.nothing('ticket', '该班次已停售')] };

export const seatPages: Pages<'seats'> = {
  seats: (state, params, act) => {
    const { kind, no, seat: name } = params;
    const flight = kind === 'flight' ? offers('flight', state, act).find((other) => other.no === no) : undefined;
    const offer =
      flight ?? (kind === 'train' ? offers('train', state, act).find((other) => other.no === no) : undefined);
    const seat = (flight ? flight.cabins : (offer as Train | undefined)?.seats)?.find((other) => other.name === name);
    if (!offer || !seat) return missing;
    const chosen = ui.bind(params, 'chosen', []);
    const people = state.travellers.filter(({ id }) => chosen.value.includes(id));
    const extraFen = (flight ? taxFen : 0) + (params.insured ? insuranceFen : 0);
    const fen = people.length * (seat.fen + extraFen);
    const day = dayOr(state[kind].day, act);
    const submit = (): void => {
      if (people.length === 0) act.toast(`请选择${flight ? '乘机人' : '乘车人'}`);
      else if (people.length > seat.left) act.toast(`余票不足，仅剩${seat.left}张`);
      else {
        place(state, act, {
          kind,
          title: `${no} ${offer.from} - ${offer.to}`,
          lines: [`${name}${params.insured ? ' 含保险' : ''}`, `${day} ${offer.departs} - ${offer.arrives}`],
          day,
          people: people.map((person) => person.name),
          fen,
        });
      }
    };
    return {
      bar: { title: '填写订单' },
      content: [
        ui.card('offer', `${no}  ${name}`, {
          note: `${ui.dayText(day)} ${ui.weekdayOf(day)} ${offer.departs} ${offer.from} - ${offer.arrives} ${offer.to}`,
          noteLines: 2,
        }),
        ui.heading(flight ? '乘机人' : '乘车人', { more: { text: '管理', onTap: () => act.go('travellers', {}) } }),
        ui.group(
          'people',
          state.travellers.map((person) => {
            const turn = (): void => {
              const rest = chosen.value.filter((id) => id !== person.id);
              chosen.set(rest.length < chosen.value.length ? rest : [...rest, person.id]);
            };
            return ui.row(`person:${person.id}`, person.name, {
              note: person.idCard,
              lead: ui.check({ value: chosen.value.includes(person.id), set: turn }),
              onTap: turn,
            });
          }),
        ),
        ui.group('extras', [
          ui.row('price', '票价', { value: `${ui.yen(seat.fen)}/人` }),
          flight !== undefined && ui.row('tax', '机建+燃油', { value: `${ui.yen(taxFen)}/人` }),
          ui.row('insurance', flight ? '航空综合险' : '火车意外险', {
            note: `${ui.yen(insuranceFen)}/人`,
            control: ui.toggle(
              { value: params.insured ?? false, set: (insured) => ui.set(params, { insured }) },
              '保险',
            ),
          }),
          ui.field('phone', ui.bind(params, 'phone', '138****0000'), {
            name: '联系手机',
            hint: '用于出票通知',
            bare: true,
          }),
        ]),
      ],
      bottom: [totalRow(ui.yen(fen), submit)],
    };
  },
};
