// Where Ele.me delivers to: the list of addresses, and the form of a new one.
import * as ui from '../../toolkit/index.js';
import { type Pages, pickAddress } from './model.js';

const tags = ['家', '公司', '学校'];

export const addressPages: Pages<'addresses' | 'address'> = {
  addresses: (state, _params, act) => ({
    bar: { title: '我的地址', actions: [ui.textAction('新增', () => act.go('address', {}))] },
    content: [
      ...state.addresses.map((address) =>
        ui.card(`address:${address.id}`, address.text, {
          titleLines: 2,
          note: [address.person, address.tag].filter(Boolean).join(' · '),
          control: ui.tap('trash', '删除', () => ui.remove(state.addresses, address)),
        }),
      ),
      ui.bigButton('default', '切换收货地址', () => pickAddress(state, act), { kind: 'outlined' }),
    ],
  }),

  address: (state, params, act) => {
    const [person, phone, place, room] = (['person', 'phone', 'place', 'room'] as const).map((key) =>
      ui.bind(params, key, ''),
    ) as [ui.Bound<string>, ui.Bound<string>, ui.Bound<string>, ui.Bound<string>];
    const tag = ui.bind(params, 'tag', '');
    const save = (): void => {
      const missing = [
        [person, '请填写收货人姓名'],
        [phone, '请填写手机号'],
        [place, '请填写收货地址'],
      ] as const;
      const empty = missing.find(([field]) => field.value.trim() === '');
      if (empty) act.toast(empty[1]);
      else if (!/^1\d{10}$/.test(phone.value)) act.toast('手机号格式不正确');
      else {
        const id = `a${act.now()}-${state.addresses.length}`;
        const text = `${place.value.trim()}${room.value.trim()}`;
        state.addresses.push({ id, text, person: `${person.value.trim()} ${phone.value}`, tag: tag.value });
        act.back();
      }
    };
    return {
      bar: { title: '新增收货地址' },
      content: [
        ui.group('form', [
          ui.field('place', place, { name: '收货地址', hint: '小区/写字楼/学校', bare: true }),
          ui.field('room', room, { name: '门牌号', hint: '例：8号楼808室', bare: true }),
          ui.field('person', person, { name: '联系人', hint: '请填写收货人的姓名', bare: true }),
          ui.field('phone', phone, { name: '手机号', hint: '请填写收货手机号', bare: true }),
        ]),
        ui.heading('标签', { sizeDp: 15 }),
        ui.chips('tag', tags, tag, { clear: true }),
      ],
      bottom: [ui.bigButton('save', '保存地址', save)],
    };
  },
};
