// Passengers, settings, and what one can look up: the timetable of a train, the board of a station.
import * as ui from '../../toolkit/index.js';
import { cities, type Train, trainsOf } from './data.js';
import { type Act, type Pages, type RailwayState, spanText } from './model.js';

/** Trains that leave a city today, by departure; of several of one number the first. */
function leaving(state: RailwayState, act: Act, from: string): Train[] {
  const all = cities.slice(0, 12).filter(({ name, stations }) => name !== from && !stations.includes(from));
  const trains = all.flatMap(({ name }) => trainsOf(state.seed, from, name, act.today()));
  const byNumber = new Map(trains.toReversed().map((train) => [train.no, train]));
  return [...byNumber.values()].toSorted((a, b) => a.departs.localeCompare(b.departs));
}

export const minePages: Pages<'passengers' | 'passenger' | 'timetable' | 'board' | 'settings'> = {
  passengers: (state, _params, act) => ({
    bar: { title: '乘车人', actions: [ui.action('plus', '添加乘车人', () => act.go('passenger', {}))] },
    content: state.passengers.map((person) =>
      ui.card(`person:${person.id}`, person.name, {
        note: `${person.type} · 身份证 ${person.idCard}`,
        lines: [`手机号 ${person.phone}`],
        control: ui.tap('trash', `删除${person.name}`, () =>
          act.confirm('删除乘车人', `确定删除${person.name}吗？`, '删除', () => ui.remove(state.passengers, person)),
        ),
      }),
    ),
  }),

  passenger: (state, params, act) => {
    const [name, idCard, phone] = [
      ui.bind(params, 'name', ''),
      ui.bind(params, 'idCard', ''),
      ui.bind(params, 'phone', ''),
    ];
    const type = ui.bind(params, 'type', '成人');
    const save = (): void => {
      if (name.value.trim() === '') act.toast('请输入姓名');
      else if (!/^\d{17}[\dXx]$/.test(idCard.value)) act.toast('请输入18位身份证号');
      else {
        const id = `m${state.passengers.length + 1}-${state.orders.length}-${act.now()}`;
        const masked = `${idCard.value.slice(0, 4)}**********${idCard.value.slice(-4)}`;
        state.passengers.push({ id, name: name.value.trim(), type: type.value, idCard: masked, phone: phone.value });
        act.back();
      }
    };
    return {
      bar: { title: '添加乘车人', actions: [ui.textAction('完成', save)] },
      content: [
        ui.group('form', [
          ui.field('name', name, { name: '姓名', hint: '与证件一致', bare: true }),
          ui.field('id-card', idCard, { name: '身份证', hint: '18位证件号码', bare: true }),
          ui.field('phone', phone, { name: '手机号', hint: '用于核验', bare: true }),
        ]),
        ui.heading('优惠类型', { sizeDp: 15 }),
        ui.chips('type', ['成人', '儿童', '学生'], type, { clear: true }),
        ui.bigButton('save', '保存', save),
      ],
    };
  },

  timetable: (state, params, act) => {
    const query = ui.bind(params, 'query', '');
    const word = query.value.trim().toUpperCase();
    const found = word === '' ? [] : leaving(state, act, '上海').filter(({ no }) => no.includes(word));
    return {
      bar: { field: { key: 'train-field', text: query, hint: '输入车次，如 G1' } },
      content: [
        word === '' && ui.nothing('train', '查询列车时刻', '输入车次号，查看上海始发的列车'),
        word !== '' && found.length === 0 && ui.nothing('train', '没有找到该车次'),
        ...found.slice(0, 12).flatMap((train) => [
          ui.heading(`${train.no}  ${train.from} → ${train.to}  ${spanText(train.minutes)}`, {
            sizeDp: 15,
            key: `head:${train.no}`,
          }),
          ui.group(
            `train:${train.no}`,
            train.stops.map((stop, at) =>
              ui.row(`stop:${train.no}-${at}`, stop.station, { value: `${stop.arrives}  ${stop.departs}` }),
            ),
          ),
        ]),
      ],
    };
  },

  board: (state, params, act) => {
    const station = ui.bind(params, 'station', '上海虹桥');
    const now = ui.timeAt(act.now());
    const next = leaving(state, act, station.value)
      .filter(({ departs }) => departs > now)
      .slice(0, 20);
    const choose = (): void =>
      act.pick(
        '选择车站',
        cities.slice(0, 12).flatMap(({ stations }) => stations.slice(0, 2)),
        station,
      );
    return {
      bar: { title: '车站大屏', actions: [ui.textAction('换站', choose)] },
      background: '#0b1d3a',
      pinned: [ui.facts('station', [{ text: station.value, note: `${now} 候车信息` }], { onTap: choose })],
      content: [
        next.length === 0 && ui.nothing('train', '今日列车已全部发出'),
        ...next.map((train, at) =>
          ui.card(`train:${train.no}`, `${train.no}  ${train.to}`, {
            note: `${train.departs} 开  检票口 ${(ui.hueOf(train.no) % 24) + 1}${at % 2 === 0 ? 'A' : 'B'}`,
            value: at === 0 ? '正在检票' : '候车',
          }),
        ),
      ],
    };
  },

  settings: (state) => {
    const row = (key: keyof RailwayState['settings'], text: string): ui.Block =>
      ui.row(key, text, { control: ui.toggle(ui.bind(state.settings, key), text) });
    return {
      bar: { title: '设置' },
      content: [
        ui.group('settings', [
          row('notify', '消息通知'),
          row('alipay', '支付宝免密支付'),
          row('faceLogin', '刷脸登录'),
          row('elder', '关怀模式'),
        ]),
        ui.group('about', [
          ui.row('version', '版本', { value: '5.9.0.6' }),
          ui.row('service', '客服电话', { value: '12306' }),
        ]),
      ],
    };
  },
};

export function mePart(state: RailwayState, act: Act): ui.Body {
  return {
    bar: { title: '我的' },
    content: [
      ui.card('profile', '林晓雨', {
        art: ui.face('林', { round: true, hue: 212 }),
        artDp: 58,
        note: '铁路会员 银卡 · 已核验',
      }),
      ui.group('numbers', [
        ui.facts('counts', [
          { text: '3,260', note: '会员积分' },
          { text: String(state.orders.filter(({ status }) => status === 'paid').length), note: '未出行' },
          { text: '2', note: '电子发票' },
        ]),
      ]),
      ui.group('links', [
        ui.link('passengers', '乘车人', 'users', () => act.go('passengers', {}), `${state.passengers.length}人`),
        ui.link('settings', '设置', 'gear', () => act.go('settings', {})),
        ui.row('help', '退改说明', {
          art: ui.sign('help', '#2f7fe0'),
          artDp: 30,
          arrow: true,
          onTap: () =>
            act.alert(
              '退改说明',
              '开车前8天（含）以上退票不收退票费；48小时以上收5%；24至48小时收10%；不足24小时收20%。',
            ),
        }),
      ]),
    ],
  };
}
