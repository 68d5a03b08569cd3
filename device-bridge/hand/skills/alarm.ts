// Sets an alarm: a new one, its time on the picker, the days it repeats on, its label; then looks for it in the list. A
// clock that repeats by weekdays cannot ring on one day next month: that is said, not rounded.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { type Alarm, alarmRow, timeRow } from '../reading/alarms.js';
import { findButton } from '../reading/buttons.js';
import { findField } from '../reading/fields.js';
import type { Row } from '../reading/rows.js';
import { clockText } from '../reading/time/clock.js';
import { addDays, daysBetween, type LocalTime, weekdayOf } from '../reading/time/days.js';
import { phoneTime } from '../reading/time/phone-time.js';
import { readSpan, readWhen, type When } from '../reading/time/when.js';
import { appName, backUntil, enterNamed, openApp, scrollTo } from './moves/find-way.js';
import { hasTimePicker, pickTime } from './moves/pick-time.js';
import { setRepeat } from './moves/set-repeat.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap, type } from './skill.js';

const labelNames = /^(标签|备注|名称|闹钟名称|闹钟备注|添加标签|label|name|alarm name|add label)$/i;
const alarmTabs = ['闹钟', 'alarm', 'alarms'];
const listPages = 4;

export function* setAlarm(brief: Brief): Skill {
  const said = goalValue(brief.goal, 'time');
  const opened = yield* openApp(brief);
  const now = phoneTime(opened.screen);
  const when = whenOf(brief, said, now);
  if (when?.minute === undefined) {
    const text = brief.say(`“${said}”里没有读出几点`, `"${said}" names no time of day`);
    return failed('INPUT_INVALID', text, brief.say('例如：明早七点半', 'For example: 7:30 am'));
  }
  const { minute, repeat } = weekly(when, now);
  const far = dayOutOfReach({ ...when, ...(repeat && { repeat }) }, minute, now);
  const time = clockText(minute);
  if (far) {
    const zh = `闹钟不能定在${far}：它在下一个 ${time} 响，或每周重复`;
    return failed(
      'SUBTASK_FAILED',
      brief.say(zh, `No alarm can be set for ${far}: it rings at the next ${time}, or weekly`),
    );
  }
  const alarm = { minute, repeat, label: goalValue(brief.goal, 'label') };
  const list = yield* enterNamed(brief, opened, alarmTabs, (screen) => findButton(screen, 'add') !== undefined);
  if (!list) {
    const text = brief.say(
      `${appName(brief)}里没有找到添加闹钟的按钮`,
      `${appName(brief)} shows no way to add an alarm`,
    );
    return failed('SUBTASK_FAILED', text);
  }
  const present = alarmRow(list.screen, alarm);
  if (present) return isSet(brief, list, alarm, present);
  const form = yield* newAlarm(brief, list, minute);
  return 'kind' in form ? form : yield* finish(brief, form, alarm);
}

/** So long before what was said, where that is asked for. */
function whenOf(brief: Brief, said: string, now: LocalTime): When | undefined {
  const when = readWhen(said, now);
  const before = goalValue(brief.goal, 'before');
  if (before === '' || when?.minute === undefined) return when;
  const span = readSpan(before);
  if (span === undefined) return undefined;
  const at = when.minute - span;
  const days = Math.floor(at / 1440);
  return { ...when, minute: at - days * 1440, ...(when.day !== undefined && { day: addDays(when.day, days) }) };
}

/** A day of this week that is not the next one can be rung on as that day of every week; the list says so. */
function weekly(when: When & { minute?: number }, now: LocalTime): { minute: number; repeat: When['repeat'] } {
  const { day, repeat, minute = 0 } = when;
  if (day === undefined || repeat || dayOutOfReach(when, minute, now) === undefined) return { minute, repeat };
  const ahead = daysBetween(now.day, day);
  return { minute, repeat: ahead > 0 && ahead < 7 ? [weekdayOf(day)] : undefined };
}

/** A time on one day can only be the next time that the clock shows it. */
function dayOutOfReach({ day, repeat }: When, minute: number, now: LocalTime): string | undefined {
  if (day === undefined || repeat) return undefined;
  const next = minute > now.minute ? now.day : addDays(now.day, 1);
  return day === next ? undefined : day;
}

function* newAlarm(brief: Brief, list: Sight, minute: number): Skill<Sight | Outcome> {
  const isForm = (screen: Observation) =>
    screen.frameId !== list.screen.frameId && (hasTimePicker(screen) || timeRow(screen) !== undefined);
  const add = findButton(list.screen, 'add');
  let now = list;
  if (add) now = yield* tap(now, add, brief.say('添加闹钟', 'Add an alarm'), { until: isForm, limitMs: 4000 });
  const row = hasTimePicker(now.screen) ? undefined : timeRow(now.screen);
  if (row) now = yield* tap(now, row, brief.say('打开时间', 'Open the time'), { until: hasTimePicker, limitMs: 3000 });
  const set = hasTimePicker(now.screen) ? yield* pickTime(brief, now, { minute }) : undefined;
  const time = clockText(minute);
  return set ?? failed('SUBTASK_FAILED', brief.say(`没能把时间调到 ${time}`, `The time could not be set to ${time}`));
}

function* finish(brief: Brief, form: Sight, alarm: Alarm): Skill {
  const { label, repeat } = alarm;
  let now = form;
  if (repeat) {
    const repeated = yield* setRepeat(brief, now, repeat);
    if ('kind' in repeated) return repeated;
    now = repeated;
  }
  if (label !== '') {
    const field = findField(now.screen, labelNames);
    if (field?.kind !== 'text') {
      return failed('SUBTASK_FAILED', brief.say('闹钟没有可写标签的地方', 'The alarm has no place for a label'));
    }
    now = yield* type(now, field.node, label, false, brief.say(`写标签“${label}”`, `Write the label "${label}"`));
  }
  const save = findButton(now.screen, 'save');
  const isList = (screen: Observation) => !hasTimePicker(screen) && findButton(screen, 'add') !== undefined;
  if (save) {
    now = yield* tap(now, save, brief.say('保存闹钟', 'Save the alarm'), { until: isList, limitMs: 4000 });
  } else {
    now = yield* backUntil(brief, now, isList, 2);
  }
  const place = yield* scrollTo(brief, now, (screen) => alarmRow(screen, alarm), listPages);
  if (place) return isSet(brief, place.sight, alarm, place.found);
  const time = clockText(alarm.minute);
  const zh = `闹钟列表里没有看到 ${time}${label && `“${label}”`} 的闹钟`;
  return failed('SUBTASK_FAILED', brief.say(zh, `The list shows no alarm at ${time}${label && ` called "${label}"`}`));
}

function isSet(brief: Brief, sight: Sight, { minute }: Alarm, row: Row): Outcome {
  const time = clockText(minute);
  const shown = [...new Set(row.lines)].join(' · ');
  const text = brief.say(`已设好 ${time} 的闹钟：${shown}`, `The alarm for ${time} is set: ${shown}`);
  return done(sight, text, { details: { time, shown } });
}
