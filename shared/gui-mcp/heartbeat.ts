// One timer for the heartbeats of all links: ten thousand links with a timer each would wake the process as often, and
// all at once after a restart. Members are spread over the interval; a member's first beat comes within one.

const slotsPerInterval = 16;

export class HeartbeatWheel {
  readonly #slots: Set<() => void>[] = Array.from({ length: slotsPerInterval }, () => new Set());
  readonly #tickMs: number;
  #timer: NodeJS.Timeout | undefined;
  #members = 0;
  #now = 0;
  #nextSlot = 0;

  constructor(intervalMs: number) {
    this.#tickMs = Math.max(1, intervalMs / slotsPerInterval);
  }

  /** Calls `beat` once an interval until it leaves. */
  join(beat: () => void): void {
    this.#slots[this.#nextSlot]?.add(beat);
    this.#nextSlot = (this.#nextSlot + 1) % slotsPerInterval;
    this.#members++;
    this.#timer ??= setInterval(() => this.#tick(), this.#tickMs).unref();
  }

  leave(beat: () => void): void {
    if (!this.#slots.some((slot) => slot.delete(beat))) return;
    this.#members--;
    if (this.#members > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    this.#now = (this.#now + 1) % slotsPerInterval;
    for (const beat of [...(this.#slots[this.#now] ?? [])]) beat();
  }
}

const wheels = new Map<number, HeartbeatWheel>();

/** The process's wheel for this interval. */
export function heartbeatWheel(intervalMs: number): HeartbeatWheel {
  const known = wheels.get(intervalMs);
  if (known) return known;
  const made = new HeartbeatWheel(intervalMs);
  wheels.set(intervalMs, made);
  return made;
}
