// Fills one field of a form with what the user said, whatever kind of field it is, and reads it back.
import type { Observation } from '../../../phone/phone.js';
import type { ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { findButton } from '../../reading/buttons.js';
import { isCalendar, saysDate } from '../../reading/calendar.js';
import { findChoice } from '../../reading/choices.js';
import { findDateRow, findField } from '../../reading/fields.js';
import { wordsIn } from '../../reading/nodes.js';
import { findSearchField } from '../../reading/search-entry.js';
import { foldText } from '../../reading/texts.js';
import { clockText, readClock } from '../../reading/time/clock.js';
import type { Day } from '../../reading/time/days.js';
import { isReadAs } from '../../reading/two-scripts.js';
import { type Brief, type Skill, tap, type } from '../skill.js';
import { chooseNamed } from './choose.js';
import { pickDays } from './pick-day.js';
import { hasTimePicker, type Moment, pickTime } from './pick-time.js';

/** The field filled, or nothing: there is none of that name, or it did not take the value. */
export function* fillField(brief: Brief, sight: Sight, names: RegExp, value: string): Skill<Sight | undefined> {
  const field = findField(sight.screen, names);
  if (!field || field.kind === 'switch') return undefined;
  const holds = (screen: Observation) => {
    const now = findField(screen, names);
    if (now !== undefined && now.kind !== 'switch' && isSaid(now.value, value)) return true;
    return field.kind === 'row' && standsAt(screen, field.node, value);
  };
  if (field.value !== '' && isSaid(field.value, value)) return sight;
  if (field.kind === 'text') return yield* typeInto(brief, sight, names, value, holds);
  const explain = brief.say(`打开“${field.name}”`, `Open "${field.name}"`);
  const opened = yield* tap(sight, field.node, explain, {
    until: (screen) => screen.frameId !== sight.screen.frameId,
    limitMs: 3000,
  });
  const chosen = yield* chooseNamed(brief, opened, { query: value, there: holds });
  if (chosen) return chosen.sight;
  const written = findSearchField(opened.screen.tree, opened.screen.sizePx)
    ? undefined
    : yield* typeAndConfirm(brief, opened, value, holds);
  return written;
}

/** A day, or the two of a stay, in the field of that name. */
export function* fillDays(
  brief: Brief,
  sight: Sight,
  names: RegExp,
  days: readonly Day[],
  today: Day,
): Skill<Sight | undefined> {
  const [first = today] = days;
  const rowOn = (screen: Observation) => {
    const field = findField(screen, names);
    return field?.kind === 'row' ? field : findDateRow(screen);
  };
  const holds = (screen: Observation) => {
    const row = rowOn(screen);
    return row !== undefined && saysDate(row.value, first);
  };
  if (days.length === 1 && holds(sight.screen)) return sight;
  const field = rowOn(sight.screen);
  if (!field) return undefined;
  const opened = yield* tap(sight, field.node, brief.say('打开日历', 'Open the calendar'), {
    until: isCalendar,
    limitMs: 3000,
  });
  if (!isCalendar(opened.screen)) return undefined;
  const picked = yield* pickDays(brief, opened, days, today);
  const shown = picked && rowOn(picked.screen);
  // A field that shows another date did not take this one; one that shows none tells nothing.
  const isOther = shown !== undefined && /\d\s*[月/-]\s*\d/.test(shown.value) && !saysDate(shown.value, first);
  return isOther ? undefined : picked;
}

/** A time of day, and its day where the app asks for that, too, in the field of that name. */
export function* fillTime(brief: Brief, sight: Sight, names: RegExp, moment: Moment): Skill<Sight | undefined> {
  const { minute, day, today } = moment;
  const field = findField(sight.screen, names);
  if (field?.kind !== 'row') return undefined;
  const isToday = day === undefined || day === today;
  if (isToday && readClock(field.value)?.minute === minute) return sight;
  const until = (screen: Observation) => hasTimePicker(screen) || isCalendar(screen);
  const explain = brief.say('打开时间', 'Open the time');
  const opened = yield* tap(sight, field.node, explain, { until, limitMs: 3000 });
  if (hasTimePicker(opened.screen)) return yield* pickTime(brief, opened, moment);
  if (today !== undefined && isCalendar(opened.screen)) {
    const dated = yield* pickDays(brief, opened, [day ?? today], today);
    return dated && hasTimePicker(dated.screen) ? yield* pickTime(brief, dated, { minute }) : undefined;
  }
  return isToday ? (yield* chooseNamed(brief, opened, { query: clockText(minute) }))?.sight : undefined;
}

function* typeInto(
  brief: Brief,
  sight: Sight,
  names: RegExp,
  value: string,
  holds: (screen: Observation) => boolean,
): Skill<Sight | undefined> {
  const field = findField(sight.screen, names);
  if (field?.kind !== 'text') return undefined;
  const now = yield* type(sight, field.node, value, false, brief.say(`填写“${value}”`, `Enter "${value}"`), {
    until: holds,
    limitMs: 2500,
  });
  // Places and people are taken only once one of the suggestions is.
  const suggestion = findChoice(now.screen, [value], { belowPx: field.node.bounds.bottom - 8, least: 'begins' });
  if (!suggestion) return holds(now.screen) ? now : undefined;
  const after = yield* tap(
    now,
    suggestion.node,
    brief.say(`选择“${suggestion.label}”`, `Choose "${suggestion.label}"`),
  );
  return holds(after.screen) || findField(after.screen, names) === undefined ? after : undefined;
}

/** A sheet with one field and a button. */
function* typeAndConfirm(
  brief: Brief,
  sight: Sight,
  value: string,
  holds: (screen: Observation) => boolean,
): Skill<Sight | undefined> {
  const field = sight.screen.tree.nodes.find((node) => node.editable && node.enabled && !node.password);
  if (!field) return undefined;
  const now = yield* type(sight, field, value, false, brief.say(`填写“${value}”`, `Enter "${value}"`));
  const button = findButton(now.screen, 'confirm');
  const after = button ? yield* tap(now, button, brief.say('确定', 'Confirm'), { until: holds, limitMs: 3000 }) : now;
  return holds(after.screen) ? after : undefined;
}

/** Some rows lose their name once they hold a value: it stands where the row was. */
export function standsAt(screen: Observation, row: ScreenNode, value: string): boolean {
  const { left, top, right, bottom } = row.bounds;
  return screen.tree.nodes.some((node) => {
    const { bounds, clickable } = node;
    const isThere = bounds.left === left && bounds.top === top && bounds.right === right && bounds.bottom === bottom;
    return clickable && isThere && isSaid(wordsIn(node).join(' '), value);
  });
}

/** Kinds of place are often left out: 北京 for 北京市. */
function isSaid(held: string, value: string): boolean {
  if (held.split(/\s+/).some((word) => isReadAs(word, value))) return true;
  return foldText(held).includes(foldText(value).replace(/(?<=..)[市县区站]$/, ''));
}
