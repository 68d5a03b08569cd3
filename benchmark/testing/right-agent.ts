// An agent that does exactly what a task asks, on the raw data of the apps, as the apps themselves would record it: for tests
// that show that checks can be passed, and that nothing less passes. It knows the tasks' statements and nothing of how they
// are judged.

import { valuesOf } from '../checks/parameters.js';
import { type PhoneApp, type PhoneTruth, phoneApps } from '../checks/phone-apps.js';
import { dayText, resolved, type Values, yuanText } from '../checks/references.js';
import type { Saying, Statement } from '../checks/state-check.js';
import { type Condition, fits, type Where } from '../checks/where.js';
import type { BenchTask } from '../task.js';

type Data = Record<string, unknown>;
type Row = Record<string, unknown>;

/** The statements of a prepared task that hold for its parameters. */
export function wantedOf(task: BenchTask): Statement[] {
  if (task.check.kind !== 'state') return [];
  const { parameters, expect } = task.check.expect;
  const values: Values = valuesOf(parameters);
  return resolved(expect, values, task.language).filter(({ when }) => when === undefined || fits(values, when));
}

/** The phone after the statements were carried out; what is not touched is shared with `before`. */
export function carriedOut(before: PhoneTruth, statements: readonly Statement[]): PhoneTruth {
  const apps: Record<string, unknown> = { ...before.apps };
  const cloned = new Set<string>();
  const open = (app: string): Data => {
    const name = phoneApps[app as PhoneApp].package;
    if (!cloned.has(name)) apps[name] = copied(apps[name] as Data);
    cloned.add(name);
    return apps[name] as Data;
  };
  for (const { added, set, looked = [] } of statements) {
    if (added) add(open, added.to, added.where, Number(added.count ?? 1));
    if (set) put(open, set.at, set.to, set.where);
    for (const app of looked) lookAround(open(app));
  }
  return { ...before, apps };
}

/** Large tables that nothing changes are shared. */
const tables = new Set(['goods', 'products', 'hotels', 'restaurants', 'shops', 'places', 'songs']);

function copied(state: Data): Data {
  const entries = Object.entries(state).map(([key, value]) => [key, tables.has(key) ? value : structuredClone(value)]);
  return Object.fromEntries(entries);
}

/** What an agent would answer that found out everything. */
export function answerTo(statements: readonly Statement[], { language }: BenchTask): string {
  return statements.flatMap(({ says }) => (says ? [`${sentence(says, language)}。`] : [])).join('\n');
}

function sentence(saying: Saying, language: BenchTask['language']): string {
  const { yuan, number, about, metres, minutes, time, day, words, every } = saying;
  if (yuan !== undefined) return `¥${yuanText(Math.abs(Number(yuan)))}`;
  if (about !== undefined) return `${(Number(about) / 10_000).toFixed(1)}万`;
  if (metres !== undefined) return Number(metres) < 1000 ? `${metres}m` : `${(Number(metres) / 1000).toFixed(1)}公里`;
  if (minutes !== undefined) return spanText(Number(minutes));
  if (day !== undefined) return dayText(day, language);
  return [number, time, words, every]
    .flat()
    .filter((part) => part !== undefined)
    .join('、');
}

function spanText(minutes: number): string {
  return minutes < 60 ? `${minutes}分钟` : `${Math.floor(minutes / 60)}小时${minutes % 60}分`;
}

type Open = (app: string) => Data;

function add(open: Open, path: string, where: Where, count: number): void {
  const [app = '', ...rest] = path.split('.');
  const state = open(app);
  const place = rest.join('.');
  const isShop = 'goods' in state;
  if (isShop && place === 'cart') {
    const { id: listingId } = listing(state, where);
    (state.cart as Row[]).unshift({ listingId, quantity: given(where, 'quantity') ?? 1, checked: true });
  } else if (isShop) (state.favourites as unknown[]).push(listing(state, where).id);
  else if (place === 'cart') fillBasket(state, where);
  else if (app === 'wechat' && place === 'messages') writeChat(state, where);
  else if (app === 'messages') writeText(state, where);
  else {
    const list = listAt(state, rest);
    if ('' in where) list.push(...someOf(where[''] as Condition, count));
    else list.push({ id: 'new', text: '', title: '', label: '', days: [], on: true, ...made(asWritten(where)) });
  }
}

