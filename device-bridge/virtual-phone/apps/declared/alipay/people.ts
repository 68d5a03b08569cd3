// Money between people: whom to transfer to, bank transfers, red packets, and talking.
import * as ui from '../../toolkit/index.js';
import { begin, exact, fenOf, type Packet, type Pages } from './model.js';
import { blessings } from './tables.js';

export const peoplePages: Pages<'contacts' | 'bankTransfer' | 'packets' | 'packet' | 'chat'> = {
  contacts: (state, params, act) => {
    const query = ui.bind(params, 'query', '');
    const found = state.contacts.filter(({ realName, name, account }) =>
      `${realName}${name}${account}`.includes(query.value.trim()),
    );
    return {
      bar: { title: '转账' },
      pinned: [ui.field('contact-field', query, { hint: '搜索朋友、支付宝账号或手机号', symbol: 'search' })],
      content: [
        ui.group('ways', [
          ui.row('to-card', '转到银行卡', {
            art: ui.tile('card', 210),
            note: '转账到任意银行卡，2小时内到账',
            arrow: true,
            onTap: () => act.go('bankTransfer', {}),
          }),
          ui.row('to-packet', '发红包', {
            art: ui.tile('gift', 5),
            note: '送出心意和祝福',
            arrow: true,
            onTap: () => act.go('packets', {}),
          }),
        ]),
        ui.heading('转账给朋友'),
        found.length === 0 && ui.nothing('user', '没有找到联系人'),
        ...found.map(({ id, realName, name, account }) =>
          ui.row(`contact:${id}`, name, {
            art: ui.face(realName, { round: true }),
            note: account,
            onTap: () => act.go('amount', { kind: 'transfer', target: id }, 'amount-field'),
          }),
        ),
      ],
    };
  },

  bankTransfer: (_state, params, act) => {
    const name = ui.bind(params, 'name', '');
    const number = ui.bind(params, 'number', '');
    const bank = ui.bind(params, 'bank', '');
    const next = (): void => {
      const digits = number.value.replaceAll(' ', '');
      if (name.value.trim() === '') act.toast('请填写收款人姓名');
      else if (!/^\d{15,19}$/.test(digits)) act.toast('请输入正确的银行卡号');
      else if (bank.value === '') act.toast('请选择银行');
      else
        act.go(
          'amount',
          { kind: 'transfer', target: `${name.value.trim()} ${bank.value}(${digits.slice(-4)})` },
          'amount-field',
        );
    };
    return {
      bar: { title: '转到银行卡' },
      content: [
        ui.group('card', [
          ui.field('card-name', name, { name: '姓名', hint: '收款人姓名', bare: true }),
          ui.field('card-number', number, { name: '卡号', hint: '收款人储蓄卡号', bare: true }),
          ui.row('card-bank', '银行', {
            value: bank.value || '请选择银行',
            arrow: true,
            onTap: () =>
              act.pick(
                '选择银行',
                ['中国工商银行', '中国农业银行', '中国银行', '中国建设银行', '招商银行', '交通银行', '浦发银行'],
                bank,
              ),
          }),
        ]),
        ui.bigButton('card-next', '下一步', next),
      ],
    };
  },

  packets: (state, params, act) => {
    const side = ui.bind(params, 'side', '我收到的');
    const direction = side.value === '我收到的' ? 'received' : 'sent';
    const shown = state.packets.filter((packet) => packet.direction === direction);
    const open = (packet: Packet): void => {
      packet.status = 'opened';
      state.balanceFen += packet.fen;
      act.alert(`${packet.who}的红包`, `${packet.blessing}\n¥${exact(packet.fen)} 已存入余额`, '知道了');
    };
    return {
      bar: { title: '红包' },
      pinned: [ui.tabs('side', ['我收到的', '我发出的'], side)],
      content: [
        shown.length === 0 && ui.nothing('gift', '还没有红包'),
        ...shown.map((packet) =>
          ui.card(`packet:${packet.id}`, direction === 'received' ? `来自${packet.who}` : `发给${packet.who}`, {
            art: ui.tile('gift', 5),
            note: packet.blessing,
            value: packet.status === 'unopened' ? undefined : `¥${exact(packet.fen)}`,
            control: packet.status === 'unopened' ? ui.push('拆红包', () => open(packet), { strong: true }) : undefined,
          }),
        ),
      ],
      bottom: [ui.bigButton('send', '发红包', () => act.go('packet', {}), { color: '#e2442f' })],
    };
  },

  packet: (state, params, act) => {
    const to = ui.bind(params, 'to', '');
    const text = ui.bind(params, 'text', '');
    const blessing = ui.bind(params, 'blessing', '');
    const contact = state.contacts.find(({ id }) => id === to.value);
    const most = 20_000;
    const send = (): void => {
      const fen = fenOf(text.value);
      if (!contact) act.toast('请选择好友');
      else if (fen > most) act.toast('单个红包金额不可超过 200 元');
      else {
        const note = blessing.value.trim() || (blessings[0] ?? '');
        begin(state, act, {
          kind: 'packet',
          title: `红包-发给${contact.name}`,
          fen,
          method: '账户余额',
          note,
          target: contact.id,
        });
      }
    };
    return {
      bar: { title: '发红包' },
      content: [
        ui.group('packet', [
          ui.row('packet-to', '发给', {
            value: contact?.name ?? '选择好友',
            arrow: true,
            onTap: () =>
              act.pick(
                '选择好友',
                state.contacts.map(({ id, name }) => ({ key: id, text: name })),
                to,
              ),
          }),
          ui.field('packet-amount', text, { name: '金额', hint: '0.00 元', bare: true }),
          ui.field('packet-blessing', blessing, { name: '祝福语', hint: blessings[0], bare: true }),
        ]),
        ui.chips('blessings', blessings, blessing, { clear: true }),
        ui.figure(`¥${exact(fenOf(text.value))}`, '未领取的红包，将于24小时后退回', {
          key: 'packet-total',
          sizeDp: 38,
        }),
        ui.bigButton('packet-send', '塞钱进红包', send, { color: '#e2442f', enabled: text.value !== '' }),
      ],
    };
  },

  chat: (state, params, act) => {
    const { id } = params;
    const contact = ui.byId(state.contacts, id);
    const draft = ui.bind(params, 'draft', '');
    const messages = state.chats[id] ?? [];
    const send = (text: string): void => {
      ui.set(state.chats, { [id]: [...messages, { text, own: true }] });
      draft.set('');
    };
    return {
      bar: { title: contact.name },
      fromEnd: true,
      content: [
        ui.paragraph('你们已是支付宝好友，现在可以聊天、转账了', {
          key: 'chat-note',
          align: 'center',
          sizeDp: 12,
          color: '#999999',
        }),
        ...messages.map(({ text, own }, index) =>
          ui.bubble({ key: `message:${index + 1}`, text, own, author: own ? state.nickname : contact.realName }),
        ),
      ],
      bottom: [
        ui.inputBar('draft', draft, send, {
          hint: '发消息',
          actions: [
            ui.action('swap', '转账', () => act.go('amount', { kind: 'transfer', target: id }, 'amount-field')),
            ui.action('gift', '红包', () => act.go('packet', { to: id })),
          ],
        }),
      ],
    };
  },
};
