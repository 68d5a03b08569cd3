// The sessions of this bridge: those in memory, and behind them those in files, which outlive it. A session whose first
// call has an idempotency key is named after it, so that the call, sent again, finds it wherever it is.
import { createHash, randomUUID } from 'node:crypto';
import type { Decider, Goal } from '../hand/decider.js';
import { HandSession } from '../hand/session.js';
import type { SessionEntry } from '../sessions/entry.js';
import type { SessionShelf } from '../sessions/shelf.js';

const keptInMemory = 50;

export interface NewSession {
  readonly goal: Goal;
  readonly confirmed: boolean;
  readonly device: string;
  /** The task that it is a part of. Without one, the session names its record. */
  readonly task: string | undefined;
  /** Of its first call. */
  readonly key: string | undefined;
}

export class SessionBook {
  readonly #shelf: SessionShelf;
  readonly #decide: (goal: Goal) => Decider;
  /** Oldest use first. */
  readonly #sessions = new Map<string, HandSession>();
  readonly #onRestored: (session: HandSession) => void;

  /** `onRestored` is shown each session that is read back from its file. */
  constructor(shelf: SessionShelf, decide: (goal: Goal) => Decider, onRestored: (session: HandSession) => void) {
    this.#shelf = shelf;
    this.#decide = decide;
    this.#onRestored = onRestored;
  }

  begin({ goal, confirmed, device, task, key }: NewSession): HandSession {
    const id = key === undefined ? randomUUID() : sessionIdOf(key);
    const place = { id, device, record: task ?? id, write: (entry: SessionEntry) => this.#shelf.write(id, entry) };
    return new HandSession(goal, this.#decide(goal), confirmed, place);
  }

  /** To be called whenever a session is used. */
  keep(session: HandSession): void {
    this.#sessions.delete(session.id);
    this.#sessions.set(session.id, session);
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size <= keptInMemory) return;
      this.#sessions.delete(oldest);
    }
  }

  /** Throws TASK_UNKNOWN when its file is damaged or too long to go on with. */
  find(id: string): HandSession | undefined {
    const known = this.#sessions.get(id);
    if (known) return known;
    const entries = this.#shelf.read(id);
    if (!entries) return undefined;
    const session = HandSession.restore(entries, this.#decide, (entry) => this.#shelf.write(id, entry));
    this.keep(session);
    this.#onRestored(session);
    return session;
  }

  /** The session that a first call with this key began. */
  begunBy(key: string): HandSession | undefined {
    return this.find(sessionIdOf(key));
  }

  lastOn(device: string): HandSession | undefined {
    return [...this.#sessions.values()].findLast(({ place }) => place?.device === device);
  }
}

/** A name-based identifier as RFC 9562 has them for hashes of one's own choice (version 8). */
function sessionIdOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
