// Sets an alarm: a new one, its time on the picker, the days it repeats on, its label; then looks for it in the list. A
// clock that repeats by weekdays cannot ring on one day next month: that is said, not rounded.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { findButton } from '../reading/buttons.js';
import { findField } from '../reading/fields.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { findRows, type Row } from '../reading/rows.js';
import { clockText, readClock } from '../reading/time/clock.js';
import { addDays, localTime } from '../reading/time/days.js';
import { readRepeat } from '../reading/time/repeat.js';
import { readWhen, type When } from '../reading/time/when.js';
import { appName, backUntil, enterNamed, openApp, scrollTo } from './moves/find-way.js';
import { hasTimePicker, pickTime } from './moves/pick-time.js';
import { setRepeat } from './moves/set-repeat.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap, type } from './skill.js';

const labelNames = /^(标签|备注|名称|闹钟名称|闹钟备注|添加标签|label|name|alarm name|add label)$/i;
const alarmTabs = ['闹钟', 'alarm', 'alarms'];

export function* setAlarm(brief: Brief): Skill {
  const said = goalValue(brief.goal, 'time');
  const opened = yield* openApp(brief);
  const now = localTime(opened.screen.takenAtMs, opened.screen.timeZone);
  const when = readWhen(said, now);
  const minute = when?.minute;
  if (!when || minute === undefined) {
    return failed(
      'INPUT_INVALID',
      brief.say(`“${said}”里没有读出几点`, `"${said}" names no time of day`),
      brief.say('例如：明早七点半', 'For example: 7:30 am'),
    );
  }
  const far = dayOutOfReach(when, minute, now);
  if (far) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(
        `闹钟不能定在${far}：它在下一个 ${clockText(minute)} 响，或每周重复`,
        `An alarm cannot be set for ${far}: it rings at the next ${clockText(minute)} or repeats weekly`,
      ),
    );
  }
  const list = yield* enterNamed(brief, opened, alarmTabs, (screen) => findButton(screen, 'add') !== undefined);
  if (!list)
    return failed(
      'SUBTASK_FAILED',
      brief.say(`${appName(brief)}里没有找到添加闹钟的按钮`, `${appName(brief)} shows no way to add an alarm`),
    );
  const form = yield* newAlarm(brief, list, minute);
  if ('kind' in form) return form;
  return yield* finish(brief, form, when, minute);
}

/** A time on one day can only be the next time that the clock shows it. */
function dayOutOfReach(
  { day, repeat }: When,
  minute: number,
  now: { day: string; minute: number },
): string | undefined {
  if (day === undefined || repeat) return undefined;
  const next = minute > now.minute ? now.day : addDays(now.day, 1);
  return day === next ? undefined : day;
}

function* newAlarm(brief: Brief, list: Sight, minute: number): Skill<Sight | Outcome> {
  const add = findButton(list.screen, 'add');
  const isForm = (screen: Observation) => hasTimePicker(screen) || timeRow(screen) !== undefined;
  let now = add
    ? yield* tap(list, add, brief.say('添加闹钟', 'Add an alarm'), {
        until: (screen) => screen.frameId !== list.screen.frameId && isForm(screen),
        limitMs: 4000,
      })
    : list;
  const row = hasTimePicker(now.screen) ? undefined : timeRow(now.screen);
  if (row) now = yield* tap(now, row, brief.say('打开时间', 'Open the time'), { until: hasTimePicker, limitMs: 3000 });
  const set = hasTimePicker(now.screen) ? yield* pickTime(brief, now, { minute }) : undefined;
  return (
    set ??
    failed(
      'SUBTASK_FAILED',
      brief.say(`没能把时间调到 ${clockText(minute)}`, `The time could not be set to ${clockText(minute)}`),
    )
  );
}

/** The row of a form that shows its time and opens the picker. */
function timeRow({ tree }: Observation): ScreenNode | undefined {
  return clickTarget(
    tree.nodes.find(
      (node) =>
        isVisible(node) && /^\s*(\S{2}\s*)?\d{1,2}:\d{2}(\s*\S{2})?\s*$/.test(labelOf(node)) && clickTarget(node),
    ),
  );
}

function* finish(brief: Brief, form: Sight, when: When, minute: number): Skill {
  const label = goalValue(brief.goal, 'label');
  let now = form;
  if (when.repeat) {
    const repeated = yield* setRepeat(brief, now, when.repeat);
    if ('kind' in repeated) return repeated;
    now = repeated;
  }
  if (label !== '') {
    const field = findField(now.screen, labelNames);
    if (field?.kind !== 'text')
      return failed('SUBTASK_FAILED', brief.say('闹钟没有可写标签的地方', 'The alarm has no place for a label'));
    now = yield* type(now, field.node, label, false, brief.say(`写标签“${label}”`, `Write the label "${label}"`));
  }
  const save = findButton(now.screen, 'save');
  const listed = (screen: Observation) => rowOf(screen, minute, label) !== undefined && !hasTimePicker(screen);
  if (save)
    now = yield* tap(now, save, brief.say('保存闹钟', 'Save the alarm'), {
      until: (screen) => listed(screen) && findButton(screen, 'add') !== undefined,
      limitMs: 4000,
    });
  else now = yield* backUntil(brief, now, listed, 2);
  return yield* verify(brief, now, when, minute, label);
}

function* verify(brief: Brief, saved: Sight, when: When, minute: number, label: string): Skill {
  const time = clockText(minute);
  const place = yield* scrollTo(brief, saved, (screen) => rowOf(screen, minute, label, when), 4);
  if (!place)
    return failed(
      'SUBTASK_FAILED',
      brief.say(
        `闹钟列表里没有看到 ${time}${label && `“${label}”`} 的闹钟`,
        `The list shows no alarm at ${time}${label && ` called "${label}"`}`,
      ),
    );
  const shown = [...new Set(place.found.lines)].join(' · ');
  const text = brief.say(`已设好 ${time} 的闹钟：${shown}`, `The alarm for ${time} is set: ${shown}`);
  return done(place.sight, text, { details: { time, shown } });
}

/** The row of the list with this time (and label, and days), switched on. */
function rowOf(screen: Observation, minute: number, label: string, when?: When): Row | undefined {
  return findRows(screen).find(({ node, lines }) => {
    const times = lines.map((line) => readClock(line)?.minute);
    if (!times.includes(minute)) return false;
    if (label !== '' && !lines.some((line) => line.includes(label))) return false;
    if (when?.repeat && !lines.some((line) => saysDays(line, when.repeat ?? []))) return false;
    const control = screen.tree.nodes.find(
      (part) => part.checkable && part.bounds.top >= node.bounds.top && part.bounds.bottom <= node.bounds.bottom,
    );
    return control?.checked !== false;
  });
}

function saysDays(line: string, weekdays: readonly number[]): boolean {
  const read = readRepeat(line) ?? readRepeat(`每${line.replace(/^.*·\s*/, '')}`);
  return (
    read?.weekdays.join() === weekdays.join() || weekdays.every((day) => line.includes(`${'日一二三四五六'[day]}`))
  );
}
