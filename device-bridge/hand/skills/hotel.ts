// Looks up hotels: the place, the nights, then the list. Nothing is booked: the list is the answer.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { findButton } from '../reading/buttons.js';
import { findCardList } from '../reading/cards.js';
import { findField } from '../reading/fields.js';
import { saysEmpty } from '../reading/notices.js';
import { dayField, placeField } from '../reading/route-words.js';
import { findRows, type Row } from '../reading/rows.js';
import { addDays, type Day, type LocalTime } from '../reading/time/days.js';
import { phoneTime } from '../reading/time/phone-time.js';
import { readNights, readWhen } from '../reading/time/when.js';
import { answerFromList, asksOfList } from './moves/answer-from-list.js';
import { appName, enterNamed, openApp, reachSearchField, searchFor } from './moves/find-way.js';
import { fillDays, fillField } from './moves/form.js';
import { readList } from './moves/read-list.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const entries = ['酒店', '酒店住宿', '酒店预订', '国内酒店', '酒店民宿', '民宿酒店', 'hotels', 'hotel', 'stays'];

export function* findHotels(brief: Brief): Skill {
  const list = yield* reachHotels(brief);
  return 'kind' in list ? list : yield* report(brief, list, goalValue(brief.goal, 'place'));
}

/** The list of hotels of the place, for the nights. */
export function* reachHotels(brief: Brief): Skill<Sight | Outcome> {
  const place = goalValue(brief.goal, 'place');
  const time = goalValue(brief.goal, 'time');
  const app = appName(brief);
  const opened = yield* openApp(brief);
  const now = phoneTime(opened.screen);
  const days = stayIn(time, now);
  if (time !== '' && !days)
    return failed('INPUT_INVALID', brief.say(`“${time}”里没有读出日期`, `"${time}" names no day`));
  const page = isForm(opened.screen) ? opened : yield* enterSection(brief, opened);
  if (!page) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`${app}里没有找到订酒店的页面`, `${app} shows no page to look for hotels`),
    );
  }
  const filled = yield* fill(brief, page, place, days, now.day);
  if ('kind' in filled) return filled;
  const search = findButton(filled.screen, 'search');
  if (!search || !isForm(filled.screen)) return filled;
  return yield* tap(filled, search, brief.say('查询酒店', 'Search for hotels'), {
    until: (screen) => !isForm(screen) && isList(screen),
    limitMs: 6000,
  });
}

/** The days of arrival and of leaving. A length alone ("一晚") is one from today. */
function stayIn(time: string, now: LocalTime): readonly [Day, Day] | undefined {
  const { day, lastDay } = readWhen(time, now) ?? {};
  if (day !== undefined) return [day, lastDay ?? addDays(day, 1)];
  const nights = readNights(time);
  return nights === undefined ? undefined : [now.day, addDays(now.day, nights)];
}

/** Where the app asks for place and dates before it shows anything. */
function isForm(screen: Observation): boolean {
  return findField(screen, placeField) !== undefined && findButton(screen, 'search') !== undefined;
}

function isList(screen: Observation): boolean {
  return saysEmpty(screen.tree) || hotelsOn(screen).length > 0;
}

/** A page that asks first, or one that lists at once and is narrowed there. */
function* enterSection(brief: Brief, opened: Sight): Skill<Sight | undefined> {
  const there = (screen: Observation) => screen.frameId !== opened.screen.frameId && (isForm(screen) || isList(screen));
  return yield* enterNamed(brief, opened, entries, there);
}

function* fill(
  brief: Brief,
  page: Sight,
  place: string,
  days: readonly string[] | undefined,
  today: string,
): Skill<Sight | Outcome> {
  let now: Sight | undefined = place === '' ? page : yield* setPlace(brief, page, place);
  if (!now) {
    return failed('SUBTASK_FAILED', brief.say(`没能把地点设为“${place}”`, `The place could not be set to "${place}"`));
  }
  if (!days) return now;
  now = yield* fillDays(brief, now, dayField, days, today);
  const stay = days.join(brief.say(' 至 ', ' to '));
  return now ?? failed('SUBTASK_FAILED', brief.say(`没能选到 ${stay}`, `The dates ${stay} could not be chosen`));
}

/** A district or a landmark is no city: where the field of the place does not take it, the app's search does. */
function* setPlace(brief: Brief, page: Sight, place: string): Skill<Sight | undefined> {
  const filled = isForm(page.screen) ? yield* fillField(brief, page, placeField, place) : undefined;
  if (filled) return filled;
  const at = yield* reachSearchField(brief, page);
  return at && (yield* searchFor(brief, at, place, isList));
}

/** Rows with a price. */
export function hotelsOn(screen: Observation): Row[] {
  const cards = findCardList(screen.tree, screen.sizePx.heightPx)?.cards ?? [];
  if (cards.length > 1) return cards.map(({ node, lines }) => ({ node, lines }));
  return findRows(screen).filter(({ lines }) => lines.some((line) => /[¥￥$]\s*\d/.test(line)));
}

function* report(brief: Brief, sight: Sight, place: string): Skill {
  const app = appName(brief);
  const { time = '' } = brief.goal.values;
  const what = brief.say(`${place}${time}的酒店`, `hotels in ${place} ${time}`.trim());
  if (asksOfList(brief)) {
    const answer = yield* answerFromList(brief, sight, hotelsOn, brief.say(`${app}，${what}`, `${app}, ${what}`));
    const values = answer.entries.length > 0 ? { results: [...answer.results] } : { results: [], notFound: true };
    return done(answer.sight, answer.text, values);
  }
  const results = yield* readList(brief, sight, hotelsOn);
  if (results.length === 0) {
    if (!saysEmpty(sight.screen.tree))
      return failed('SUBTASK_FAILED', brief.say(`${app}没有显示${what}`, `${app} showed no ${what}`));
    return done(sight, brief.say(`${app}没有${what}`, `${app} has no ${what}`), { results: [], notFound: true });
  }
  const list = results.map((result, index) => `${index + 1}. ${result}`).join('\n');
  return done(sight, brief.say(`${app}，${what}，没有预订：\n${list}`, `${app}, ${what}, nothing booked:\n${list}`), {
    results,
  });
}
