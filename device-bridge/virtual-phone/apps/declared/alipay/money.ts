// One's own money: balance, Yu'ebao, cards, the code to pay with, and the keypad where every payment ends.
import * as ui from '../../toolkit/index.js';
import {
  type AlipayState,
  begin,
  complete,
  exact,
  fenOf,
  methodsOf,
  type Pages,
  type Payment,
  type PaymentKind,
} from './model.js';

interface Purpose {
  readonly title: string;
  readonly payee: string;
  /** Where the money comes from when there is no choice. */
  readonly method?: string;
}

function purposeOf(state: AlipayState, kind: PaymentKind, target: string): Purpose {
  const bank = state.cards[0] ? `${state.cards[0].bank}(${state.cards[0].end})` : '';
  const contact = state.contacts.find(({ id }) => id === target);
  const card = state.cards.find(({ id }) => id === target);
  const purposes: Partial<Record<PaymentKind, Purpose>> = {
    transfer: { title: '转账', payee: `转账-${contact?.name ?? target}` },
    topUp: { title: '充值', payee: `余额充值-${bank}`, method: bank },
    withdraw: { title: '提现', payee: `提现到${bank}`, method: '账户余额' },
    yuebaoIn: { title: '转入余额宝', payee: '余额宝-转入' },
    yuebaoOut: { title: '转出到余额', payee: '余额宝-转出', method: '余额宝' },
    repay: { title: '信用卡还款', payee: `信用卡还款-${card?.bank ?? ''}(${card?.end ?? ''})` },
    huabei: { title: '花呗还款', payee: '花呗还款' },
  };
  return purposes[kind] ?? { title: '付款', payee: '付款' };
}

