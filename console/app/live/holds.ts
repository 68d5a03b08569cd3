// Phones that are in the hands of whoever sits before this page. Kept for the tab, so that a reload loses nothing.
import type { DriveRequest, TakenOver } from '@farhand/cloud';
import { signal } from '@preact/signals';
import { api } from '../api/client.js';

const prefix = 'farhand.hold.';
const holds = signal<Readonly<Record<string, string>>>(readAll());

export type Act = Omit<DriveRequest, 'hold'>;

export function holdOf(device: string): string | undefined {
  return holds.value[device];
}

export async function takeOver(device: string): Promise<void> {
  const path = `/v1/devices/${encodeURIComponent(device)}/take-over`;
  const { hold } = await api<TakenOver>(path, { method: 'POST' });
  sessionStorage.setItem(prefix + device, hold);
  holds.value = { ...holds.value, [device]: hold };
}

export async function handBack(device: string): Promise<void> {
  await api(`/v1/devices/${encodeURIComponent(device)}/hand-back`, { method: 'POST' });
  letGo(device);
}

/** The phone was given back, by whichever way. */
export function letGo(device: string): void {
  sessionStorage.removeItem(prefix + device);
  const { [device]: _, ...others } = holds.value;
  holds.value = others;
}

interface Turn {
  act: Act;
  done: Promise<unknown>;
}

/** The end of the last act of each phone. */
const ends = new Map<string, Promise<unknown>>();
/** The last act of each phone, as long as it waits. */
const waiting = new Map<string, Turn>();

/** One after the other, in the order in which they were done; what is typed meanwhile is sent as one text. */
export function drive(device: string, act: Act): Promise<unknown> {
  const last = waiting.get(device);
  if (last?.act.act === 'type' && act.act === 'type') {
    last.act = { ...last.act, text: `${last.act.text ?? ''}${act.text ?? ''}` };
    return last.done;
  }
  const turn: Turn = { act, done: Promise.resolve() };
  waiting.set(device, turn);
  turn.done = (ends.get(device) ?? Promise.resolve()).then(() => {
    if (waiting.get(device) === turn) waiting.delete(device);
    const path = `/v1/devices/${encodeURIComponent(device)}/drive`;
    return api(path, { method: 'POST', body: { hold: holdOf(device) ?? '', ...turn.act } });
  });
  ends.set(
    device,
    turn.done.catch(() => undefined),
  );
  return turn.done;
}

function readAll(): Record<string, string> {
  const found: Record<string, string> = {};
  for (let index = 0; index < sessionStorage.length; index++) {
    const key = sessionStorage.key(index) ?? '';
    if (key.startsWith(prefix)) found[key.slice(prefix.length)] = sessionStorage.getItem(key) ?? '';
  }
  return found;
}
