// Gets a ride ready: where to, where from, when; then stops with the offer on the screen. Calling the car is the user's.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { formatMoney, readAmounts } from '../reading/amounts.js';
import { pickBest, readBest } from '../reading/best.js';
import { findButton } from '../reading/buttons.js';
import { matchEntries } from '../reading/entry-match.js';
import { findField } from '../reading/fields.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { timeField, toField } from '../reading/route-words.js';
import { findRows, type Row } from '../reading/rows.js';
import { foldText } from '../reading/texts.js';
import { clockText, readClock } from '../reading/time/clock.js';
import { addDays, type LocalTime } from '../reading/time/days.js';
import { phoneTime } from '../reading/time/phone-time.js';
import { readWhen } from '../reading/time/when.js';
import { chooseNamed, searchAndChoose } from './moves/choose.js';
import { fillEnd } from './moves/fill-end.js';
import { appName, enterNamed, openApp, scrollTo } from './moves/find-way.js';
import { fillTime } from './moves/form.js';
import type { Moment } from './moves/pick-time.js';
import { readWholeList } from './moves/read-list.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

/** Kinds of car by their English names. */
const carKinds: readonly { readonly said: RegExp; readonly name: string }[] = [
  { said: /premier|business|luxury/i, name: '专车' },
  { said: /express|standard|ordinary/i, name: '快车' },
  { said: /taxi|cab/i, name: '出租车' },
  { said: /pool|shared?/i, name: '拼车' },
  { said: /select|comfort/i, name: '优享' },
];
const offerPages = 3;
const entries = ['打车', '快车', '出行', '叫车', 'ride', 'rides', 'taxi'];

export function* prepareRide(brief: Brief): Skill {
  const time = goalValue(brief.goal, 'time');
  const app = appName(brief);
  const opened = yield* openApp(brief);
  const clock = phoneTime(opened.screen);
  const moment = time === '' ? undefined : momentOf(time, clock);
  if (time !== '' && !moment) {
    return failed('INPUT_INVALID', brief.say(`“${time}”里没有读出几点`, `"${time}" names no time of day`));
  }
  const page = yield* enterNamed(brief, opened, entries, (screen) => findField(screen, toField) !== undefined);
  if (!page) {
    const zh = `${app}里没有找到填目的地的地方`;
    return failed('SUBTASK_FAILED', brief.say(zh, `${app} shows no place to enter a destination`));
  }
  const prepared = yield* fill(brief, page, moment);
  return 'kind' in prepared ? prepared : yield* offer(brief, prepared, moment);
}

/** A time that has passed today is tomorrow's. */
function momentOf(words: string, now: LocalTime): Required<Moment> | undefined {
  const { minute, day } = readWhen(words, now) ?? {};
  if (minute === undefined) return undefined;
  return { minute, day: day ?? (minute > now.minute ? now.day : addDays(now.day, 1)), today: now.day };
}

function* fill(brief: Brief, page: Sight, moment: Required<Moment> | undefined): Skill<Sight | Outcome> {
  const [to, from] = [goalValue(brief.goal, 'to'), goalValue(brief.goal, 'from')];
  let now = page;
  if (from !== '') {
    const set = yield* fillEnd(brief, now, 'from', from);
    if (!set) {
      const zh = `没能把上车地点设为“${from}”`;
      return failed('SUBTASK_FAILED', brief.say(zh, `The pick-up point could not be set to "${from}"`));
    }
    now = set;
  }
  if (moment) {
    const at = `${moment.day === moment.today ? '' : `${moment.day} `}${clockText(moment.minute)}`;
    const timed = yield* fillTime(brief, now, timeField, moment);
    if (!timed) return failed('SUBTASK_FAILED', brief.say(`没能约到 ${at}`, `The ride could not be booked for ${at}`));
    now = timed;
  }
  const going = yield* setDestination(brief, now, to);
  if (going) return going;
  return failed('SUBTASK_FAILED', brief.say(`没能把目的地设为“${to}”`, `The destination could not be set to "${to}"`));
}

