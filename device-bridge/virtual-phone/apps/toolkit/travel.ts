// What apps that sell journeys show: the ends of a journey, and the day of its offers.
import type { Actions } from './actions.js';
import { facts } from './blocks/texts.js';
import { set } from './bound.js';
import { addDays, daysBetween, dayText, weekdayOf } from './dates.js';
import type { Block } from './kit.js';

/** From and to, with a touch between them that swaps them; `pick` chooses one of them. */
export function fromTo(
  query: { from: string; to: string },
  color: string,
  pick: (which: 'from' | 'to') => void,
): Block {
  return facts('ends', [
    { text: query.from, note: '出发地', onTap: () => pick('from') },
    { text: '⇌', note: '交换', share: 0.5, color, onTap: () => set(query, { from: query.to, to: query.from }) },
    { text: query.to, note: '目的地', onTap: () => pick('to') },
  ]);
}

export interface DayBarOptions {
  /** Days from today on for which there are offers. */
  readonly daysAhead: number;
  readonly color: string;
  onPick(day: string): void;
}

/** The day before, the day, the day after. The middle opens a calendar; days in the past and beyond the last are refused. */
export function dayBar<Routes>(day: string, act: Actions<Routes>, options: DayBarOptions): Block {
  const pick = (next: string): void => {
    const ahead = daysBetween(act.today(), next);
    if (ahead < 0) act.toast('不能选择过去的日期');
    else if (ahead > options.daysAhead) act.toast(`预售期为${options.daysAhead + 1}天，暂未开售`);
    else options.onPick(next);
  };
  return facts('day', [
    { text: '前一天', strong: false, onTap: () => pick(addDays(day, -1)) },
    {
      text: `${dayText(day)} ${weekdayOf(day)}`,
      share: 1.6,
      color: options.color,
      onTap: () => act.pickDay('选择日期', day, act.today(), pick),
    },
    { text: '后一天', strong: false, onTap: () => pick(addDays(day, 1)) },
  ]);
}
