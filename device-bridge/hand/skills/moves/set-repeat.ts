// Sets the days of the week that something repeats on: marks for single days, or a row that offers "every day",
// "weekdays" and "custom".
import type { Observation } from '../../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { findButton } from '../../reading/buttons.js';
import { findChoice, isChosen } from '../../reading/choices.js';
import { findField } from '../../reading/fields.js';
import { isVisible, labelOf } from '../../reading/nodes.js';
import { everyDay, type Weekdays, weekend, workDays } from '../../reading/time/repeat.js';
import { type Brief, failed, type Outcome, type Skill, tap } from '../skill.js';

const repeatNames = /^(重复|重复周期|周期|repeat|repeats)$/i;
/** How each day is written on its mark, Sunday first. */
const dayMarks: readonly RegExp[] = [
  /^(周日|星期日|星期天|周天|日|sun(day)?)$/i,
  /^(周一|星期一|一|mon(day)?)$/i,
  /^(周二|星期二|二|tue(s|sday)?)$/i,
  /^(周三|星期三|三|wed(nesday)?)$/i,
  /^(周四|星期四|四|thu(rs|rsday)?)$/i,
  /^(周五|星期五|五|fri(day)?)$/i,
  /^(周六|星期六|六|sat(urday)?)$/i,
];
const presets: readonly (readonly [Weekdays, readonly string[]])[] = [
  [everyDay, ['每天', '每日', 'every day', 'daily']],
  [workDays, ['周一至周五', '周一到周五', '工作日', 'monday to friday', 'weekdays', 'mon to fri']],
  [weekend, ['周末', 'weekends', 'weekend']],
];
const custom = ['自定义', '自定义重复', 'custom', 'customise', 'customize'];

export function* setRepeat(brief: Brief, sight: Sight, weekdays: Weekdays): Skill<Sight | Outcome> {
  const direct = yield* setMarks(brief, sight, weekdays);
  if (direct) return direct;
  const row = findField(sight.screen, repeatNames);
  const noWay = failed(
    'SUBTASK_FAILED',
    brief.say('没有找到设置重复的地方', 'There is no way to set on which days it repeats'),
  );
  if (row?.kind !== 'row') return noWay;
  let now = yield* tap(sight, row.node, brief.say('打开重复', 'Open the repeat'), {
    until: (screen) => screen.frameId !== sight.screen.frameId,
    limitMs: 3000,
  });
  const named = presets.find(([days]) => days.join() === weekdays.join())?.[1];
  const preset = named && findChoice(now.screen, named, { least: 'same' });
  if (preset) {
    now = yield* tap(now, preset.node, brief.say(`选择“${preset.label}”`, `Choose "${preset.label}"`));
    return yield* close(brief, now);
  }
  const own = findChoice(now.screen, custom, { least: 'begins' });
  if (own)
    now = yield* tap(now, own.node, brief.say(`选择“${own.label}”`, `Choose "${own.label}"`), {
      until: hasMarks,
      limitMs: 3000,
    });
  const marked = yield* setMarks(brief, now, weekdays);
  return marked ? yield* close(brief, marked) : noWay;
}

/** Each day marked or not, as wanted; nothing when the screen has no marks for days. */
function* setMarks(brief: Brief, sight: Sight, weekdays: Weekdays): Skill<Sight | undefined> {
  if (!hasMarks(sight.screen)) return undefined;
  let now = sight;
  for (let day = 0; day < 7; day++) {
    const mark = markOf(now.screen, day);
    if (!mark) return undefined;
    const wanted = weekdays.includes(day);
    if (isChosen(mark) === wanted) continue;
    const isSet = (screen: Observation) => {
      const same = markOf(screen, day);
      return same !== undefined && isChosen(same) === wanted;
    };
    now = yield* tap(
      now,
      mark,
      brief.say(`${wanted ? '选中' : '取消'}${labelOf(mark)}`, `${wanted ? 'Mark' : 'Clear'} ${labelOf(mark)}`),
      { until: isSet, limitMs: 2000 },
    );
    if (!isSet(now.screen)) return undefined;
  }
  return now;
}

function hasMarks(screen: Observation): boolean {
  return dayMarks.every((_, day) => markOf(screen, day) !== undefined);
}

function markOf({ tree }: Observation, day: number): ScreenNode | undefined {
  const words = dayMarks[day];
  const label = tree.nodes.find((node) => isVisible(node) && words?.test(labelOf(node)) && clickTarget(node));
  return clickTarget(label);
}

/** A sheet that waits for a button is closed with it. */
function* close(brief: Brief, sight: Sight): Skill<Sight> {
  const button = findButton(sight.screen, 'confirm');
  const isForm = findField(sight.screen, repeatNames) !== undefined;
  return button && !isForm ? yield* tap(sight, button, brief.say('确定', 'Confirm')) : sight;
}
