// Waits for notifications that the cloud asked about, by looking every few seconds while nobody uses the phone. What is
// compared with the wanted words is what may leave, so that no part of what must stay can be asked for.
import { createHash } from 'node:crypto';
import {
  delay,
  type GuiToolInput,
  type GuiToolOutput,
  type NotificationArrival,
  type NotificationWord,
  resolveApp,
} from '@farhand/shared';
import type { NotificationLook, PhoneNotification } from '../phone/notifications.js';
import type { OutgoingCall } from '../policy/privacy/outlet.js';

type Input = GuiToolInput<'await_notifications'>;
type Watch = Input['watches'][number];

/** One look costs the phone about a tenth of a second. */
const lookEveryMs = 5000;
const mostArrivals = 100;
const longestText = 2000;

export interface NotificationSource {
  /** Undefined while nobody may look. */
  notifications(deviceId: string, signal: AbortSignal): Promise<NotificationLook | undefined>;
}

/** Answers as soon as something arrived, or a watch is to learn from where on it watches. */
export async function awaitNotifications(
  phones: NotificationSource,
  { device_id: deviceId, watches, wait_seconds: waitSeconds }: Input,
  call: Pick<OutgoingCall, 'level' | 'readable'>,
  signal: AbortSignal,
): Promise<GuiToolOutput<'await_notifications'>> {
  const untilMs = performance.now() + waitSeconds * 1000;
  const refused = watches.filter((watch) => call.level === 'private' && needsWords(watch)).map(({ watch }) => watch);
  const allowed = watches.filter(({ watch }) => !refused.includes(watch));
  const isAsking = allowed.some(({ after }) => !after);
  for (;;) {
    const look = await phones.notifications(deviceId, signal);
    const arrived = look ? arrivals(look, allowed, call.readable.bind(call)) : [];
    const leftMs = untilMs - performance.now();
    if (arrived.length > 0 || (look && isAsking) || leftMs <= 0) return { now_ms: look?.nowMs ?? 0, arrived, refused };
    await delay(Math.min(lookEveryMs, leftMs), signal);
  }
}

function needsWords({ title, text, tells = [] }: Watch): boolean {
  return title !== undefined || text !== undefined || tells.length > 0;
}

/** Oldest first. */
function arrivals(
  { notifications }: NotificationLook,
  watches: readonly Watch[],
  readable: (text: string) => string,
): NotificationArrival[] {
  const oldestFirst = [...notifications].sort((a, b) => a.postedAtMs - b.postedAtMs);
  const arrived = oldestFirst.flatMap((notification) =>
    watches
      .filter((watch) => isNew(notification, watch) && isMeant(notification, watch, readable))
      .map((watch) => arrivalOf(notification, watch)),
  );
  return arrived.slice(0, mostArrivals);
}

function isNew(notification: PhoneNotification, { after }: Watch): boolean {
  if (!after) return false;
  const { postedAtMs } = notification;
  return postedAtMs > after.posted_ms || (postedAtMs === after.posted_ms && !after.told.includes(nameOf(notification)));
}

function isMeant(
  notification: PhoneNotification,
  { app, title, text }: Watch,
  readable: (text: string) => string,
): boolean {
  const isOfApp = notification.packageName === app || resolveApp(app)?.packages.includes(notification.packageName);
  const holds = (word: NotificationWord, wanted: string | undefined): boolean =>
    wanted === undefined || folded(readable(notification[word])).includes(folded(wanted));
  return isOfApp === true && holds('title', title) && holds('text', text);
}

function arrivalOf(notification: PhoneNotification, { watch, tells = [] }: Watch): NotificationArrival {
  const { packageName, postedAtMs, category } = notification;
  const words = Object.fromEntries(tells.map((word) => [word, notification[word].slice(0, longestText)]));
  return {
    watch,
    notification: nameOf(notification),
    posted_ms: postedAtMs,
    package: packageName,
    ...(category !== undefined && { category }),
    ...words,
  };
}

/** Keys hold what apps put into them: they stay here. */
function nameOf({ key, postedAtMs }: PhoneNotification): string {
  return createHash('sha256').update(`${key} ${postedAtMs}`).digest('base64url').slice(0, 22);
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
