// Chooses a day, or the first and the last of a stay, on the calendar that is open; turns its months.
import type { Observation } from '../../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { findButton } from '../../reading/buttons.js';
import { findDay, isCalendar, shownMonth } from '../../reading/calendar.js';
import { containers, isVisible, labelOf } from '../../reading/nodes.js';
import type { Day } from '../../reading/time/days.js';
import { type Brief, type Skill, tap, turnPage } from '../skill.js';

const turnLimit = 14;
const nextWords = /^(下个?月|后一月|next month|next|›|>|→|▶)$/i;

/** The days chosen and the calendar closed where it has a button for that; nothing when a day is not on it. */
export function* pickDays(brief: Brief, sight: Sight, days: readonly Day[], today: Day): Skill<Sight | undefined> {
  let now = sight;
  for (const day of days) {
    const place = yield* showDay(brief, now, day, today);
    if (!place) return undefined;
    now = yield* tap(place.sight, place.cell, brief.say(`选择 ${day}`, `Choose ${day}`));
  }
  const close = isCalendar(now.screen) ? findButton(now.screen, 'confirm') : undefined;
  if (!close) return now;
  const closed = (screen: Observation) => !isCalendar(screen);
  return yield* tap(now, close, brief.say('确定日期', 'Confirm the dates'), { until: closed, limitMs: 3000 });
}

function* showDay(
  brief: Brief,
  sight: Sight,
  day: Day,
  today: Day,
): Skill<{ sight: Sight; cell: ScreenNode } | undefined> {
  let now = sight;
  for (let turn = 0; turn < turnLimit; turn++) {
    const cell = findDay(now.screen, day);
    if (cell) return cell.enabled ? { sight: now, cell } : undefined;
    const month = shownMonth(now.screen, today);
    if (month !== undefined && month > day.slice(0, 7)) return undefined;
    const before = now.screen.frameId;
    const next = nextMonth(now.screen);
    const list = containers(now.screen.tree, now.screen.sizePx.heightPx).at(-1);
    if (next) now = yield* tap(now, next, brief.say('下个月', 'Next month'));
    else if (list) now = yield* turnPage(now, list, true, brief.say('往下翻看日历', 'Scroll through the calendar'));
    if (now.screen.frameId === before) return undefined;
  }
  return undefined;
}

function nextMonth({ tree }: Observation): ScreenNode | undefined {
  return clickTarget(tree.nodes.find((node) => isVisible(node) && nextWords.test(labelOf(node)) && clickTarget(node)));
}
