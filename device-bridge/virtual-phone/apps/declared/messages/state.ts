// The data of Messages, and what can be done with a thread and a message.
import * as ui from '../../toolkit/index.js';
import { spaced } from '../phone/people.js';
import type { Kind, Message, Thread } from './threads.js';

export interface MessagesState {
  threads: Thread[];
  blocked: string[];
  /** The code that was copied last. */
  copied: string;
  settings: { receipts: boolean; preview: boolean; sortOffers: boolean };
  nextId: number;
}

export interface Routes {
  home: { kind?: 'all' | Kind };
  search: { query?: string };
  thread: { id: string };
  compose: { to?: string; text?: string };
  about: { id: string };
  settings: Record<string, never>;
}

export type Act = ui.Actions<Routes>;

const hues: Record<Kind, readonly [string, number]> = {
  people: ['user', 210],
  code: ['lock', 262],
  parcel: ['truck', 28],
  service: ['bell', 175],
  offer: ['tag', 340],
};

export function titleOf({ name, number }: Thread): string {
  return name || spaced(number);
}

export function whenText(at: number, today: string): string {
  const day = ui.dayAt(at);
  const days = ui.daysBetween(day, today);
  if (days === 0) return ui.timeAt(at);
  return days === 1 ? '昨天' : ui.dayText(day);
}

export function newestFirst(state: MessagesState): Thread[] {
  const last = ({ messages: list }: Thread): number => list.at(-1)?.at ?? 0;
  return state.threads.toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || last(b) - last(a));
}

export function copy(state: MessagesState, text: string, act: Act): void {
  state.copied = text;
  act.toast('已复制到剪贴板');
}

/** Id of the thread with this number, which is opened when there is none. */
export function threadWith(state: MessagesState, number: string, name: string): string {
  const known = state.threads.find((thread) => thread.number === number);
  if (known) return known.id;
  const id = `t${state.nextId}`;
  state.nextId += 1;
  state.threads.push({
    id,
    number,
    name,
    kind: 'people',
    unread: 0,
    pinned: false,
    muted: false,
    messages: [],
    draft: '',
  });
  return id;
}

export function write(state: MessagesState, thread: Thread, text: string, act: Act): void {
  const message: Message = { id: `m${state.nextId}`, text, own: true, at: act.now(), state: 'sending' };
  state.nextId += 1;
  thread.messages.push(message);
  thread.draft = '';
  send(state, thread, message, act);
  act.scrollTo('end');
}

export function send(state: MessagesState, thread: Thread, message: Message, act: Act): void {
  message.state = 'sending';
  act.later(800, () => {
    message.state = state.blocked.includes(thread.number) ? 'failed' : 'sent';
    if (message.state === 'sent' && state.settings.receipts) {
      act.later(1200, () => {
        message.state = 'delivered';
      });
    }
  });
}

export function artOf(thread: Thread): ui.Art {
  const [symbol, hue] = hues[thread.kind];
  return thread.kind === 'people' && thread.name !== ''
    ? ui.face(thread.name, { round: true })
    : ui.tile(symbol, hue, { round: true });
}
