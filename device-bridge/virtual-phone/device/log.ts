// The phone's log, as `logcat` shows it: a bounded backlog and live followers.

/** From the least to the most important. */
export const logLevels = ['V', 'D', 'I', 'W', 'E', 'F'] as const;

export interface LogEntry {
  readonly timeMs: number;
  readonly processId: number;
  readonly level: (typeof logLevels)[number];
  readonly tag: string;
  readonly text: string;
}

const maxEntries = 5000;

export class SystemLog {
  readonly #nowMs: () => number;
  readonly #followers = new Set<(entry: LogEntry) => void>();
  #entries: LogEntry[] = [];

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  write(tag: string, text: string, processId = 1000, level: LogEntry['level'] = 'I'): void {
    const entry = { timeMs: this.#nowMs(), processId, level, tag, text };
    this.#entries.push(entry);
    if (this.#entries.length > maxEntries) this.#entries = this.#entries.slice(-maxEntries / 2);
    for (const follower of this.#followers) follower(entry);
  }

  clear(): void {
    this.#entries = [];
  }

  /** Calls `follower` for each new entry until the returned function is called. */
  follow(follower: (entry: LogEntry) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }
}