/** What a note must hold anywhere goes into its text. */
function asWritten({ all, ...rest }: Where): Where {
  return all === undefined ? rest : { ...rest, text: all };
}

function listing(state: Data, { quantity: _, ...where }: Where): Row {
  return found(state.goods, ({ soldOut, ...row }) => soldOut !== true && fits(row, where));
}

function fillBasket(state: Data, where: Where): void {
  const shops = (state.restaurants ?? state.shops) as { id: string; dishes: Row[] }[];
  const { shop, dish: id, name, spec, count } = where as Record<string, never>;
  const wanted = { ...(id ? { id } : {}), ...(name ? { name } : {}) };
  const dish = found(
    shops.filter((place) => shop === undefined || place.id === shop).flatMap(({ dishes }) => dishes),
    (row) => fits(row, wanted),
  );
  const [firstSpec = ''] = (dish.specs ?? []) as string[];
  const key = dish.specs === undefined ? String(dish.id) : `${dish.id}|${spec ?? firstSpec}`;
  (state.cart as Record<string, number>)[key] = Number(count);
}

function writeChat(state: Data, where: Where): void {
  const people = [...(state.contacts as Row[]), ...(state.groups as Row[])];
  const person = found(people, ({ id, nickname, remark }) => id === where.chat || (remark ?? nickname) === where.name);
  const chats = state.chats as Record<string, { messages: Row[] }>;
  const id = String(person.id);
  const name = person.remark ?? person.nickname;
  const fresh = { contactId: id, name, messages: [], unread: 0, timeText: '', beganText: '', draft: '' };
  chats[id] ??= fresh;
  chats[id]?.messages.push({ from: 'me', text: textFor(where.text), at: 1 });
}

function writeText(state: Data, where: Where): void {
  const threads = state.threads as (Row & { messages: Row[] })[];
  const known = threads.find(({ number }) => number === where.number);
  const thread = known ?? {
    number: where.number,
    name: '',
    kind: 'people',
    pinned: false,
    muted: false,
    messages: [],
    draft: '',
  };
  if (!known) threads.push(thread);
  thread.messages.push({ id: 'new', text: textFor(where.text), own: true, at: 1, state: 'sent' });
}

function lookAround(state: Data): void {
  const { searches, query } = state as { searches?: string[]; query?: { to: string } };
  if (searches) searches.unshift('something');
  else if (query) query.to = '无锡';
}

function put(open: Open, path: string, to: Condition | undefined, where: Where | undefined): void {
  const [app = '', ...rest] = path.split('.');
  const last = rest.pop() ?? '';
  const holder = enter(open(app), rest) as Data;
  holder[last] = where ? { ...(holder[last] as Data), ...made(where) } : valueFor(to);
}

/** Fields by their conditions; a dotted path is not needed so far. */
function made(where: Where): Row {
  return Object.fromEntries(Object.entries(where).map(([key, condition]) => [key, valueFor(condition)]));
}

function valueFor(condition: Condition | undefined): unknown {
  if (typeof condition !== 'object') return condition;
  if (condition.lessThan !== undefined) return Number(condition.lessThan) - 25;
  if (condition.not !== undefined) return 'something';
  if (Array.isArray(condition.oneOf)) return condition.oneOf[0];
  if (Array.isArray(condition.contains) && condition.size === condition.contains.length) return condition.contains;
  if (condition.size === 0) return [];
  const text = textFor(condition);
  return text.startsWith('周') && text.length === 2 ? [text] : text;
}

function textFor(condition: unknown): string {
  if (typeof condition !== 'object') return String(condition);
  const { words, contains, mentions } = condition as Record<string, unknown>;
  return [words, contains, [mentions].flat()[0]]
    .flat()
    .filter((part) => part !== undefined)
    .join(' ');
}

function someOf(condition: Condition, count: number): unknown[] {
  return typeof condition === 'object' ? (condition.oneOf as unknown[]).slice(0, count) : [condition];
}

function given(where: Where, name: string): unknown {
  return where[name];
}

function listAt(state: Data, path: readonly string[]): unknown[] {
  return enter(state, path) as unknown[];
}

function enter(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (current, step) =>
      Array.isArray(current) ? current.find((item) => (item as Row).id === step) : (current as Data)[step],
    data,
  );
}

function found(rows: unknown, isWanted: (row: Row) => boolean): Row {
  const row = (rows as Row[]).find(isWanted);
  if (!row) throw new Error('the phone holds nothing like that');
  return row;
}
