// Days as "2026-11-23", in the phone's time zone, which knows no summer time.
import { clockText } from '../../ui/clock.js';

const dayMs = 86_400_000;
const zoneMs = 8 * 3_600_000;
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

function msOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function dayAt(nowMs: number): string {
  return new Date(nowMs + zoneMs).toISOString().slice(0, 10);
}

/** "09:41". */
export function timeAt(nowMs: number): string {
  return clockText(nowMs);
}

export function addDays(day: string, count: number): string {
  return new Date(msOf(day) + count * dayMs).toISOString().slice(0, 10);
}

/** Whole days from the first to the second. */
export function daysBetween(first: string, second: string): number {
  return Math.round((msOf(second) - msOf(first)) / dayMs);
}

/** "周一". */
export function weekdayOf(day: string): string {
  return weekdays[new Date(msOf(day)).getUTCDay()] ?? '';
}

/** "11月23日". */
export function dayText(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

/** "2026年11月". */
export function monthText(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`;
}

/** The first day of the month that lies `count` months later. */
export function addMonths(day: string, count: number): string {
  const date = new Date(msOf(`${day.slice(0, 7)}-01`));
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 10);
}

/** The weeks of the day's month, Sunday first; empty strings where other months' days would be. */
export function weeksOf(day: string): string[][] {
  const first = `${day.slice(0, 7)}-01`;
  const days: string[] = new Array<string>(new Date(msOf(first)).getUTCDay()).fill('');
  for (let at = first; at.slice(0, 7) === first.slice(0, 7); at = addDays(at, 1)) days.push(at);
  while (days.length % 7 > 0) days.push('');
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** "12:05", or "1:02:05" from an hour on. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
