// The data of Phone: contacts, the log of calls, and the call that is going on.
import * as ui from '../../toolkit/index.js';
import { people, services, spaced } from './people.js';

export interface Contact {
  id: string;
  name: string;
  pinyin: string;
  numbers: { kind: string; number: string }[];
  company: string;
  group: string;
  email: string;
  note: string;
  favourite: boolean;
}

export interface Call {
  id: string;
  number: string;
  kind: 'in' | 'out' | 'missed';
  /** Milliseconds since 1970. */
  at: number;
  /** 0 when nobody answered. */
  seconds: number;
}

export interface PhoneState {
  contacts: Contact[];
  /** Newest first. */
  calls: Call[];
  /** Milliseconds since 1970; `answeredAt` is 0 while it rings, `id` is that of the entry in `calls`, or empty. */
  active: { id: string; answeredAt: number; muted: boolean; speaker: boolean };
  blocked: string[];
  settings: { record: boolean; vibrate: boolean; quietUnknown: boolean };
  nextId: number;
}

/** The fields of a form; the id is empty for somebody new. */
export interface Draft {
  id: string;
  name: string;
  number: string;
  kind: string;
  company: string;
  email: string;
  note: string;
}

export interface Routes {
  home: { tab?: 'keys' | 'calls' | 'people' | 'favourites'; typed?: string; query?: string; kind?: string };
  person: { id: string };
  number: { number: string };
  edit: { draft: Draft; changed?: boolean };
  calling: { id: string };
  settings: Record<string, never>;
}

export type Act = ui.Actions<Routes>;

/** 2026-11-23 09:12 in Shanghai. */
const newestMs = Date.UTC(2026, 10, 23, 1, 12);
const minuteMs = 60_000;

export function contactOf(state: PhoneState, number: string): Contact | undefined {
  return state.contacts.find(({ numbers }) => numbers.some((other) => other.number === number));
}

export function nameOf(state: PhoneState, number: string): string {
  return contactOf(state, number)?.name ?? services[number] ?? spaced(number);
}

export function sorted(contacts: readonly Contact[]): Contact[] {
  return contacts.toSorted((a, b) => (a.pinyin < b.pinyin ? -1 : 1));
}

/** By name, pinyin, company, or part of a number. */
export function matching(state: PhoneState, query: string): Contact[] {
  const wanted = query.trim().toLowerCase().replaceAll(' ', '');
  return sorted(state.contacts).filter(
    ({ name, pinyin, company, numbers }) =>
      [name.toLowerCase().replaceAll(' ', ''), pinyin, company.toLowerCase()].some((text) => text.includes(wanted)) ||
      numbers.some(({ number }) => number.includes(wanted)),
  );
}

/** "今天 09:12", "昨天 20:31", "11月19日". */
export function whenText(at: number, today: string): string {
  const day = ui.dayAt(at);
  const days = ui.daysBetween(day, today);
  if (days === 0) return ui.timeAt(at);
  return days === 1 ? `昨天 ${ui.timeAt(at)}` : `${ui.dayText(day)} ${ui.timeAt(at)}`;
}

export function call(state: PhoneState, act: Act, number: string): void {
  if (number === '') {
    act.toast('请输入号码');
    return;
  }
  const id = `c${state.nextId}`;
  state.nextId += 1;
  state.calls.unshift({ id, number, kind: 'out', at: act.now(), seconds: 0 });
  state.active = { id, answeredAt: 0, muted: false, speaker: false };
  act.go('calling', { id });
  act.later(6000, () => {
    if (state.active.id === id) state.active.answeredAt = act.now();
  });
}

export function hangUp(state: PhoneState, act: Act): void {
  const { id, answeredAt } = state.active;
  const ended = state.calls.find((other) => other.id === id);
  if (ended && answeredAt > 0) ended.seconds = Math.round((act.now() - answeredAt) / 1000);
  state.active = { id: '', answeredAt: 0, muted: false, speaker: false };
}

export function dataOf(random: ui.Random): PhoneState {
  const contacts = people.map(({ name, pinyin, number, kind, company, group }, index): Contact => {
    const numbers = [{ kind, number }];
    if (index % 9 === 5) numbers.push({ kind: '工作', number: `021${random.integer(50000000, 68999999)}` });
    const email = ['同事', '客户'].includes(group) ? `${pinyin}@${group === '同事' ? 'xinghe' : 'mail'}.example` : '';
    const favourite = ['妈妈', '爸爸', '张三', '陈经理'].includes(name);
    return { id: `p${index + 1}`, name, pinyin, numbers, company, group, email, note: '', favourite };
  });
  const known = contacts.map(({ numbers }) => numbers[0]?.number ?? '');
  let at = newestMs;
  const calls = Array.from({ length: 40 }, (_, index): Call => {
    const number = random.chance(0.2) ? random.pick(Object.keys(services)) : random.pick(known);
    const kind = random.pick(['in', 'out', 'missed'] as const);
    at -= random.integer(20, 700) * minuteMs;
    // Nobody calls at night.
    if (ui.timeAt(at) < '07:00') at -= 9 * 60 * minuteMs;
    return { id: `c${index + 1}`, number, kind, at, seconds: kind === 'missed' ? 0 : random.integer(0, 900) };
  });
  return {
    contacts,
    calls,
    active: { id: '', answeredAt: 0, muted: false, speaker: false },
    blocked: ['02131773888'],
    settings: { record: false, vibrate: true, quietUnknown: false },
    nextId: 41,
  };
}
