// Days of the calendar as "2026-11-23": compared as text, counted without time zones.

export type Day = string;

/** The phone's own day and time of day. */
export interface LocalTime {
  readonly day: Day;
  /** Since midnight. */
  readonly minute: number;
}

const dayMs = 86_400_000;

function msOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** @param timeZone IANA name; that of this host when absent */
export function localTime(atMs: number, timeZone?: string): LocalTime {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  const [day = '', time = ''] = format.format(atMs).split(' ');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { day, minute: hour * 60 + minute };
}

export function addDays(day: Day, count: number): Day {
  return new Date(msOf(day) + count * dayMs).toISOString().slice(0, 10);
}

/** From the first to the second. */
export function daysBetween(first: Day, second: Day): number {
  return Math.round((msOf(second) - msOf(first)) / dayMs);
}

/** 0 Sunday to 6 Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(msOf(day)).getUTCDay();
}

/** A day that exists, or nothing. */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day | undefined {
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`;
  const ms = msOf(day);
  return Number.isFinite(ms) && new Date(ms).toISOString().slice(0, 10) === day ? day : undefined;
}

/** The next such day of a year from `today` on. */
export function nextDate(today: Day, month: number, dayOfMonth: number): Day | undefined {
  const year = Number(today.slice(0, 4));
  const here = dayFrom(year, month, dayOfMonth);
  return here !== undefined && here >= today ? here : dayFrom(year + 1, month, dayOfMonth);
}
