// Sets a time of day on whatever picker is on the screen: wheels with or without a part of the day, or two fields.
import type { Observation } from '../../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { findButton } from '../../reading/buttons.js';
import { saysDate } from '../../reading/calendar.js';
import { isVisible, labelled } from '../../reading/nodes.js';
import { clockText } from '../../reading/time/clock.js';
import { type Day, daysBetween } from '../../reading/time/days.js';
import { findWheels, numberOf } from '../../reading/wheels.js';
import { type Brief, type Skill, tap, type } from '../skill.js';
import { turnWheel } from './turn-wheel.js';

const partWords = /^(上午|下午|凌晨|早上|中午|晚上|am|pm)$/i;
const dayWords = /(今天|明天|后天|周.|星期.|\d{1,2}月|today|tomorrow)/i;
/** Hours and minutes, with or without a unit. */
const clockNumber = /^\d{1,2}\s*(点|时|分|h|hr|m|min)?$/i;
const beforeNoon = /^(上午|早上|凌晨|am)$/i;
/** Bars with the buttons of a whole page end above this share of the display. */
const barShare = 0.18;
const byText = /(切换到?(文字|文本|键盘)输入|文字输入模式|text input|keyboard)/i;

/** Whether the screen has something to set a time with. */
export function hasTimePicker(screen: Observation): boolean {
  return timeWheels(screen) !== undefined || timeFields(screen) !== undefined || toText(screen) !== undefined;
}

/** A time of day, and the day where it matters. */
export interface Moment {
  /** Since midnight. */
  readonly minute: number;
  readonly day?: Day | undefined;
  /** The phone's own day: with `day`. */
  readonly today?: Day | undefined;
}

/**
 * The picker set to the time and closed, where it has a button for that; nothing when the time could not be set, or when
 * it is another day's and the picker has no days.
 */
export function* pickTime(brief: Brief, sight: Sight, moment: Moment): Skill<Sight | undefined> {
  const { minute } = moment;
  const explain = brief.say(`把时间调到 ${clockText(minute)}`, `Set the time to ${clockText(minute)}`);
  const set = timeWheels(sight.screen)
    ? yield* turnWheels(sight, moment, explain)
    : isToday(moment)
      ? yield* typeTime(sight, minute, explain)
      : undefined;
  if (!set) return undefined;
  const before = set.screen;
  const close = findButton(before, 'confirm');
  // A picker inside a page has no button of its own: the page's is the caller's business.
  if (!close || !isOfPicker(before, close)) return set;
  const wait = { until: (screen: Observation) => !hasTimePicker(screen), limitMs: 3000 };
  return yield* tap(set, close, brief.say('确定', 'Confirm'), wait);
}

function isToday({ day, today }: Moment): boolean {
  return day === undefined || day === today;
}

interface TimeWheels {
  readonly day: number | undefined;
  readonly part: number | undefined;
  readonly hour: number;
  readonly minute: number;
}

function timeWheels(screen: Observation): TimeWheels | undefined {
  const wheels = findWheels(screen);
  const indexOf = (words: RegExp) => {
    const index = wheels.findIndex(({ values }) => values.every(({ label }) => words.test(label)));
    return index < 0 ? undefined : index;
  };
  const [hour, minute] = wheels.flatMap(({ values }, index) =>
    values.every(({ label }) => clockNumber.test(label)) ? [index] : [],
  );
  if (hour === undefined || minute === undefined) return undefined;
  return { day: indexOf(dayWords), part: indexOf(partWords), hour, minute };
}

function* turnWheels(sight: Sight, moment: Moment, explain: string): Skill<Sight | undefined> {
  const wheels = timeWheels(sight.screen);
  if (!wheels || (wheels.day === undefined && !isToday(moment))) return undefined;
  const hour = Math.floor(moment.minute / 60);
  const number = (index: number, wanted: number) => ({
    index,
    isWanted: (label: string) => numberOf(label) === wanted,
    number: wanted,
    explain,
  });
  const goals = [];
  if (wheels.day !== undefined && moment.day !== undefined) {
    goals.push({ index: wheels.day, isWanted: (label: string) => saysDay(label, moment), explain });
  }
  if (wheels.part !== undefined) {
    goals.push({ index: wheels.part, isWanted: (label: string) => beforeNoon.test(label) === hour < 12, explain });
  }
  goals.push(number(wheels.hour, wheels.part === undefined ? hour : twelveHours(hour)));
  goals.push(number(wheels.minute, moment.minute % 60));
  let now: Sight | undefined = sight;
  for (const goal of goals) {
    now = yield* turnWheel(now, goal);
    if (!now) return undefined;
  }
  return now;
}

function saysDay(label: string, { day = '', today = day }: Moment): boolean {
  const named = [/今天|today/i, /明天|tomorrow/i, /后天|day after/i][daysBetween(today, day)];
  return named?.test(label) === true || saysDate(label, day);
}

function twelveHours(hour: number): number {
  return hour % 12 === 0 ? 12 : hour % 12;
}

/** Hour and minute, side by side. */
function timeFields({ tree }: Observation): readonly [ScreenNode, ScreenNode] | undefined {
  const fields = tree.nodes.filter((node) => node.editable && isVisible(node) && /^\d{0,2}$/.test(node.text));
  const [hour, minute] = fields;
  if (!hour || !minute || fields.length !== 2) return undefined;
  return hour.bounds.top < minute.bounds.bottom && minute.bounds.top < hour.bounds.bottom ? [hour, minute] : undefined;
}

function toText({ tree }: Observation): ScreenNode | undefined {
  return clickTarget(labelled(tree, (label) => byText.test(label))[0]);
}

function* typeTime(sight: Sight, minute: number, explain: string): Skill<Sight | undefined> {
  let now = sight;
  const lead = timeFields(now.screen) ? undefined : toText(now.screen);
  if (lead)
    now = yield* tap(now, lead, explain, { until: (screen) => timeFields(screen) !== undefined, limitMs: 3000 });
  const fields = timeFields(now.screen);
  if (!fields) return undefined;
  const hour = Math.floor(minute / 60);
  const part = (before: boolean) =>
    clickTarget(labelled(now.screen.tree, (label) => partWords.test(label) && beforeNoon.test(label) === before)[0]);
  const half = part(hour < 12);
  const shown = half ? twelveHours(hour) : hour;
  now = yield* type(now, fields[0], String(shown), false, explain);
  const second = timeFields(now.screen)?.[1];
  if (!second) return undefined;
  now = yield* type(now, second, String(minute % 60).padStart(2, '0'), false, explain);
  const choice = part(hour < 12);
  if (choice) now = yield* tap(now, choice, explain);
  return now;
}

/** The button belongs to a sheet or a dialog with the picker, not to the bar of a page around it. */
function isOfPicker(screen: Observation, button: ScreenNode): boolean {
  return button.bounds.top > screen.sizePx.heightPx * barShare;
}
