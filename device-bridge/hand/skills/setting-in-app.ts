// Changes a setting inside an app: looks on its first page, on the page of what is the user's own, and on the settings behind
// it; then turns the switch, or fills in the value, and reads it back.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { findChoice } from '../reading/choices.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { readQuestion, sharedWords } from '../reading/question.js';
import { isWishedOn, type SettingWish } from '../reading/setting-wishes.js';
import { settingNames } from '../reading/settings-words.js';
import { appName, openApp, scrollTo } from './moves/find-way.js';
import { fillField } from './moves/form.js';
import { openMyPage } from './moves/reach-own-page.js';
import { controlOf, isNamed, type Place, setControl } from './setting.js';
import { type Brief, done, failed, type Outcome, type Skill, tap } from './skill.js';

const settingsNames = ['设置', '偏好设置', '导航设置', 'settings', 'preferences'];
const longestLabel = 16;
const pages = 3;

export function* changeInApp(brief: Brief, wish: SettingWish): Skill {
  const place = yield* lookInApp(brief, wish);
  const app = appName(brief);
  const { what, state } = wish;
  if (!place)
    return failed('SUBTASK_FAILED', brief.say(`${app}里没有找到“${what}”`, `${app} shows nothing called "${what}"`));
  const label = labelOf(place.row);
  if (controlOf(place.sight.screen, place.row)) {
    const on = isPlain(state) ? undefined : isWishedOn(label, wish);
    return yield* setControl(brief, place, label, on === undefined ? wish.state : on ? 'on' : 'off');
  }
  if (state === '')
    return failed('SUBTASK_FAILED', brief.say(`请说出“${label}”要改成什么`, `Say what "${label}" is to be`));
  return yield* fillIn(brief, place, label, state);
}

function isPlain(state: string): boolean {
  return /^(打开|开启|启用|开|关闭|关掉|关|停用|on|off|enabled?|disabled?|turn (on|off))$/i.test(state);
}

function* lookInApp(brief: Brief, wish: SettingWish): Skill<Place | undefined> {
  const home = yield* openApp(brief);
  const find = (screen: Observation) => rowOf(screen, wish);
  const here = find(home.screen);
  if (here && isNamed(labelOf(here), settingNames(wish.what))) return { sight: home, row: here };
  const page = (yield* openMyPage(brief, home)) ?? home;
  const own = yield* scrollTo(brief, page, find, pages);
  if (own) return { sight: own.sight, row: own.found };
  const gate = yield* scrollTo(brief, page, (screen) => findChoice(screen, settingsNames, { least: 'same' }), pages);
  if (!gate) return undefined;
  const settings = yield* enter(brief, gate.sight, gate.found.node, gate.found.label);
  const there = yield* scrollTo(brief, settings, find, pages);
  return there && { sight: there.sight, row: there.found };
}

function* enter(brief: Brief, sight: Sight, node: ScreenNode, label: string): Skill<Sight> {
  const until = (screen: Observation) => screen.frameId !== sight.screen.frameId;
  return yield* tap(sight, node, brief.say(`打开“${label}”`, `Open "${label}"`), { until, limitMs: 3000 });
}

/** The row of that name, else the one switch or value whose label has most in common with the wish. */
function rowOf(screen: Observation, wish: SettingWish): ScreenNode | undefined {
  const labels = screen.tree.nodes.filter(
    (node) => isVisible(node) && !node.editable && node.text !== '' && labelOf(node).length <= longestLabel,
  );
  const names = settingNames(wish.what);
  const named = labels.find((node) => isNamed(labelOf(node), names) && (clickTarget(node) || controlOf(screen, node)));
  if (named) return named;
  const words = readQuestion(`${wish.what}${wish.state}`);
  const rated = labels
    .filter((node) => controlOf(screen, node) !== undefined)
    .map((node) => ({ node, shared: sharedWords(words, labelOf(node)) }));
  const most = Math.max(0, ...rated.map(({ shared }) => shared));
  const best = rated.filter(({ shared }) => shared === most);
  return most > 0 && best.length === 1 ? best[0]?.node : undefined;
}

function* fillIn(brief: Brief, { sight }: Place, label: string, value: string): Skill<Outcome> {
  const names = new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  const filled = yield* fillField(brief, sight, names, value);
  if (!filled) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`没能把“${label}”改成“${value}”`, `"${label}" could not be set to "${value}"`),
    );
  }
  const text = brief.say(`${label}已改成${value}`, `${label} is now ${value}`);
  return done(filled, text, { details: { setting: label, value } });
}