/** On the page with the offer afterwards. */
function* setDestination(brief: Brief, sight: Sight, to: string): Skill<Sight | undefined> {
  const field = findField(sight.screen, toField);
  if (!field) return undefined;
  if (field.kind === 'text') return (yield* searchAndChoose(brief, sight, { query: to, there: hasOffer }))?.sight;
  const opened = yield* tap(sight, field.node, brief.say('输入目的地', 'Enter the destination'), {
    until: (screen) => screen.frameId !== sight.screen.frameId,
    limitMs: 3000,
  });
  return (yield* chooseNamed(brief, opened, { query: to, there: hasOffer }))?.sight;
}

function hasOffer(screen: Observation): boolean {
  return findButton(screen, 'hailRide') !== undefined;
}

/** What the page says of the ride: where to, for how much, and when where that was asked for. */
function* offer(brief: Brief, sight: Sight, moment: Required<Moment> | undefined): Skill {
  const to = goalValue(brief.goal, 'to');
  const app = appName(brief);
  const labels = sight.screen.tree.nodes.filter(isVisible).map(labelOf);
  const named = labels.filter((label) => foldText(label).includes(foldText(to)));
  const place = named.sort((a, b) => a.length - b.length)[0];
  if (place === undefined) {
    return failed('SUBTASK_FAILED', brief.say(`${app}没有显示去“${to}”的车`, `${app} shows no ride to "${to}"`));
  }
  const offered = yield* chosenOffer(brief, sight);
  if (offered === 'none') {
    const kind = goalValue(brief.goal, 'kind');
    return failed('SUBTASK_FAILED', brief.say(`${app}没有显示“${kind}”`, `${app} shows no "${kind}"`));
  }
  const asked = (offered?.lines ?? labels)
    .flatMap(readAmounts)
    .find(({ role }) => role === 'price' || role === 'final');
  const price = asked ? formatMoney(asked.money) : '';
  const car = offered?.lines[0] ?? '';
  const time = moment && labels.find((label) => readClock(label)?.minute === moment.minute);
  const text = brief.say(
    `${car && `${car}，`}${app}已备好去${place}的车${price && `，预估 ${price}`}；没有呼叫，由你确认`,
    `${car && `${car}: `}${app} is ready for the ride to ${place}${price && `, about ${price}`}; it was not called: that is yours to confirm`,
  );
  const details = {
    to: place,
    ...(car !== '' && { kind: car }),
    ...(price !== '' && { price }),
    ...(time !== undefined && { time }),
  };
  const outcome = done(sight, text, { details });
  // The page with the offer may not show when: then nothing proves that it was taken.
  if (moment && time === undefined && outcome.kind === 'done') {
    const { verified: _, ...unproved } = outcome;
    return unproved;
  }
  return outcome;
}

/** Of several kinds of car, the one that is named, or the one that is the best; nothing where neither was asked for. */
function* chosenOffer(brief: Brief, sight: Sight): Skill<Pick<Row, 'lines'> | 'none' | undefined> {
  const [kind, said] = [goalValue(brief.goal, 'kind'), goalValue(brief.goal, 'best')];
  if (kind !== '') {
    const names = kindNames(kind);
    const find = (screen: Observation) =>
      names.map((name) => matchEntries(offersOn(screen), name, '')[0]).find((row) => row !== undefined);
    return (yield* scrollTo(brief, sight, find, offerPages))?.found ?? 'none';
  }
  const best = readBest(said);
  if (!best) return undefined;
  const { entries } = yield* readWholeList(brief, sight, offersOn);
  return pickBest(
    entries.map((lines) => ({ lines })),
    best,
  )[0];
}

function offersOn(screen: Observation): Row[] {
  return findRows(screen).filter(({ lines }) => lines.flatMap(readAmounts).length > 0);
}

/** "premier ride (专车)" is said in both languages. */
function kindNames(kind: string): string[] {
  const parts = kind
    .split(/[()（）/]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const known = carKinds.filter(({ said }) => said.test(kind)).map(({ name }) => name);
  return [...parts, ...known];
}
