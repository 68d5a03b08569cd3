// What apps have told the person and nobody has cleared yet: the notifications of the phone, as its notification service
// keeps them. Posting again under the same tag and number replaces what stood there, with a new time.

export interface NotificationContent {
  readonly packageName: string;
  /** Null as most apps have it. */
  readonly tag: string | null;
  readonly id: number;
  readonly title: string;
  readonly text: string;
  /** One of Android's categories, such as `msg`. */
  readonly category?: string | undefined;
  /** It tells of something that goes on, such as music: a person cannot clear it. */
  readonly isOngoing?: boolean | undefined;
}

export interface PostedNotification extends NotificationContent {
  /** `user|package|id|tag|uid`, as Android names it. */
  readonly key: string;
  readonly uid: number;
  /** Milliseconds since 1970, by the phone's clock. */
  readonly postedAtMs: number;
}

/** Android gives an app as many at once. */
const mostOfOneApp = 50;
/** Of the shell, and of every app here. */
const shell = { packageName: 'com.android.shell', uid: 2000 };
const appUid = 10_123;

export class Notifications {
  readonly #nowMs: () => number;
  readonly #onChange: () => void;
  readonly #posted = new Map<string, PostedNotification>();

  constructor(nowMs: () => number, onChange: () => void) {
    this.#nowMs = nowMs;
    this.#onChange = onChange;
  }

  /** Newest first. */
  all(): PostedNotification[] {
    return [...this.#posted.values()].reverse();
  }

  post(content: NotificationContent): PostedNotification {
    const uid = content.packageName === shell.packageName ? shell.uid : appUid;
    const key = `0|${content.packageName}|${content.id}|${content.tag}|${uid}`;
    const posted = { ...content, key, uid, postedAtMs: this.#nowMs() };
    this.#posted.delete(key);
    const others = [...this.#posted.values()].filter(({ packageName }) => packageName === content.packageName);
    if (others.length >= mostOfOneApp) this.#posted.delete(others[0]?.key ?? '');
    this.#posted.set(key, posted);
    this.#onChange();
    return posted;
  }

  clear(): void {
    if (this.#posted.size === 0) return;
    this.#posted.clear();
    this.#onChange();
  }
}
