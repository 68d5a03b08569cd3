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

/** One after the other, in the order in which they were done. */
export function drive(device: string, act: Act): Promise<unknown> {
  const hold = holdOf(device) ?? '';
  const path = `/v1/devices/${encodeURIComponent(device)}/drive`;
  const done = (turns.get(device) ?? Promise.resolve()).then(() =>
    api(path, { method: 'POST', body: { hold, ...act } }),
  );
  turns.set(
    device,
    done.catch(() => undefined),
  );
  return done;
}

const turns = new Map<string, Promise<unknown>>();

function readAll(): Record<string, string> {
  const found: Record<string, string> = {};
  for (let index = 0; index < sessionStorage.length; index++) {
    const key = sessionStorage.key(index) ?? '';
    if (key.startsWith(prefix)) found[key.slice(prefix.length)] = sessionStorage.getItem(key) ?? '';
  }
  return found;
}
