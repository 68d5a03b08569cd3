// One connection that lives as long as the process. It tells of news between processes (events written, tasks to
// cancel), and it holds the lock by which others know that this process lives: the lock falls with the connection, so
// no clock and no heartbeat decide who is dead.
import { EventEmitter, setMaxListeners } from 'node:events';
import pg from 'pg';
import { storeFailed } from './database.js';

const channel = 'farhand_news';
/** First key of the advisory locks that stand for living processes. */
const lifeLockClass = 0x0fa7;

export type News = 'event' | 'cancel';

export class Pulse {
  readonly #client: pg.Client;
  readonly #news = new EventEmitter();
  readonly #lost = new AbortController();
  #closing: Promise<void> | undefined;

  private constructor(client: pg.Client) {
    this.#client = client;
    this.#news.setMaxListeners(0);
    setMaxListeners(0, this.#lost.signal);
  }

  static async open(url: string, executorId: string): Promise<Pulse> {
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    const pulse = new Pulse(client);
    client.on('notification', ({ payload }) => pulse.#tell(payload ?? ''));
    client.on('error', (cause) => {
      if (!pulse.#closing) pulse.#lose(cause);
    });
    await client.connect();
    await client.query('select pg_advisory_lock($1, hashtext($2))', [lifeLockClass, executorId]);
    await client.query(`listen ${channel}`);
    return pulse;
  }

  /** Of the given processes, those that no longer live. */
  async dead(executorIds: readonly string[]): Promise<string[]> {
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
  }

  async send(news: News, taskId: string): Promise<void> {
    await this.#client.query('select pg_notify($1, $2)', [channel, `${news}:${taskId}`]);
  }

  /** Returns the function that ends the subscription. */
  on(news: News, listener: (taskId: string) => void): () => void {
    this.#news.on(news, listener);
    return () => this.#news.off(news, listener);
  }

  /** Aborts when the connection breaks by itself: no news will come any more. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  close(): Promise<void> {
    this.#closing ??= this.#client.end().catch(() => undefined);
    return this.#closing;
  }

  #lose(cause: Error): void {
    this.#lost.abort(storeFailed('The connection to the database broke', cause));
  }

  #tell(payload: string): void {
    const [news = '', taskId = ''] = payload.split(':');
    this.#news.emit(news, taskId);
  }
}

/** The same notification as `send`, for statements that write in the same transaction. */
export const notifyEvent: { channel: string; payload: (taskId: string) => string } = {
  channel,
  payload: (taskId) => `event:${taskId}`,
};
