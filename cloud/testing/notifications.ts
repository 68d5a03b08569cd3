// The notifications of a test bridge's phones: told as the real bridge tells them, or over and over, as a broken one might.
import { EventEmitter, once } from 'node:events';
import type { GuiToolInput, GuiToolOutput, NotificationArrival } from '@farhand/shared';

type Input = GuiToolInput<'await_notifications'>;
type Output = GuiToolOutput<'await_notifications'>;

interface Posted {
  readonly name: string;
  readonly postedMs: number;
  readonly title: string;
  readonly text: string;
}

export class TestNotifications {
  /** Every call of the cloud, in order. */
  readonly asked: Input[] = [];
  /** Tells what stands there whatever the cloud says that it has been told. */
  isForgetful = false;
  /** Watches that the privacy level forbids. */
  isPrivate = false;
  nowMs = 1_000_000;
  readonly #posted: Posted[] = [];
  readonly #news = new EventEmitter().setMaxListeners(0);

  /** What is meant is the test's affair: every watch gets every notification. */
  post(title: string, text: string): void {
    this.nowMs += 1000;
    this.#posted.push({ name: `n${this.#posted.length + 1}`, postedMs: this.nowMs, title, text });
    this.#news.emit('posted');
  }

  async answer(input: Input, signal: AbortSignal): Promise<Output> {
    this.asked.push(input);
    const refused = this.isPrivate ? input.watches.map(({ watch }) => watch) : [];
    const isAsking = input.watches.some(({ after }) => !after);
    for (;;) {
      const arrived = this.isPrivate ? [] : this.#arrived(input);
      if (arrived.length > 0 || isAsking) return { now_ms: this.nowMs, arrived, refused };
      await once(this.#news, 'posted', { signal });
    }
  }

  #arrived({ watches }: Input): NotificationArrival[] {
    return watches.flatMap(({ watch, after, tells = [] }) => {
      const isNew = ({ postedMs }: Posted): boolean => after !== undefined && postedMs > after.posted_ms;
      const told = this.isForgetful ? this.#posted : this.#posted.filter(isNew);
      return told.map(({ name, postedMs, ...words }) => ({
        watch,
        notification: name,
        posted_ms: postedMs,
        package: 'com.tencent.mm',
        ...Object.fromEntries(tells.map((word) => [word, words[word]])),
      }));
    });
  }
}
