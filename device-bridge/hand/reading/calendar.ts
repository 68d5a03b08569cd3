// Days on a calendar: by what a screen reader says of them, by the number below the heading of their month, or by words
// like "tomorrow" beside them.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import { isOnTop, isVisible, labelOf } from './nodes.js';
import type { Day } from './time/days.js';

const monthNames = 'january february march april may june july august september october november december'.split(' ');
const chineseHeading = /^(?:(20\d\d)\s*年\s*)?(\d{1,2})\s*月$/;
const englishHeading = /^([a-z]{3,9})\.?\s*(20\d\d)?$/i;

interface Heading {
  readonly year: number | undefined;
  readonly month: number;
  readonly node: ScreenNode;
}

/** Whether a calendar is open: a heading of a month with many days, or days that say their date. */
export function isCalendar(screen: Observation): boolean {
  return headingsOf(screen).length > 0 ? dayNumbers(screen).length >= 20 : datedDays(screen).length >= 7;
}

/** The cell of a day, where it is shown. */
export function findDay(screen: Observation, day: Day): ScreenNode | undefined {
  const dated = datedDays(screen).find(({ label }) => saysDate(label, day));
  if (dated) return dated.node;
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  const headings = headingsOf(screen);
  const heading = headings.find((one) => one.month === month && (one.year === undefined || one.year === year));
  if (!heading) return undefined;
  const next = headings.find(({ node }) => node.bounds.top > heading.node.bounds.top);
  const cell = dayNumbers(screen).find(
    ({ node, number }) =>
      number === dayOfMonth &&
      node.bounds.top >= heading.node.bounds.bottom &&
      (!next || node.bounds.bottom <= next.node.bounds.top),
  );
  return cell && clickTarget(cell.node);
}

/** The last month that the calendar shows now, as "2026-11". */
export function shownMonth(screen: Observation, today: Day): string | undefined {
  const heading = headingsOf(screen).at(-1);
  if (!heading) return undefined;
  const thisYear = Number(today.slice(0, 4));
  const year = heading.year ?? (heading.month < Number(today.slice(5, 7)) ? thisYear + 1 : thisYear);
  return `${year}-${String(heading.month).padStart(2, '0')}`;
}

/** Whether a text says this date: "2026年11月24日 周二", "24 November 2026", "Nov 24", "11-24". */
export function saysDate(label: string, day: Day): boolean {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  const chinese = /(?:(20\d\d)\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/.exec(label);
  if (chinese) return isDate(chinese[1], Number(chinese[2]), Number(chinese[3]));
  const plain = /(?:(20\d\d)[-/.])?(?<!\d)(\d{1,2})[-/](\d{1,2})(?!\d)/.exec(label);
  if (plain) return isDate(plain[1], Number(plain[2]), Number(plain[3]));
  const name = monthNames[month - 1] ?? '';
  const named = new RegExp(`\\b${name.slice(0, 3)}[a-z]*\\.?\\b`, 'i');
  if (!named.test(label) || !new RegExp(`(?<!\\d)${dayOfMonth}(?!\\d)`).test(label)) return false;
  const written = /20\d\d/.exec(label)?.[0];
  return written === undefined || Number(written) === year;

  function isDate(writtenYear: string | undefined, writtenMonth: number, writtenDay: number): boolean {
    return (
      (writtenYear === undefined || Number(writtenYear) === year) && writtenMonth === month && writtenDay === dayOfMonth
    );
  }
}

function datedDays({ tree }: Observation): { label: string; node: ScreenNode }[] {
  return tree.nodes.flatMap((node) => {
    const label = node.description || node.text;
    const isDate =
      /\d\s*月\s*\d{1,2}\s*[日号]/.test(label) ||
      monthNames.some((name) => new RegExp(`\\b${name}\\b`, 'i').test(label) && /\d/.test(label));
    const target = isDate && isVisible(node) && label.length <= 40 ? clickTarget(node) : undefined;
    return target && isOnTop(target, tree) ? [{ label, node: target }] : [];
  });
}

function headingsOf({ tree }: Observation): Heading[] {
  return tree.nodes.flatMap((node) => {
    const label = labelOf(node);
    if (!isVisible(node) || label.length > 20) return [];
    const chinese = chineseHeading.exec(label);
    if (chinese) return [{ node, year: chinese[1] ? Number(chinese[1]) : undefined, month: Number(chinese[2]) }];
    const english = englishHeading.exec(label);
    const month = monthNames.findIndex((name) => english?.[1] && name.startsWith(english[1].toLowerCase())) + 1;
    return english && month > 0 ? [{ node, year: english[2] ? Number(english[2]) : undefined, month }] : [];
  });
}

function dayNumbers({ tree }: Observation): { node: ScreenNode; number: number }[] {
  return tree.nodes.flatMap((node) => {
    const digits = /^(\d{1,2})$/.exec(node.text.trim())?.[1];
    const target = digits !== undefined && isVisible(node) ? clickTarget(node) : undefined;
    return target && isOnTop(target, tree) ? [{ node, number: Number(digits) }] : [];
  });
}