export const moneyPages: Pages<'balance' | 'yuebao' | 'amount' | 'cards' | 'payCode' | 'pay'> = {
  balance: (state, _params, act) => ({
    bar: { title: '余额', actions: [ui.textAction('明细', () => act.go('bills', {}))] },
    content: [
      ui.figure(`¥${exact(state.balanceFen)}`, '账户余额', { key: 'balance', sizeDp: 38 }),
      ui.bigButton('top-up', '充值', () => act.go('amount', { kind: 'topUp', target: '' }, 'amount-field')),
      ui.bigButton('withdraw', '提现', () => act.go('amount', { kind: 'withdraw', target: '' }, 'amount-field'), {
        kind: 'outlined',
      }),
      ui.group('more', [
        ui.row('to-yuebao', '余额自动转入余额宝', {
          note: '每天为你赚收益',
          arrow: true,
          onTap: () => act.go('yuebao', {}),
        }),
        ui.row('free', '免费提现额度', { value: '¥20,000.00' }),
      ]),
    ],
  }),

  yuebao: (state, _params, act) => ({
    bar: { title: '余额宝' },
    content: [
      ui.figure(exact(state.yuebaoFen), '总金额（元）', { key: 'yuebao', sizeDp: 38, color: '#ff6010' }),
      ui.facts('income', [
        { text: `+${exact(state.yuebaoYesterdayFen)}`, note: '昨日收益', color: '#ff6010' },
        { text: exact(state.yuebaoTotalFen), note: '累计收益' },
        { text: `${(state.yuebaoRate / 100).toFixed(4)}%`, note: '七日年化' },
      ]),
      ui.beside('move', [
        ui.bigButton('out', '转出', () => act.go('amount', { kind: 'yuebaoOut', target: '' }, 'amount-field'), {
          kind: 'outlined',
          color: '#ff6010',
        }),
        ui.bigButton('in', '转入', () => act.go('amount', { kind: 'yuebaoIn', target: '' }, 'amount-field'), {
          color: '#ff6010',
        }),
      ]),
      ui.heading('收益明细'),
      ui.group(
        'days',
        Array.from({ length: 7 }, (_, index) =>
          ui.row(`day:${index + 1}`, ui.dayText(ui.addDays(act.today(), -index - 1)), {
            value: `+${exact(state.yuebaoYesterdayFen + ((index * 37) % 11) - 5 * Math.sign(index))}`,
          }),
        ),
      ),
    ],
  }),

  amount: (state, params, act) => {
    const { kind, target } = params;
    const purpose = purposeOf(state, kind, target);
    const text = ui.bind(params, 'text', '');
    const note = ui.bind(params, 'note', '');
    const method = ui.bind(params, 'method', purpose.method ?? '账户余额');
    const contact = state.contacts.find(({ id }) => id === target);
    const choices = methodsOf(state).filter((name) => kind !== 'yuebaoIn' || name !== '余额宝');
    const submit = (): void =>
      begin(state, act, {
        kind,
        title: purpose.payee,
        fen: fenOf(text.value),
        method: method.value,
        note: note.value,
        target,
      });
    return {
      bar: { title: purpose.title },
      content: [
        kind === 'transfer' &&
          ui.card('payee', contact?.name ?? target, {
            ...(contact ? { art: ui.face(contact.realName, { round: true }) } : { art: ui.sign('card') }),
            note: contact
              ? `${contact.realName.replace(/^./, '*')}  ${contact.account}`
              : '银行卡转账，预计 2 小时内到账',
          }),
        ui.group('amount', [
          ui.heading(`${purpose.title}金额`, { key: 'amount-title', sizeDp: 14 }),
          ui.field('amount-field', text, {
            name: '¥',
            hint: '0.00',
            sizeDp: 30,
            bold: true,
            bare: true,
            onSubmit: submit,
          }),
          kind === 'transfer' &&
            ui.field('amount-note', note, { name: '转账备注', hint: '添加备注（50字以内）', bare: true }),
        ]),
        ui.group('paid-from', [
          ui.row('method', '付款方式', {
            value: method.value,
            arrow: purpose.method === undefined,
            onTap: purpose.method === undefined ? () => act.pick('选择付款方式', choices, method) : undefined,
          }),
        ]),
        ui.bigButton('amount-next', kind === 'transfer' ? '确认转账' : '下一步', submit, {
          enabled: text.value !== '',
        }),
      ],
    };
  },

  cards: (state, _params, act) => ({
    bar: {
      title: '银行卡',
      actions: [ui.action('plus', '添加银行卡', () => act.alert('添加银行卡', '请先完成人脸验证。'))],
    },
    content: state.cards.map(({ id, bank, end, kind, dueFen }) =>
      ui.card(`card:${id}`, bank, {
        art: ui.tile(bank.slice(0, 1), ui.hueOf(bank), { round: true }),
        note: `${kind} **** **** ${end}`,
        lines: kind === '信用卡' ? [dueFen > 0 ? `本期待还 ¥${exact(dueFen)}` : '本期已还清'] : [],
        control:
          dueFen > 0
            ? ui.push('还款', () => act.go('amount', { kind: 'repay', target: id, text: (dueFen / 100).toFixed(2) }), {
                strong: true,
              })
            : undefined,
      }),
    ),
  }),

  payCode: (state, params) => {
    const page = ui.bind(params, 'page', '付钱');
    return {
      bar: { title: '收付款' },
      secure: true,
      pinned: [ui.tabs('page', ['付钱', '收钱'], page)],
      content: [
        ui.card('code', page.value === '付钱' ? '向商家付款' : '无需加好友，扫二维码向我付钱', {
          art: ui.sign('qr', '#111111'),
          artDp: 96,
        }),
        ui.card('deduction', '优先付款方式', { value: state.settings.deduction }),
      ],
    };
  },

  pay: (state, params, act) => {
    const payment: Payment = ui.byId(state.payments, params.payment);
    return ui.payment(params, act, {
      amount: `¥${exact(payment.fen)}`,
      what: `${payment.title}（${payment.method}）`,
      onDigit: () => ui.set(state, { digitsEntered: state.digitsEntered + 1 }),
      onPaid: () => {
        complete(state, act, payment);
        act.toast('支付成功');
        act.replace('bill', { id: payment.id });
      },
    });
  },
};
