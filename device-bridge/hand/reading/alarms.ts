// The alarms of a clock's list, and the row of a form that shows its time.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import { isVisible, labelOf } from './nodes.js';
import { findRows, type Row } from './rows.js';
import { readClock } from './time/clock.js';
import { readRepeat, type Weekdays, weekdayNamed } from './time/repeat.js';

export interface Alarm {
  /** Since midnight. */
  readonly minute: number;
  /** Empty when it has none, or any. */
  readonly label: string;
  /** Absent for an alarm that rings once. */
  readonly repeat: Weekdays | undefined;
}

const timeOnly = /^\s*(\S{2}\s*)?\d{1,2}:\d{2}(\s*\S{2})?\s*$/;
const dayNames = /(?:周|星期)[一二三四五六日天]|\b(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*/gi;

/** The row of the list with this time, label and days, switched on. */
export function alarmRow(screen: Observation, { minute, label, repeat }: Alarm): Row | undefined {
  return findRows(screen).find(({ node, lines }) => {
    const isAt = lines.some((line) => readClock(line)?.minute === minute);
    const isNamed = label === '' || lines.some((line) => line.includes(label));
    const days = lines.map(daysIn).find((read) => read !== undefined);
    if (!isAt || !isNamed || days?.join() !== repeat?.join()) return false;
    const { top, bottom } = node.bounds;
    const control = screen.tree.nodes.find(
      (part) => part.checkable && part.bounds.top >= top && part.bounds.bottom <= bottom,
    );
    return control?.checked !== false;
  });
}

/** What opens the picker: the time of the form, touched. */
export function timeRow({ tree }: Observation): ScreenNode | undefined {
  return clickTarget(tree.nodes.find((node) => isVisible(node) && timeOnly.test(labelOf(node)) && clickTarget(node)));
}

/** The days that a line of the list names: "起床 · 工作日", "周一、周四", "Lunch, Mon, Thu". */
function daysIn(line: string): Weekdays | undefined {
  const names = [...line.matchAll(dayNames)].map(([name]) => name);
  if (names.length === 0 || /[到至]|\bto\b/i.test(line)) return readRepeat(line)?.weekdays;
  return [...new Set(names.map((name) => weekdayNamed(name.replace(/^(周|星期)/, ''))))].sort();
}
