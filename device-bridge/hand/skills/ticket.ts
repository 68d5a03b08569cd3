// Looks up tickets: from, to, day, then the list of departures. Nothing is booked: the list is the answer.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { findButton } from '../reading/buttons.js';
import { findField } from '../reading/fields.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { saysEmpty } from '../reading/notices.js';
import { dayField, fromField, meansNames, toField } from '../reading/route-words.js';
import { findRows, type Row } from '../reading/rows.js';
import { readClock } from '../reading/time/clock.js';
import { localTime } from '../reading/time/days.js';
import { readWhen } from '../reading/time/when.js';
import { chooseNamed } from './moves/choose.js';
import { appName, enterNamed, openApp } from './moves/find-way.js';
import { fillDays, fillField } from './moves/form.js';
import { readList } from './moves/read-list.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const swapWords = /^(交换|切换|互换|对调|交换(出发地?和?到达地?|城市)|⇄|⇆|↔|swap( cities| stations)?|switch)$/i;

export function* findTickets(brief: Brief): Skill {
  const { goal } = brief;
  const [to, from, time, by] = [
    goalValue(goal, 'to'),
    goalValue(goal, 'from'),
    goalValue(goal, 'time'),
    goalValue(goal, 'by'),
  ];
  const opened = yield* openApp(brief);
  const now = localTime(opened.screen.takenAtMs, opened.screen.timeZone);
  const when = time === '' ? undefined : readWhen(time, now);
  if (time !== '' && !when)
    return failed('INPUT_INVALID', brief.say(`“${time}”里没有读出日期`, `"${time}" names no day`));
  const isForm = (screen: Observation) =>
    placeOf(screen, 'to') !== undefined && findButton(screen, 'search') !== undefined;
  const form = yield* enterNamed(brief, opened, meansNames(`${by} ${goal.app?.names.zh ?? ''}`), isForm);
  if (!form)
    return failed(
      'SUBTASK_FAILED',
      brief.say(`${appName(brief)}里没有找到查票的页面`, `${appName(brief)} shows no page to look up tickets`),
    );
  const filled = yield* fillForm(brief, form, { from, to, day: when?.day, today: now.day });
  if ('kind' in filled) return filled;
  const search = findButton(filled.screen, 'search');
  if (!search) return failed('SUBTASK_FAILED', brief.say('没有找到查询按钮', 'There is no button to search'));
  const results = yield* tap(filled, search, brief.say('查询', 'Search'), {
    until: (screen) => saysEmpty(screen.tree) || departures(screen).length > 0,
    limitMs: 6000,
  });
  return yield* report(brief, results, when?.minute);
}

interface FormValues {
  readonly from: string;
  readonly to: string;
  readonly day: string | undefined;
  readonly today: string;
}

function* fillForm(brief: Brief, form: Sight, { from, to, day, today }: FormValues): Skill<Sight | Outcome> {
  let now = form;
  for (const [end, value] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (value === '') continue;
    const filled = yield* fillPlace(brief, now, end, value);
    if (!filled)
      return failed(
        'SUBTASK_FAILED',
        brief.say(
          `没能把${end === 'from' ? '出发地' : '目的地'}设为“${value}”`,
          `The ${end === 'from' ? 'origin' : 'destination'} could not be set to "${value}"`,
        ),
      );
    now = filled;
  }
  if (day === undefined) return now;
  const dated = yield* fillDays(brief, now, dayField, [day], today);
  return dated ?? failed('SUBTASK_FAILED', brief.say(`没能选到 ${day}`, `The day ${day} could not be chosen`));
}

function* fillPlace(brief: Brief, sight: Sight, end: 'from' | 'to', value: string): Skill<Sight | undefined> {
  const named = yield* fillField(brief, sight, end === 'from' ? fromField : toField, value);
  if (named) return named;
  const place = placeOf(sight.screen, end);
  if (!place) return undefined;
  if (labelsOf(place).includes(value)) return sight;
  const opened = yield* tap(
    sight,
    place,
    brief.say(`选择${end === 'from' ? '出发地' : '目的地'}`, `Choose the ${end === 'from' ? 'origin' : 'destination'}`),
    { until: (screen) => screen.frameId !== sight.screen.frameId, limitMs: 3000 },
  );
  const there = (screen: Observation) => {
    const now = placeOf(screen, end);
    return now !== undefined && labelsOf(now).includes(value);
  };
  const chosen = yield* chooseNamed(brief, opened, { query: value, there });
  return chosen?.sight;
}

/** By its name, else by its side of the sign that swaps the two. */
function placeOf(screen: Observation, end: 'from' | 'to'): ScreenNode | undefined {
  const field = findField(screen, end === 'from' ? fromField : toField);
  if (field) return field.node;
  const swap = screen.tree.nodes.find((node) => isVisible(node) && swapWords.test(labelOf(node)));
  if (!swap) return undefined;
  const middle = (swap.bounds.top + swap.bounds.bottom) / 2;
  const beside = screen.tree.nodes.filter(
    (node) =>
      isVisible(node) &&
      node.text !== '' &&
      clickTarget(node) &&
      node.bounds.top <= middle &&
      node.bounds.bottom >= middle,
  );
  const side =
    end === 'from'
      ? beside.filter(({ bounds }) => bounds.right <= swap.bounds.left + 8).at(-1)
      : beside.find(({ bounds }) => bounds.left >= swap.bounds.right - 8);
  return clickTarget(side);
}

function labelsOf(node: ScreenNode): string {
  return [labelOf(node), ...node.children.map(labelOf)].join(' ');
}

/** Rows that say when something leaves. */
function departures(screen: Observation): Row[] {
  return findRows(screen).filter(({ lines }) => lines.some((line) => /\d{1,2}:\d{2}/.test(line)));
}

function* report(brief: Brief, sight: Sight, fromMinute: number | undefined): Skill {
  const app = appName(brief);
  const isLate = ({ lines }: Row) =>
    fromMinute === undefined ||
    (readClock(lines.find((line) => /\d{1,2}:\d{2}/.test(line)) ?? '')?.minute ?? 0) >= fromMinute;
  const results = yield* readList(brief, sight, (screen) => departures(screen).filter(isLate));
  const { to, from = '', time = '' } = brief.goal.values;
  const way = `${from}→${to} ${time}`.trim();
  if (results.length === 0) {
    if (!saysEmpty(sight.screen.tree))
      return failed(
        'SUBTASK_FAILED',
        brief.say(`${app}没有显示${way}的车次`, `${app} showed no departures for ${way}`),
      );
    return done(sight, brief.say(`${app}没有${way}的票`, `${app} has no tickets for ${way}`), {
      results: [],
      notFound: true,
    });
  }
  const list = results.map((result, index) => `${index + 1}. ${result}`).join('\n');
  return done(sight, brief.say(`${app}，${way}，没有下单：\n${list}`, `${app}, ${way}, nothing booked:\n${list}`), {
    results,
  });
}
