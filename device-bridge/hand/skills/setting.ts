// Changes one setting of the phone: finds its row (scrolling, and one page further in), then its switch or slider, and
// checks the new state on the screen.
import { toModelPoint } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode, subtree } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { readWish, type SettingWish } from '../reading/setting-wishes.js';
import { parentPages, readState, settingNames, type WantedState } from '../reading/settings-words.js';
import { foldText } from '../reading/texts.js';
import { connectDevice, connectWords } from './connect-device.js';
import { openApp, reachSearchField, scrollTo } from './moves/find-way.js';
import { changeInApp } from './setting-in-app.js';
import { type Brief, failed, goalValue, type Outcome, type Skill, tap, type } from './skill.js';

const longestRowLabel = 24;
const bluetooth = '蓝牙';

export function* changeSetting(brief: Brief): Skill {
  const said = { what: goalValue(brief.goal, 'what'), state: goalValue(brief.goal, 'state') };
  const device = deviceIn(said);
  if (device !== undefined) return yield* connect(brief, device);
  const wish = readWish(said.what, said.state);
  if (brief.goal.app?.category !== 'settings') return yield* changeInApp(brief, wish);
  const at = yield* reach(brief, wish.what);
  return 'kind' in at ? at : yield* setControl(brief, at, wish.what, wish.state);
}

function* reach(brief: Brief, what: string): Skill<Place | Outcome> {
  const names = settingNames(what);
  const opened = yield* openApp(brief);
  const at = yield* look(brief, opened, what, names);
  if (!at)
    return failed('SUBTASK_FAILED', brief.say(`设置里没有找到“${what}”`, `The settings show nothing called "${what}"`));
  return controlOf(at.sight.screen, at.row) ? at : yield* enterRow(brief, at, names);
}

/** "连上小米手环9", "my AirPods / connect": the device, without what else is said. */
function deviceIn({ what, state }: SettingWish): string | undefined {
  const [said, other] = connectWords.test(state) ? [state, what] : [what, state];
  if (!connectWords.test(said)) return undefined;
  const rest = said.replace(/.*?(?:连(?:上|接|到)?|配对|\bconnect(?: to)?|\bpair(?: with)?)\s*/i, '');
  const device = [rest, other]
    .map((words) => words.replace(/^(我的|我|the|my)\s*/i, '').trim())
    .find((words) => words !== '' && !/^(蓝牙|bluetooth|打开|开启|on)$/i.test(words));
  return device;
}

/** Devices stand on the page of the switch, or on the one behind its row. */
function* connect(brief: Brief, device: string): Skill {
  const at = yield* reach(brief, bluetooth);
  if ('kind' in at) return at;
  const control = controlAt(at);
  const on = control && (yield* turnSwitch(brief, at.sight, control, bluetooth, true));
  if (!on || 'kind' in on) return on ?? noControl(brief, bluetooth);
  const connected = yield* connectDevice(brief, on, device);
  if (connected.kind === 'done') return connected;
  const row = findRow(on.screen, (label) => isNamed(label, settingNames(bluetooth)));
  return row ? yield* connectDevice(brief, yield* enter(brief, { sight: on, row }), device) : connected;
}

export interface Place {
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

export function* setControl(brief: Brief, at: Place, what: string, state: string): Skill {
  const control = controlAt(at);
  if (!control) return noControl(brief, what);
  const wanted = readState(state);
  if (isSlider(control)) return yield* setSlider(brief, at.sight, control, what, wanted);
  if (wanted.kind !== 'switch' && wanted.kind !== 'toggle') {
    return failed('SUBTASK_FAILED', brief.say(`“${what}”不能设为“${state}”`, `"${what}" cannot be set to "${state}"`));
  }
  const on = wanted.kind === 'toggle' ? !control.checked : wanted.on;
  const turned = yield* turnSwitch(brief, at.sight, control, what, on);
  if ('kind' in turned) return turned;
  const text = brief.say(`${what}已${on ? '打开' : '关闭'}`, `${what} is ${on ? 'on' : 'off'}`);
  return { kind: 'done', text, evidence: [{ step: turned.step, what: text }], verified: true };
}

function* turnSwitch(
  brief: Brief,
  sight: Sight,
  control: ScreenNode,
  what: string,
  on: boolean,
): Skill<Sight | Outcome> {
  if (control.checked === on) return sight;
  const hasState = (screen: Observation) => sameControl(screen, control)?.checked === on;
  const target = clickTarget(control) ?? control;
  const explain = brief.say(`${on ? '打开' : '关闭'}${what}`, `Turn ${what} ${on ? 'on' : 'off'}`);
  const now = yield* tap(sight, target, explain, { until: hasState, limitMs: 4000 });
  if (hasState(now.screen)) return now;
  return failed('SUBTASK_FAILED', brief.say(`“${what}”的开关没有变`, `The switch of "${what}" did not move`));
}

function noControl(brief: Brief, what: string): Outcome {
  return failed('SUBTASK_FAILED', brief.say(`“${what}”没有开关可以设置`, `"${what}" has no switch that could be set`));
}

function* setSlider(brief: Brief, sight: Sight, slider: ScreenNode, what: string, wanted: WantedState): Skill {
  const share = shareOf(slider, wanted);
  if (share === undefined) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`请说出${what}要设为多少`, `Say what ${what} should be set to, e.g. 50%`),
    );
  }
  const { left, right, top, bottom } = slider.bounds;
  const x = Math.round(left + (right - left - 1) * share);
  const point = toModelPoint({ x, y: Math.floor((top + bottom) / 2) }, sight.screen.sizePx);
  const percent = `${Math.round(share * 100)}%`;
  const explain = brief.say(`把${what}调到${percent}`, `Set ${what} to ${percent}`);
  const after = yield { action: { action: 'CLICK', point }, explain };
  const text = brief.say(`${what}已调到约${percent}`, `${what} is set to about ${percent}`);
  return { kind: 'done', text, evidence: [{ step: after.step, what: text }] };
}

/** Lower and higher are half of what is left in that direction. */
function shareOf(slider: ScreenNode, wanted: WantedState): number | undefined {
  if (wanted.kind === 'share') return wanted.share;
  if (wanted.kind !== 'turn') return undefined;
  const shown = /(\d{1,3})\s*[%％]/.exec(`${slider.text} ${slider.description}`)?.[1];
  const now = shown === undefined ? 0.5 : Number(shown) / 100;
  return wanted.up ? now + (1 - now) / 2 : now / 2;
}

function findRow(screen: Observation, isWanted: (label: string) => boolean): ScreenNode | undefined {
  return screen.tree.nodes.find((node) => {
    const label = labelOf(node);
    return isVisible(node) && !node.editable && label !== '' && label.length <= longestRowLabel && isWanted(label);
  });
}

/** The label is one of the names, or begins with one ("WLAN 网络"). */
export function isNamed(label: string, names: readonly string[]): boolean {
  const folded = foldText(label);
  return names.some((name) => folded === name || (name.length >= 2 && folded.startsWith(name)));
}

/** On a page of its own, the first control is the setting's. */
function controlAt({ sight, row }: Place): ScreenNode | undefined {
  return controlOf(sight.screen, row) ?? sight.screen.tree.nodes.find((node) => isControl(node));
}

/** The switch or slider of a row: inside what the row's tap target holds, or on its height. */
export function controlOf(screen: Observation, row: ScreenNode): ScreenNode | undefined {
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
