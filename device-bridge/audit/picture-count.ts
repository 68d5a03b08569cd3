// Pictures that leave one after the other, for people who watch: a line in the record for each would be most of it. The first
// is written down at once, those of the next seconds together; a crash loses the count of those, never that there were any.
import type { AuditLog } from './log.js';

const togetherMs = 10_000;

interface Count {
  messages: number;
  bytes: number;
  readonly timer: NodeJS.Timeout;
}

export class PictureCount {
  readonly #audit: AuditLog;
  readonly #counts = new Map<string, Count>();

  constructor(audit: AuditLog) {
    this.#audit = audit;
  }

  /** `kind` names the class of what left. */
  left(record: string, kind: string, bytes: number): void {
    const key = `${record}\n${kind}`;
    const count = this.#counts.get(key);
    if (count) {
      count.messages += 1;
      count.bytes += bytes;
      return;
    }
    this.#audit.write(record, { kind: 'sent', to: 'cloud', class: kind, bytes });
    const timer = setTimeout(() => this.#write(key), togetherMs).unref();
    this.#counts.set(key, { messages: 0, bytes: 0, timer });
  }

  /** Writes what was not written yet. May be called again. */
  close(): void {
    for (const key of [...this.#counts.keys()]) this.#write(key);
  }

  #write(key: string): void {
    const count = this.#counts.get(key);
    this.#counts.delete(key);
    if (!count) return;
    clearTimeout(count.timer);
    const [record = '', kind = ''] = key.split('\n');
    const { messages, bytes } = count;
    if (messages > 0) this.#audit.write(record, { kind: 'sent', to: 'cloud', class: kind, bytes, messages });
  }
}
