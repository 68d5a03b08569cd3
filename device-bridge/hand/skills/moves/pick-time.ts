// Sets a time of day on whatever picker is on the screen: wheels with or without a part of the day, or two fields.
import type { Observation } from '../../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { findButton } from '../../reading/buttons.js';
import { isVisible, labelled } from '../../reading/nodes.js';
import { clockText } from '../../reading/time/clock.js';
import { findWheels, numberOf, type Wheel } from '../../reading/wheels.js';
import { type Brief, type Skill, tap, type } from '../skill.js';
import { turnWheel } from './turn-wheel.js';

const partWords = /^(上午|下午|凌晨|早上|中午|晚上|am|pm)$/i;
const beforeNoon = /^(上午|早上|凌晨|am)$/i;
/** Bars with the buttons of a whole page end above this share of the display. */
const barShare = 0.18;
const byText = /(切换到?(文字|文本|键盘)输入|文字输入模式|text input|keyboard)/i;

/** Whether the screen has something to set a time with. */
export function hasTimePicker(screen: Observation): boolean {
  return timeWheels(screen) !== undefined || timeFields(screen) !== undefined || toText(screen) !== undefined;
}

/** The picker set to the time and closed, where it has a button for that; nothing when the time could not be set. */
export function* pickTime(brief: Brief, sight: Sight, minute: number): Skill<Sight | undefined> {
  const explain = brief.say(`把时间调到 ${clockText(minute)}`, `Set the time to ${clockText(minute)}`);
  const set = timeWheels(sight.screen)
    ? yield* turnWheels(sight, minute, explain)
    : yield* typeTime(sight, minute, explain);
  if (!set) return undefined;
  const before = set.screen;
  const close = findButton(before, 'confirm');
  // A picker inside a page has no button of its own: the page's is the caller's business.
  if (!close || !isOfPicker(before, close)) return set;
  const wait = { until: (screen: Observation) => !hasTimePicker(screen), limitMs: 3000 };
  return yield* tap(set, close, brief.say('确定', 'Confirm'), wait);
}

interface TimeWheels {
  readonly part: number | undefined;
  readonly hour: number;
  readonly minute: number;
}

function timeWheels(screen: Observation): TimeWheels | undefined {
  const wheels = findWheels(screen);
  const part = wheels.findIndex(({ values }) => values.every(({ label }) => partWords.test(label)));
  const numbers = wheels.map((wheel, index) => ({ wheel, index })).filter(({ index }) => index !== part);
  const [hour, minute] = numbers.filter(({ wheel }) => isNumbers(wheel)).slice(-2);
  if (!hour || !minute) return undefined;
  return { part: part < 0 ? undefined : part, hour: hour.index, minute: minute.index };
}

function isNumbers({ values }: Wheel): boolean {
  return values.every(({ label }) => {
    const number = numberOf(label);
    return number !== undefined && number < 60;
  });
}

function* turnWheels(sight: Sight, minute: number, explain: string): Skill<Sight | undefined> {
  const wheels = timeWheels(sight.screen);
  if (!wheels) return undefined;
  const hour = Math.floor(minute / 60);
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const wanted = wheels.part === undefined ? hour : twelve;
  const goals = [
    ...(wheels.part === undefined
      ? []
      : [{ index: wheels.part, isWanted: (label: string) => beforeNoon.test(label) === hour < 12, explain }]),
    { index: wheels.hour, isWanted: (label: string) => numberOf(label) === wanted, number: wanted, explain },
    {
      index: wheels.minute,
      isWanted: (label: string) => numberOf(label) === minute % 60,
      number: minute % 60,
      explain,
    },
  ];
  let now: Sight | undefined = sight;
  for (const goal of goals) {
    now = yield* turnWheel(now, goal);
    if (!now) return undefined;
  }
  return now;
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
  const shown = half ? (hour % 12 === 0 ? 12 : hour % 12) : hour;
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
