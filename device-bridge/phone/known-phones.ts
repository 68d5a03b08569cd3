// Phones that this bridge has seen, and getting them back: adb forgets a phone on the network when its server ends, or
// when a bridge is killed between hanging up and dialling anew, and needs a moment for one on a cable. A restarted bridge
// still knows them, from `<home>/phones.json`.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { delay } from '@farhand/shared';
import { z } from 'zod';
import type { Adb, AdbDevice } from './adb.js';

const fileSchema = z.array(z.string());
const mostKept = 16;
const returnLimitMs = 10_000;
const dialIntervalMs = 500;
/** Between two attempts while nobody needs the phone; and how many there are in a row. */
const quietIntervalMs = 5000;
const mostQuietAttempts = 60;

export class KnownPhones {
  readonly #adb: Adb;
  readonly #file: string;
  /** Newest last. */
  readonly #kept: Set<string>;
  readonly #ofThisRun = new Set<string>();
  readonly #dialling = new Map<string, Promise<void>>();
  readonly #attempts = new Map<string, number>();
  readonly #closing = new AbortController();

  constructor(adb: Adb, home: string) {
    this.#adb = adb;
    this.#file = join(home, 'phones.json');
    this.#kept = new Set(readSerials(this.#file));
  }

  /** `isTemporary`: the phone ends with this bridge. */
  learn(serial: string, isTemporary: boolean): void {
    this.#ofThisRun.add(serial);
    this.#attempts.delete(serial);
    if (isTemporary || this.#kept.has(serial)) return;
    this.#kept.add(serial);
    const serials = [...this.#kept].slice(-mostKept);
    mkdirSync(join(this.#file, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(`${this.#file}.new`, JSON.stringify(serials), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }

  has(serial: string): boolean {
    return this.#ofThisRun.has(serial) || this.#kept.has(serial);
  }

  /** Has those dialled that are not among the devices, without waiting for them. Whoever uses a phone gets it back itself. */
  dialMissing(devices: readonly AdbDevice[], inUse: ReadonlySet<string>): void {
    for (const serial of new Set([...this.#ofThisRun, ...this.#kept])) {
      const isThere = devices.some((device) => device.serial === serial && device.state !== 'offline');
      if (isThere || inUse.has(serial) || this.#dialling.has(serial)) continue;
      const attempts = (this.#attempts.get(serial) ?? 0) + 1;
      if (attempts > mostQuietAttempts || this.#closing.signal.aborted) continue;
      this.#attempts.set(serial, attempts);
      const { signal } = this.#closing;
      const dialled = this.#adb
        .reconnect(serial, signal)
        .then(() => delay(quietIntervalMs, signal))
        .catch(() => undefined)
        .finally(() => this.#dialling.delete(serial));
      this.#dialling.set(serial, dialled);
    }
  }

  /** To be called before adb is stopped: a command that comes later would start it anew. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#dialling.values());
  }

  /** Waits for a known phone to come back, for a limited time. Answers what adb has then. */
  async waitFor(serial: string, signal?: AbortSignal): Promise<AdbDevice[]> {
    const deadlineMs = performance.now() + returnLimitMs;
    while (true) {
      await this.#adb.reconnect(serial, signal).catch(() => undefined);
      const devices = await this.#adb.devices(signal);
      if (devices.some((device) => device.serial === serial) || performance.now() > deadlineMs) return devices;
      await delay(dialIntervalMs, signal);
    }
  }
}

/** A file that holds no serials names none. */
function readSerials(file: string): string[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
