// Looks up tickets: from, to, day, then the list of departures. Nothing is booked: the list is the answer.
import type { Offer } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { readBest } from '../reading/best.js';
import { findButton } from '../reading/buttons.js';
import { measureOf } from '../reading/measures.js';
import { saysEmpty } from '../reading/notices.js';
import { dayField, meansNames } from '../reading/route-words.js';
import { findRows, type Row } from '../reading/rows.js';
import { clockText, readClock } from '../reading/time/clock.js';
import type { Day } from '../reading/time/days.js';
import { phoneTime } from '../reading/time/phone-time.js';
import { readWhen } from '../reading/time/when.js';
import { answerFromList, asksOfList, type ListAnswer } from './moves/answer-from-list.js';
import { endOf, fillEnd } from './moves/fill-end.js';
import { appName, enterNamed, openApp } from './moves/find-way.js';
import { fillDays } from './moves/form.js';
import { readList } from './moves/read-list.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

export function* findTickets(brief: Brief): Skill {
  const time = goalValue(brief.goal, 'time');
  const opened = yield* openApp(brief);
  const now = phoneTime(opened.screen);
  const when = time === '' ? undefined : readWhen(time, now);
  if (time !== '' && !when) {
    return failed('INPUT_INVALID', brief.say(`“${time}”里没有读出日期`, `"${time}" names no day`));
  }
  const isForm = (screen: Observation) =>
    endOf(screen, 'to') !== undefined && findButton(screen, 'search') !== undefined;
  const form = yield* enterNamed(brief, opened, meansNames(goalValue(brief.goal, 'by')), isForm);
  if (!form) {
    const zh = `${appName(brief)}里没有找到查票的页面`;
    return failed('SUBTASK_FAILED', brief.say(zh, `${appName(brief)} shows no page to look up tickets`));
  }
  const filled = yield* fillForm(brief, form, when?.day, now.day);
  if ('kind' in filled) return filled;
  const search = findButton(filled.screen, 'search');
  if (!search) return failed('SUBTASK_FAILED', brief.say('没有找到查询按钮', 'There is no button to search'));
  const until = (screen: Observation) => saysEmpty(screen.tree) || departures(screen).length > 0;
  const results = yield* tap(filled, search, brief.say('查询', 'Search'), { until, limitMs: 6000 });
  return yield* report(brief, results, when?.minute ?? 0, when?.day ?? now.day);
}

/** Ends that the user did not name stay as the app has them. */
function* fillForm(brief: Brief, form: Sight, day: Day | undefined, today: Day): Skill<Sight | Outcome> {
  let now = form;
  for (const end of ['from', 'to'] as const) {
    const place = goalValue(brief.goal, end);
    if (place === '') continue;
    const filled = yield* fillEnd(brief, now, end, place);
    if (!filled) {
      const [zh, en] = end === 'from' ? ['出发地', 'origin'] : ['目的地', 'destination'];
      return failed(
        'SUBTASK_FAILED',
        brief.say(`没能把${zh}设为“${place}”`, `The ${en} could not be set to "${place}"`),
      );
    }
    now = filled;
  }
  if (day === undefined) return now;
  const dated = yield* fillDays(brief, now, dayField, [day], today);
  return dated ?? failed('SUBTASK_FAILED', brief.say(`没能选到 ${day}`, `The day ${day} could not be chosen`));
}

/** Rows that say when something leaves. */
function departures(screen: Observation): Row[] {
  return findRows(screen).filter((row) => leavingMinute(row) !== undefined);
}

function leavingMinute({ lines }: Pick<Row, 'lines'>): number | undefined {
  return readClock(lines.find((line) => /\d{1,2}:\d{2}/.test(line)) ?? '')?.minute;
}

function* report(brief: Brief, sight: Sight, fromMinute: number, day: Day): Skill {
  const app = appName(brief);
  const { to, from = '', time = '' } = brief.goal.values;
  const way = `${from}→${to} ${time}`.trim();
  if (departures(sight.screen).length === 0 && !saysEmpty(sight.screen.tree)) {
    const zh = `${app}没有显示${way}的车次`;
    return failed('SUBTASK_FAILED', brief.say(zh, `${app} showed no departures for ${way}`));
  }
  const kind = trainKindOf(goalValue(brief.goal, 'by'));
  const isMeant = (row: Row) => (leavingMinute(row) ?? 0) >= fromMinute && isOfKind(row, kind);
  const read = (screen: Observation) => departures(screen).filter(isMeant);
  if (asksOfList(brief)) return yield* answerOfAll(brief, sight, read, way, day);
  const results = yield* readList(brief, sight, read);
  if (results.length === 0) return noTickets(brief, sight, way);
  const list = results.map((result, index) => `${index + 1}. ${result}`).join('\n');
  const text = brief.say(`${app}，${way}，没有下单：\n${list}`, `${app}, ${way}, nothing booked:\n${list}`);
  return done(sight, text, { results });
}

/** Who says 高铁 means no night train: the number of a train begins with its kind. */
const trainKinds: readonly (readonly [said: RegExp, numbers: RegExp])[] = [
  [/高铁|城际|high.?speed|bullet/iu, /(?<![A-Z\d])[GC]\d{1,4}(?!\d)/],
  [/动车/u, /(?<![A-Z\d])[DGC]\d{1,4}(?!\d)/],
];
const anyTrain = /(?<![A-Z\d])[GCDKTZSY]\d{1,4}(?!\d)/;

function trainKindOf(said: string): RegExp | undefined {
  return trainKinds.find(([words]) => words.test(said))?.[1];
}

/** Where the list gives no number of a train, the kind is not known from it. */
function isOfKind({ lines }: Row, kind: RegExp | undefined): boolean {
  return kind === undefined || lines.some((line) => kind.test(line)) || !lines.some((line) => anyTrain.test(line));
}

function noTickets(brief: Brief, sight: Sight, way: string): Outcome {
  const app = appName(brief);
  const text = brief.say(`${app}没有${way}的票`, `${app} has no tickets for ${way}`);
  return done(sight, text, { results: [], notFound: true });
}

/** Which one, or how many; when it leaves stands in the details, for what is arranged around it. */
function* answerOfAll(
  brief: Brief,
  sight: Sight,
  read: (screen: Observation) => readonly Row[],
  way: string,
  day: Day,
): Skill {
  const answer = yield* answerFromList(
    brief,
    sight,
    read,
    brief.say(`${appName(brief)}，${way}`, `${appName(brief)}, ${way}`),
  );
  const { results } = answer;
  const [first] = answer.entries;
  if (!first) return noTickets(brief, answer.sight, `${way} ${goalValue(brief.goal, 'filter')}`.trim());
  const leaves = leavingMinute({ lines: first });
  const offers =
    answer.isOne && readBest(goalValue(brief.goal, 'best'))?.measure === 'price' ? offersOf(brief, answer) : [];
  const details = answer.isOne && leaves !== undefined ? { details: { time: `${day} ${clockText(leaves)}` } } : {};
  return done(answer.sight, answer.text, {
    ...(results.length > 0 && { results: [...results] }),
    ...(offers.length > 0 && { offers }),
    ...details,
  });
}

/** The cheapest as an offer, which can be compared with those of others. */
function offersOf({ goal }: Brief, { entries, sight }: ListAnswer): Offer[] {
  const [lines] = entries;
  const minor = lines && measureOf(lines, 'price');
  if (lines === undefined || minor === undefined) return [];
  const price = { minor, currency: 'CNY' };
  return [{ app: goal.app?.id ?? '', title: lines.join(' · '), price, conditions: [], step: sight.step }];
}
