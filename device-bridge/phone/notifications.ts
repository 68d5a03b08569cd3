// What a phone has told its owner and nobody has cleared yet, read from its notification service over adb. The dump has no
// escapes: a message may contain lines that look like another app's notification. So only what the service itself lists
// by key counts, and of a key that stands in the dump twice nobody can say which is real: neither counts.
import { randomBytes } from 'node:crypto';

export interface PhoneNotification {
  /** `user|package|id|tag|uid`, as Android names it. */
  readonly key: string;
  readonly packageName: string;
  /** Milliseconds since 1970, by the phone's clock: of the newest post under this key. */
  readonly postedAtMs: number;
  readonly title: string;
  readonly text: string;
  /** One of Android's categories, such as `msg`; absent where the app names none. */
  readonly category?: string;
}

export interface NotificationLook {
  /** The phone's clock, not earlier than any notification here. */
  readonly nowMs: number;
  readonly notifications: readonly PhoneNotification[];
}

const keyShape = /^-?\d+\|([\w.]+)\|-?\d+\|.*\|\d+$/;
const header =
  /^ +NotificationRecord\(0x[0-9a-f]+: pkg=\S+ user=\S+ id=-?\d+ tag=.*? importance=-?\d+ key=(.*?)(?:appImportanceLocked=\w+)?: Notification\(/;
/** What goes on rather than arrives (music, downloads), and the heading over a group of others. */
const noArrival = /\b(ONGOING_EVENT|FOREGROUND_SERVICE|GROUP_SUMMARY)\b/;
const flagBits = { ongoing: 0x2, foregroundService: 0x40, groupSummary: 0x200 };

/** The commands to run on the phone, and what divides their output. */
export function notificationCommand(): { command: readonly string[]; divider: string } {
  const divider = `-- ${randomBytes(12).toString('hex')} --`;
  const script = `date +%s; cmd notification list; echo '${divider}'; dumpsys notification --noredact`;
  return { command: [script], divider };
}

export function parseNotifications(output: string, divider: string): NotificationLook {
  const [listing = '', dump = ''] = output.replaceAll('\r\n', '\n').split(`${divider}\n`);
  const [seconds = '', ...lines] = listing.split('\n');
  const listed = new Set(lines.filter((line) => keyShape.test(line)));
  const records = recordsIn(dump);
  const times = new Map<string, number>();
  for (const { key } of records) times.set(key, (times.get(key) ?? 0) + 1);
  const notifications = records
    .filter(({ key }) => listed.has(key) && times.get(key) === 1)
    .flatMap((record) => readRecord(record) ?? []);
  const newestMs = Math.max(0, ...notifications.map(({ postedAtMs }) => postedAtMs));
  return { nowMs: Math.max(Number.parseInt(seconds, 10) * 1000 || 0, newestMs), notifications };
}

interface Record {
  readonly key: string;
  /** From its heading to the next one. */
  readonly text: string;
}

function recordsIn(dump: string): Record[] {
  const records: { key: string; lines: string[] }[] = [];
  for (const line of dump.split('\n')) {
    const key = header.exec(line)?.[1];
    if (key !== undefined) records.push({ key, lines: [line] });
    else records.at(-1)?.lines.push(line);
  }
  return records.map(({ key, lines }) => ({ key, text: lines.join('\n') }));
}

/** Undefined for what is no arrival, and for a record without its time. */
function readRecord({ key, text }: Record): PhoneNotification | undefined {
  const [heading = ''] = text.split('\n', 1);
  const postedAtMs = Number(lastOf(text, /^ +mUpdateTimeMs=(\d+)$/gm));
  const packageName = keyShape.exec(key)?.[1];
  if (!postedAtMs || packageName === undefined || isNoArrival(heading)) return undefined;
  const category = / category=([a-z_]+)/.exec(heading)?.[1];
  const title = extra(text, 'android.title');
  const said = extra(text, 'android.text') || extra(text, 'android.bigText');
  const named = category === undefined || category === 'null' ? {} : { category };
  return { key, packageName, postedAtMs, title, text: said, ...named };
}

/** Newer phones name the flags, older ones tell their bits. */
function isNoArrival(heading: string): boolean {
  const flags = / flags=(\S+)/.exec(heading)?.[1] ?? '';
  const bits = /^0x[0-9a-f]+$/.test(flags) ? Number.parseInt(flags, 16) : 0;
  const { ongoing, foregroundService, groupSummary } = flagBits;
  return noArrival.test(flags) || (bits & (ongoing | foregroundService | groupSummary)) !== 0;
}

/** A text among the extras, with its line breaks; empty when there is none. Versions of Android indent differently. */
function extra(record: string, name: string): string {
  const start = new RegExp(`^ +${name.replace('.', '\\.')}=\\w+ \\(`, 'm').exec(record);
  if (!start) return '';
  const rest = record.slice(start.index + start[0].length);
  const end = /\)\n(?= +[\w.]+=| +\})/.exec(rest);
  return end ? rest.slice(0, end.index) : '';
}

function lastOf(text: string, pattern: RegExp): string | undefined {
  return [...text.matchAll(pattern)].at(-1)?.[1];
}
