// Navigates to a place: searches it, opens the route, starts the guidance, and reads that it runs.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { findButton } from '../reading/buttons.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { wayWords } from '../reading/route-words.js';
import { searchAndChoose } from './moves/choose.js';
import { fillEnd } from './moves/fill-end.js';
import { appName, openApp } from './moves/find-way.js';
import { type Brief, done, failed, goalValue, type Skill, tap } from './skill.js';

const running =
  /(退出导航|结束导航|导航中|正在导航|继续导航|沿.{1,20}(直行|行驶)|前方.{0,8}(左转|右转|直行)|exit navigation|end navigation|re-?cent(er|re)|navigating)/i;
const legs = 3;

export function* navigateTo(brief: Brief): Skill {
  const to = goalValue(brief.goal, 'to');
  const from = goalValue(brief.goal, 'from');
  const app = appName(brief);
  const opened = yield* openApp(brief);
  const hasWay = (screen: Observation) => findButton(screen, 'directions') !== undefined;
  const place = yield* searchAndChoose(brief, opened, { query: to, there: hasWay });
  if (!place) return failed('SUBTASK_FAILED', brief.say(`${app}里没有找到“${to}”`, `${app} did not find "${to}"`));
  const route = yield* openRoute(brief, place.sight);
  let now = route;
  if (from !== '') {
    const set = yield* fillEnd(brief, now, 'from', from);
    if (!set)
      return failed('SUBTASK_FAILED', brief.say(`没能把起点设为“${from}”`, `The start could not be set to "${from}"`));
    now = set;
  }
  const way = wayOf(now.screen);
  now = yield* start(brief, now);
  if (!isRunning(now.screen)) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`到“${place.label}”的导航没有开始`, `The guidance to "${place.label}" did not start`),
    );
  }
  const text = brief.say(
    `${app}正在导航到${place.label}${way && `（${way}）`}`,
    `${app} is navigating to ${place.label}${way && ` (${way})`}`,
  );
  return done(now, text, { details: { to: place.label, ...(way !== '' && { way }) } });
}

/** The page with the way, when the place's own page only leads to it. */
function* openRoute(brief: Brief, sight: Sight): Skill<Sight> {
  const button = findButton(sight.screen, 'directions');
  if (!button || canStart(sight.screen)) return sight;
  return yield* tap(sight, button, brief.say('查看路线', 'Look at the route'), {
    until: (screen) => canStart(screen) || isRunning(screen),
    limitMs: 5000,
  });
}

function* start(brief: Brief, sight: Sight): Skill<Sight> {
  let now = sight;
  for (let leg = 0; leg < legs && !isRunning(now.screen); leg++) {
    const button = findButton(now.screen, 'startNavigation');
    if (!button) return now;
    now = yield* tap(now, button, brief.say('开始导航', 'Start the guidance'), { until: isRunning, limitMs: 5000 });
  }
  return now;
}

function canStart(screen: Observation): boolean {
  return screen.tree.nodes.some(
    (node) => isVisible(node) && /^(开始导航|立即导航|start navigation|start)$/i.test(labelOf(node)),
  );
}

function isRunning({ tree }: Observation): boolean {
  return tree.nodes.some((node) => isVisible(node) && running.test(labelOf(node)));
}

/** How far and how long, as the page says it. */
function wayOf({ tree }: Observation): string {
  const said = tree.nodes
    .filter((node) => isVisible(node) && node.text.length <= 24 && wayWords.test(node.text))
    .map(labelOf);
  return [...new Set(said)].slice(0, 2).join(' ');
}
