// One connection that lives as long as the process and is opened again when it breaks. It tells of news between
// processes (events written, tasks to cancel, phones come and gone), and it holds the lock by which others know at once
// that this process was killed: the lock falls with the connection.
import { EventEmitter, setMaxListeners } from 'node:events';
import { delay } from '@farhand/shared';
import pg from 'pg';
import { storeFailed } from './database.js';
import { lasting } from './lasting.js';

const channel = 'farhand_news';
/** First key of the advisory locks that stand for living processes. */
const lifeLockClass = 0x0fa7;
const reopenLimitMs = 60_000;
const reopenPauseMs = 200;
/** Of Postgres, for one notification. */
export const longestPayloadBytes = 7900;

/**
 * The subject of `event` and `cancel` is a task, of `call` a process, of `answer`, `step` and `abort` a call from process
 * to process, of `whisper` a process and of `whispered` a whisper, of `linked` a bridge, with the number of its newest
 * link and its owner, of `revoked` a token or key, of `phone` (phones came, went or became free) and `wanted` (somebody
 * waits for one, on any bridge or on the one that comes with it) a user. `again` comes from nobody: the connection had
 * broken, and any other news may have been missed.
 */
export type News =
  | 'event'
  | 'cancel'
  | 'phone'
  | 'wanted'
  | 'linked'
  | 'revoked'
  | 'call'
  | 'answer'
  | 'step'
  | 'abort'
  | 'whisper'
  | 'whispered'
  | 'again';

export class Pulse {
  readonly #url: string;
  readonly #executorId: string;
  readonly #news = new EventEmitter();
  readonly #lost = new AbortController();
  #client: pg.Client;
  /** The connection carries out one statement at a time. */
  #turn: Promise<unknown> = Promise.resolve();
  readonly #unsent: string[] = [];
  #sending: Promise<void> | undefined;
  #isClosing = false;
  #reopening: Promise<void> | undefined;

  private constructor(url: string, executorId: string, client: pg.Client) {
    this.#url = url;
    this.#executorId = executorId;
    this.#client = client;
    this.#news.setMaxListeners(0);
    setMaxListeners(0, this.#lost.signal);
    this.#watch(client);
  }

  static async open(url: string, executorId: string): Promise<Pulse> {
    return new Pulse(url, executorId, await connect(url, executorId));
  }

  /** Rejects when the database does not answer. */
  async check(): Promise<void> {
    await this.#inTurn(() => this.#client.query('select'));
  }

  /** Of the given processes, those that no longer live or have lost their connection. */
  dead(executorIds: readonly string[]): Promise<string[]> {
    return this.#inTurn(async () => {
      const { rows } = await this.#client.query<{ id: string; free: boolean }>(
        `select id, pg_try_advisory_lock($1, hashtext(id)) as free from unnest($2::text[]) as id`,
        [lifeLockClass, executorIds],
      );
      const free = rows.filter((row) => row.free).map(({ id }) => id);
      await this.#client.query('select pg_advisory_unlock($1, hashtext(id)) from unnest($2::text[]) as id', [
        lifeLockClass,
        free,
      ]);
      return free;
    });
  }

  /**
   * `text` goes with the subject, unless it is too long. What is sent while the connection is busy goes together: the
   * database lets one who tells commit at a time.
   */
  send(news: News, subject: string, text?: string): Promise<void> {
    this.#unsent.push(payloadOf(news, subject, text));
    this.#sending ??= this.#inTurn(async () => {
      this.#sending = undefined;
      const payloads = this.#unsent.splice(0);
      const query = 'select pg_notify($1, payload) from unnest($2::text[]) as payload';
      await lasting(() => this.#client.query(query, [channel, payloads]));
    });
    return this.#sending;
  }

  /** Returns the function that ends the subscription. `text` is what came behind the subject, if anything did. */
  on(news: News, listener: (subject: string, text: string) => unknown): () => void {
    this.#news.on(news, listener);
    return () => this.#news.off(news, listener);
  }

  /** Aborts when the database has not come back within a minute: no news will come any more. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#client.end().catch(() => undefined);
    await this.#reopening;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #watch(client: pg.Client): void {
    client.on('notification', ({ payload }) => this.#tell(payload ?? ''));
    client.once('end', () => {
      if (!this.#isClosing) this.#reopening ??= this.#reopen().finally(() => (this.#reopening = undefined));
    });
  }

  async #reopen(): Promise<void> {
    const deadlineMs = performance.now() + reopenLimitMs;
    while (!this.#isClosing) {
      await delay(reopenPauseMs);
      try {
        this.#client = await connect(this.#url, this.#executorId);
      } catch (cause) {
        if (performance.now() < deadlineMs) continue;
        this.#lost.abort(storeFailed('The connection to the database broke', cause));
        return;
      }
      this.#watch(this.#client);
      if (this.#isClosing) await this.#client.end();
      this.#news.emit('again', '', '');
      return;
    }
  }

  /** The subject is followed by a line feed and text, where there is any. */
  #tell(payload: string): void {
    const colon = payload.indexOf(':');
    const [subject = '', ...text] = payload.slice(colon + 1).split('\n');
    this.#news.emit(payload.slice(0, colon), subject, text.join('\n'));
  }
}

/** Resolves when the process is known to live and hears the news. */
async function connect(url: string, executorId: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  // A connection that breaks ends, too, and that is listened to.
  client.on('error', () => undefined);
  try {
    await client.connect();
    // The server may not have noticed yet that the last connection broke: then that one still holds the lock.
    await client.query('select pg_try_advisory_lock($1, hashtext($2))', [lifeLockClass, executorId]);
    await client.query(`listen ${channel}`);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** For statements that write in the same transaction as they tell. Text that would not fit is left out. */
export function payloadOf(news: News, subject: string, text = ''): string {
  const whole = text === '' ? `${news}:${subject}` : `${news}:${subject}\n${text}`;
  return Buffer.byteLength(whole) <= longestPayloadBytes ? whole : `${news}:${subject}`;
}

export const newsChannel: string = channel;
