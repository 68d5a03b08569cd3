// Changes one setting of the phone: finds its row (scrolling, and one page further in), then its switch or slider, and
// checks the new state on the screen.
import { toModelPoint } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode, subtree } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { parentPages, readState, settingNames, type WantedState } from '../reading/settings-words.js';
import { foldText } from '../reading/texts.js';
import { openApp, reachSearchField, scrollTo } from './moves/find-way.js';
import { type Brief, failed, goalValue, type Skill, tap, type } from './skill.js';

const longestRowLabel = 24;

export function* changeSetting(brief: Brief): Skill {
  const what = goalValue(brief.goal, 'what');
  const wanted = readState(brief.goal.values.state);
  const names = settingNames(what);
  const opened = yield* openApp(brief);
  let at = yield* look(brief, opened, what, names);
  if (!at)
    return failed('SUBTASK_FAILED', brief.say(`设置里没有找到“${what}”`, `The settings show nothing called "${what}"`));
  if (!controlOf(at.sight.screen, at.row)) at = yield* enterRow(brief, at, names);
  return yield* setControl(brief, at, what, wanted);
}

interface Place {
  readonly sight: Sight;
  readonly row: ScreenNode;
}

/** On the first page, then on the pages where it usually is, then by the settings' own search. */
function* look(brief: Brief, opened: Sight, what: string, names: readonly string[]): Skill<Place | undefined> {
  const here = yield* findByScrolling(brief, opened, (label) => isNamed(label, names));
  if (here) return here;
  for (const page of parentPages(names)) {
    const first = yield* openApp(brief);
    const parent = yield* findByScrolling(brief, first, (label) => page.test(label));
    if (!parent) continue;
    const inside = yield* enter(brief, parent);
    const found = yield* findByScrolling(brief, inside, (label) => isNamed(label, names));
    if (found) return found;
  }
  return yield* searchSettings(brief, what, names);
}

function* findByScrolling(brief: Brief, first: Sight, isWanted: (label: string) => boolean): Skill<Place | undefined> {
  const place = yield* scrollTo(brief, first, (screen) => findRow(screen, isWanted));
  return place && { sight: place.sight, row: place.found };
}

function* searchSettings(brief: Brief, what: string, names: readonly string[]): Skill<Place | undefined> {
  const opened = yield* openApp(brief);
  const at = yield* reachSearchField(brief, opened);
  if (!at) return undefined;
  const isWanted = (label: string) => isNamed(label, names);
  const found = (screen: Observation) => findRow(screen, isWanted) !== undefined;
  const explain = brief.say(`在设置里搜索“${what}”`, `Search the settings for "${what}"`);
  const sight = yield* type(at.sight, at.field, what, false, explain, { until: found, limitMs: 4000 });
  const row = findRow(sight.screen, isWanted);
  return row ? { sight, row } : undefined;
}

/** The setting's own page, when its row only leads there. */
function* enterRow(brief: Brief, at: Place, names: readonly string[]): Skill<Place> {
  const sight = yield* enter(brief, at);
  const row =
    findRow(sight.screen, (label) => isNamed(label, names)) ??
    sight.screen.tree.nodes.find((node) => isControl(node)) ??
    at.row;
  return { sight, row };
}

function* enter(brief: Brief, at: Place): Skill<Sight> {
  const label = labelOf(at.row);
  return yield* tap(at.sight, clickTarget(at.row) ?? at.row, brief.say(`打开“${label}”`, `Open "${label}"`));
}

function* setControl(brief: Brief, at: Place, what: string, wanted: WantedState): Skill {
  const control = controlOf(at.sight.screen, at.row) ?? at.sight.screen.tree.nodes.find((node) => isControl(node));
  if (!control) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`“${what}”没有开关可以设置`, `"${what}" has no switch that could be set`),
    );
  }
  if (isSlider(control)) return yield* setSlider(brief, at.sight, control, what, wanted);
  if (wanted.kind === 'share' || wanted.kind === 'other') {
    const state = goalValue(brief.goal, 'state');
    return failed('SUBTASK_FAILED', brief.say(`“${what}”不能设为“${state}”`, `"${what}" cannot be set to "${state}"`));
  }
  const on = wanted.kind === 'toggle' ? !control.checked : wanted.on;
  let sight = at.sight;
  if (control.checked !== on) {
    const hasState = (screen: Observation) => sameControl(screen, control)?.checked === on;
    const target = clickTarget(control) ?? control;
    const explain = brief.say(`${on ? '打开' : '关闭'}${what}`, `Turn ${what} ${on ? 'on' : 'off'}`);
    sight = yield* tap(sight, target, explain, { until: hasState, limitMs: 4000 });
    if (!hasState(sight.screen)) {
      return failed('SUBTASK_FAILED', brief.say(`“${what}”的开关没有变`, `The switch of "${what}" did not move`));
    }
  }
  const text = brief.say(`${what}已${on ? '打开' : '关闭'}`, `${what} is ${on ? 'on' : 'off'}`);
  return { kind: 'done', text, evidence: [{ step: sight.step, what: text }], verified: true };
}

function* setSlider(brief: Brief, sight: Sight, slider: ScreenNode, what: string, wanted: WantedState): Skill {
  if (wanted.kind !== 'share') {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`请说出${what}要设为多少`, `Say what ${what} should be set to, e.g. 50%`),
    );
  }
  const { left, right, top, bottom } = slider.bounds;
  const x = Math.round(left + (right - left - 1) * wanted.share);
  const point = toModelPoint({ x, y: Math.floor((top + bottom) / 2) }, sight.screen.sizePx);
  const percent = `${Math.round(wanted.share * 100)}%`;
  const explain = brief.say(`把${what}调到${percent}`, `Set ${what} to ${percent}`);
  const after = yield { action: { action: 'CLICK', point }, explain };
  const text = brief.say(`${what}已调到约${percent}`, `${what} is set to about ${percent}`);
  return { kind: 'done', text, evidence: [{ step: after.step, what: text }] };
}

function findRow(screen: Observation, isWanted: (label: string) => boolean): ScreenNode | undefined {
  return screen.tree.nodes.find((node) => {
    const label = labelOf(node);
    return isVisible(node) && !node.editable && label !== '' && label.length <= longestRowLabel && isWanted(label);
  });
}

/** The label is one of the names, or begins with one ("WLAN 网络"). */
function isNamed(label: string, names: readonly string[]): boolean {
  const folded = foldText(label);
  return names.some((name) => folded === name || (name.length >= 2 && folded.startsWith(name)));
}

/** The switch or slider of a row: inside what the row's tap target holds, or on its height. */
function controlOf(screen: Observation, row: ScreenNode): ScreenNode | undefined {
  const target = clickTarget(row);
  const inside = target && [...subtree(target)].find(isControl);
  if (inside) return inside;
  const middle = (row.bounds.top + row.bounds.bottom) / 2;
  return screen.tree.nodes.find((node) => isControl(node) && node.bounds.top <= middle && node.bounds.bottom >= middle);
}

function isControl(node: ScreenNode): boolean {
  return isVisible(node) && (node.checkable || isSlider(node));
}

function isSlider(node: ScreenNode): boolean {
  return node.className.endsWith('SeekBar');
}

function sameControl(screen: Observation, control: ScreenNode): ScreenNode | undefined {
  const { top, bottom } = control.bounds;
  return screen.tree.nodes.find(
    (node) =>
      isControl(node) && node.className === control.className && node.bounds.top < bottom && node.bounds.bottom > top,
  );
}
