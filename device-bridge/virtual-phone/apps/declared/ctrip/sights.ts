// Sights: the list by kind, a sight with its tickets, and the order for a day.
import * as ui from '../../toolkit/index.js';
import { type Act, type CtripState, dayOr, heart, type Pages, place, totalRow } from './model.js';
import type { Sight } from './travel-data.js';

const lowest = ({ tickets }: Sight): number => Math.min(...tickets.map(({ fen }) => fen));
const orders: Record<string, (a: Sight, b: Sight) => number> = {
  好评优先: (a, b) => b.score - a.score,
  低价优先: (a, b) => lowest(a) - lowest(b),
  点评最多: (a, b) => b.reviews - a.reviews,
};
const scenes: Record<string, string> = {
  海岛: 'sea',
  游船: 'sea',
  动植物园: 'forest',
  演出: 'night',
  观光: 'city',
  主题乐园: 'night',
};

export function sightCard(sight: Sight, state: CtripState, act: Act): ui.Block {
  const open = (): void => {
    state.browsed = [sight.id, ...state.browsed.filter((other) => other !== sight.id)].slice(0, 30);
    act.go('sight', { id: sight.id });
  };
  return ui.card(`sight:${sight.id}`, sight.name, {
    art: ui.photo(scenes[sight.kind] ?? 'mountain', sight.hue),
    note: `${sight.score.toFixed(1)}分 · ${ui.roughCount(sight.reviews)}条点评`,
    lines: [`${sight.city} · ${sight.level}级 · ${sight.kind}`],
    price: `${ui.yen(lowest(sight))}起`,
    onTap: open,
  });
}

export const sightPages: Pages<'sights' | 'sight' | 'tickets'> = {
  sights: (state, params, act) => {
    const query = ui.bind(params, 'query', '');
    const kind = ui.bind(params, 'kind', '全部');
    const sort = ui.bind(params, 'sort', '好评优先');
    const kinds = ['全部', ...new Set(state.sights.map((sight) => sight.kind))];
    const shown = state.sights.filter(
      (sight) =>
        `${sight.name} ${sight.city}`.includes(query.value.trim()) &&
        (kind.value === '全部' || sight.kind === kind.value),
    );
    return {
      bar: { field: { key: 'sight-field', text: query, hint: '搜索景点、城市' } },
      pinned: [ui.tabs('sort', Object.keys(orders), sort), ui.chips('kind', kinds, kind, { oneLine: true })],
      list: `${sort.value} ${kind.value}`,
      feed: { size: 9 },
      content: [
        shown.length === 0 && ui.nothing('ticket', '没有找到景点'),
        ...shown.toSorted(orders[sort.value]).map((sight) => sightCard(sight, state, act)),
      ],
    };
  },

  sight: (state, { id }, act) => {
    const sight = ui.byId(state.sights, id);
    return {
      bar: { title: sight.name, actions: [heart(state, act, id)] },
      content: [
        ui.hero({ key: 'photo', art: ui.photo(scenes[sight.kind] ?? 'mountain', sight.hue), aspect: 0.5 }),
        ui.group('about', [
          ui.heading(sight.name),
          ui.row('score', `${sight.score.toFixed(1)}分 ${sight.level}级景区`, { value: `${sight.reviews}条点评` }),
          ui.row('hours', '开放时间', { value: sight.hours }),
          ui.row('address', '地址', { value: sight.address }),
        ]),
        ui.heading('门票'),
        ...sight.tickets.map((ticket) =>
          ui.card(`ticket:${ticket.id}`, ticket.name, {
            note: ticket.note,
            price: ui.yen(ticket.fen),
            control: ui.push('预订', () => act.go('tickets', { id, ticket: ticket.id }), { strong: true }),
          }),
        ),
      ],
    };
  },

  tickets: (state, params, act) => {
    const sight = ui.byId(state.sights, params.id);
    const ticket = ui.byId(sight.tickets, params.ticket);
    const day = dayOr(params.day ?? '', act);
    const count = ui.bind(params, 'count', 1);
    const guest = ui.bind(params, 'guest', '');
    const submit = (): void => {
      if (guest.value.trim() === '') {
        act.toast('请填写取票人');
        return;
      }
      place(state, act, {
        kind: 'ticket',
        title: sight.name,
        lines: [`${ticket.name} ×${count.value}`, day],
        day,
        people: [guest.value.trim()],
        fen: ticket.fen * count.value,
      });
    };
    return {
      bar: { title: '填写订单' },
      content: [
        ui.card('ticket', sight.name, { note: ticket.name, lines: [ticket.note], value: ui.yen(ticket.fen) }),
        ui.group('form', [
          ui.row('day', '游玩日期', {
            value: `${ui.dayText(day)} ${ui.weekdayOf(day)}`,
            arrow: true,
            onTap: () => act.pickDay('游玩日期', day, act.today(), (next) => ui.set(params, { day: next })),
          }),
          ui.row('count', '数量', { control: ui.stepper(count, { min: 1, max: 9 }) }),
          ui.field('guest', guest, { name: '取票人', hint: '与证件一致', bare: true }),
        ]),
        ui.notice('rule', '凭订单短信或身份证入园，请按所选日期使用'),
      ],
      bottom: [totalRow(ui.yen(ticket.fen * count.value), submit)],
    };
  },
};
