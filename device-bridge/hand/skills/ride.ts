// Gets a ride ready: where to, where from, when; then stops with the offer on the screen. Calling the car is the user's.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { formatMoney, readAmounts } from '../reading/amounts.js';
import { findButton } from '../reading/buttons.js';
import { findField } from '../reading/fields.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { fromField, timeField, toField } from '../reading/route-words.js';
import { foldText } from '../reading/texts.js';
import { clockText } from '../reading/time/clock.js';
import { localTime } from '../reading/time/days.js';
import { readWhen } from '../reading/time/when.js';
import { chooseNamed, searchAndChoose } from './moves/choose.js';
import { appName, enterNamed, openApp } from './moves/find-way.js';
import { fillField, fillTime } from './moves/form.js';
import type { Moment } from './moves/pick-time.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const entries = ['打车', '快车', '出行', '叫车', 'ride', 'rides', 'taxi'];

export function* prepareRide(brief: Brief): Skill {
  const { goal } = brief;
  const [to, from, time] = [goalValue(goal, 'to'), goalValue(goal, 'from'), goalValue(goal, 'time')];
  const app = appName(brief);
  const opened = yield* openApp(brief);
  const clock = localTime(opened.screen.takenAtMs, opened.screen.timeZone);
  const when = time === '' ? undefined : readWhen(time, clock);
  if (time !== '' && when?.minute === undefined)
    return failed('INPUT_INVALID', brief.say(`“${time}”里没有读出几点`, `"${time}" names no time of day`));
  const moment =
    when?.minute === undefined ? undefined : { minute: when.minute, day: when.day ?? clock.day, today: clock.day };
  const page = yield* enterNamed(brief, opened, entries, (screen) => findField(screen, toField) !== undefined);
  if (!page)
    return failed(
      'SUBTASK_FAILED',
      brief.say(`${app}里没有找到填目的地的地方`, `${app} shows no place to enter a destination`),
    );
  const prepared = yield* fill(brief, page, { to, from, moment });
  return 'kind' in prepared ? prepared : offer(brief, prepared);
}

interface RideValues {
  readonly to: string;
  readonly from: string;
  readonly moment: Moment | undefined;
}

function* fill(brief: Brief, page: Sight, { to, from, moment }: RideValues): Skill<Sight | Outcome> {
  let now = page;
  if (from !== '') {
    const set = yield* fillField(brief, now, fromField, from);
    if (!set)
      return failed(
        'SUBTASK_FAILED',
        brief.say(`没能把上车地点设为“${from}”`, `The pick-up point could not be set to "${from}"`),
      );
    now = set;
  }
  if (moment !== undefined) {
    const at = `${moment.day === moment.today ? '' : `${moment.day} `}${clockText(moment.minute)}`;
    const timed = yield* fillTime(brief, now, timeField, moment);
    if (!timed) return failed('SUBTASK_FAILED', brief.say(`没能约到 ${at}`, `The ride could not be booked for ${at}`));
    now = timed;
  }
  const going = yield* setDestination(brief, now, to);
  return (
    going ??
    failed('SUBTASK_FAILED', brief.say(`没能把目的地设为“${to}”`, `The destination could not be set to "${to}"`))
  );
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

function offer(brief: Brief, sight: Sight): Outcome {
  const to = goalValue(brief.goal, 'to');
  const app = appName(brief);
  const labels = sight.screen.tree.nodes.filter(isVisible).map(labelOf);
  const named = labels.filter((label) => foldText(label).includes(foldText(to)));
  const place = named.sort((a, b) => a.length - b.length)[0];
  const price = labels
    .flatMap((label) => readAmounts(label))
    .find(({ role }) => role === 'price' || role === 'final')?.money;
  if (!hasOffer(sight.screen) || place === undefined) {
    return failed('SUBTASK_FAILED', brief.say(`${app}没有显示去“${to}”的车`, `${app} shows no ride to "${to}"`));
  }
  const shown = price ? formatMoney(price) : '';
  const text = brief.say(
    `${app}已备好去${place}的车${shown && `，预估 ${shown}`}；没有呼叫，由你确认`,
    `${app} is ready for the ride to ${place}${shown && `, about ${shown}`}; it was not called: that is yours to confirm`,
  );
  return done(sight, text, { details: { to: place, ...(shown !== '' && { price: shown }) } });
}
