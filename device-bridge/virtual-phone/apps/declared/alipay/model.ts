// What Alipay remembers, its pages, and how a payment comes about and what it changes.
import * as ui from '../../toolkit/index.js';

export interface Bill {
  id: string;
  title: string;
  category: string;
  /** Negative when paid, positive when received. */
  fen: number;
  daysAgo: number;
  /** "12:31". */
  time: string;
  method: string;
  number: string;
  note: string;
}

export interface Contact {
  id: string;
  realName: string;
  name: string;
  account: string;
}

export interface Utility {
  id: string;
  kind: string;
  company: string;
  account: string;
  symbol: string;
  /** 0 when nothing is due. */
  dueFen: number;
}

export interface Card {
  id: string;
  bank: string;
  end: string;
  kind: string;
  /** Of a credit card: what is to be repaid. */
  dueFen: number;
}

export type PaymentKind =
  | 'transfer'
  | 'packet'
  | 'utility'
  | 'topUp'
  | 'withdraw'
  | 'yuebaoIn'
  | 'yuebaoOut'
  | 'repay'
  | 'huabei'
  | 'recharge';

export interface Payment {
  id: string;
  kind: PaymentKind;
  /** Who gets it, as the bill will say. */
  title: string;
  fen: number;
  method: string;
  note: string;
  /** Contact, utility or card it is for; empty for none. */
  target: string;
  createdAt: number;
  status: 'unpaid' | 'paid';
}

export interface Packet {
  id: string;
  direction: 'received' | 'sent';
  who: string;
  fen: number;
  count: number;
  blessing: string;
  status: 'unopened' | 'opened' | 'sent';
}

export interface AlipayState {
  balanceFen: number;
  yuebaoFen: number;
  yuebaoYesterdayFen: number;
  yuebaoTotalFen: number;
  /** Hundredths of a percent a year. */
  yuebaoRate: number;
  huabei: { dueFen: number; limitFen: number };
  sesameScore: number;
  bills: Bill[];
  contacts: Contact[];
  utilities: Utility[];
  cards: Card[];
  packets: Packet[];
  payments: Payment[];
  chats: Record<string, { text: string; own: boolean }[]>;
  forest: { grams: number; bubbles: { id: string; grams: number }[]; watered: string[] };
  nickname: string;
  settings: {
    hideAmounts: boolean;
    smallWithoutPassword: boolean;
    fingerprint: boolean;
    notify: boolean;
    deduction: string;
  };
  digitsEntered: number;
  nextId: number;
}

export interface Routes {
  home: { tab?: string };
  services: { query?: string };
  bills: { month?: string; category?: string; query?: string };
  bill: { id: string };
  analysis: { month: string; side?: string };
  payCode: { page?: string };
  balance: Record<string, never>;
  yuebao: Record<string, never>;
  amount: { kind: PaymentKind; target: string; text?: string; note?: string; method?: string };
  cards: Record<string, never>;
  contacts: { query?: string };
  bankTransfer: { name?: string; number?: string; bank?: string };
  packets: { side?: string };
  packet: { to?: string; text?: string; blessing?: string };
  utilities: Record<string, never>;
  utility: { id: string };
  recharge: { phone?: string; fen?: string };
  huabei: Record<string, never>;
  sesame: Record<string, never>;
  forest: Record<string, never>;
  chat: { id: string; draft?: string };
  settings: Record<string, never>;
  pay: { payment: string; entered?: number };
}

export type Act = ui.Actions<Routes>;
export type Pages<Name extends keyof Routes> = { readonly [Key in Name]: ui.PageOf<AlipayState, Routes, Key> };

export const blue = '#1677ff';

/** "1,280.50". */
export function exact(fen: number): string {
  const [whole = '', cents = ''] = (Math.abs(fen) / 100).toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

export const signed = (fen: number): string => `${fen < 0 ? '-' : '+'}${exact(fen)}`;

/** Fen of "12.5"; 0 when that is no amount. */
export function fenOf(text: string): number {
  return /^\d{1,7}(\.\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text) * 100) : 0;
}

export const dayOf = (bill: Bill, act: Act): string => ui.addDays(act.today(), -bill.daysAgo);

export function methodsOf(state: AlipayState): string[] {
  return [
    '账户余额',
    '余额宝',
    ...state.cards.filter(({ kind }) => kind === '储蓄卡').map(({ bank, end }) => `${bank}(${end})`),
  ];
}

/** Prepares a payment and asks for the password. */
export function begin(
  state: AlipayState,
  act: Act,
  payment: Pick<Payment, 'kind' | 'title' | 'fen' | 'method' | 'note' | 'target'>,
): void {
  const funds: Record<string, number> = { 账户余额: state.balanceFen, 余额宝: state.yuebaoFen };
  if (payment.fen <= 0) {
    act.toast('请输入正确的金额');
    return;
  }
  if (payment.fen > (funds[payment.method] ?? Number.POSITIVE_INFINITY)) {
    act.alert('余额不足', `${payment.method}可用余额不足，请更换付款方式。`);
    return;
  }
  const id = `t${state.nextId}`;
  state.nextId += 1;
  state.payments.unshift({ ...payment, id, createdAt: act.now(), status: 'unpaid' });
  act.go('pay', { payment: id });
}

const categoryOf: Partial<Record<PaymentKind, string>> = {
  transfer: '转账红包',
  packet: '转账红包',
  utility: '生活缴费',
  recharge: '生活缴费',
  yuebaoIn: '投资理财',
  yuebaoOut: '投资理财',
};

/** What changes once a payment is made. */
export function complete(state: AlipayState, act: Act, payment: Payment): void {
  const { kind, fen, method, target, title, note } = payment;
  payment.status = 'paid';
  if (method === '账户余额') state.balanceFen -= fen;
  if (method === '余额宝') state.yuebaoFen -= fen;
  if (kind === 'topUp' || kind === 'yuebaoOut') state.balanceFen += fen;
  if (kind === 'yuebaoIn') state.yuebaoFen += fen;
  if (kind === 'huabei') state.huabei.dueFen = Math.max(0, state.huabei.dueFen - fen);
  const owed = [...state.utilities, ...state.cards].find(({ id }) => id === target);
  if (owed) owed.dueFen = Math.max(0, owed.dueFen - fen);
  if (kind === 'packet') {
    const who = ui.byId(state.contacts, target).name;
    state.packets.unshift({ id: payment.id, direction: 'sent', who, fen, count: 1, blessing: note, status: 'sent' });
  }
  state.bills.unshift({
    id: payment.id,
    title,
    category: categoryOf[kind] ?? '其他',
    fen: kind === 'topUp' ? fen : -fen,
    daysAgo: 0,
    time: ui.timeAt(act.now()),
    method,
    number: `${act.today().replaceAll('-', '')}${payment.createdAt}`,
    note,
  });
}
