// Navigates to a place: searches it, opens the route, starts the guidance, and reads that it runs. Or only tells the way.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { pickBest, readBest } from '../reading/best.js';
import { findButton } from '../reading/buttons.js';
import { findChoice, isChosen } from '../reading/choices.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { travelNames, wayWords } from '../reading/route-words.js';
import { findRows } from '../reading/rows.js';
import { searchAndChoose } from './moves/choose.js';
import { fillEnd } from './moves/fill-end.js';
import { appName, openApp } from './moves/find-way.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const running =
  /(退出导航|结束导航|导航中|正在导航|继续导航|沿.{1,20}(直行|行驶)|前方.{0,8}(左转|右转|直行)|exit navigation|end navigation|re-?cent(er|re)|navigating)/i;
const legs = 3;

export function* navigateTo(brief: Brief): Skill {
  const app = appName(brief);
  const way = yield* findWay(brief);
  if ('kind' in way) return way;
  const said = wayOf(way.sight.screen);
  const now = yield* start(brief, way.sight);
  if (!isRunning(now.screen)) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`到“${way.to}”的导航没有开始`, `The guidance to "${way.to}" did not start`),
    );
  }
  const text = brief.say(
    `${app}正在导航到${way.to}${said && `（${said}）`}`,
    `${app} is navigating to ${way.to}${said && ` (${said})`}`,
  );
  return done(now, text, { details: { to: way.to, ...(said !== '' && { way: said }) } });
}

/** How long, how far and for how much; the guidance is not started. */
export function* tellRoute(brief: Brief): Skill {
  const way = yield* findWay(brief);
  if ('kind' in way) return way;
  const { sight, to } = way;
  const ways = findRows(sight.screen).filter(({ lines }) => wayWords.test(lines[0] ?? '') && lines.length > 1);
  const best = readBest(goalValue(brief.goal, 'best'));
  const [chosen] = best ? pickBest(ways, best) : ways;
  const text = chosen ? waysText(chosen.lines) : wayOf(sight.screen);
  const by = goalValue(brief.goal, 'by');
  if (text === '') {
    return failed('SUBTASK_FAILED', brief.say(`没有看到去“${to}”的路线`, `No way to "${to}" is shown`));
  }
  const said = brief.say(`去${to}${by && `（${by}）`}：${text}`, `To ${to}${by && ` (${by})`}: ${text}`);
  return done(sight, said, { details: { to, way: text } });
}

/** Without the button of the row. */
function waysText(lines: readonly string[]): string {
  return lines.filter((line) => !/^(详情|details?|开始导航|导航)$/i.test(line)).join(' · ');
}

interface Way {
  readonly sight: Sight;
  readonly to: string;
}

/** On the page with the ways there, by the means that was asked for. */
function* findWay(brief: Brief): Skill<Way | Outcome> {
  const [to, from, by] = [goalValue(brief.goal, 'to'), goalValue(brief.goal, 'from'), goalValue(brief.goal, 'by')];
  const app = appName(brief);
  const opened = yield* openApp(brief);
  const hasWay = (screen: Observation) => findButton(screen, 'directions') !== undefined;
  const place = yield* searchAndChoose(brief, opened, { query: to, there: hasWay });
  if (!place) return failed('SUBTASK_FAILED', brief.say(`${app}里没有找到“${to}”`, `${app} did not find "${to}"`));
  let now = yield* openRoute(brief, place.sight);
  if (from !== '') {
    const set = yield* fillEnd(brief, now, 'from', from);
    if (!set)
      return failed('SUBTASK_FAILED', brief.say(`没能把起点设为“${from}”`, `The start could not be set to "${from}"`));
    now = set;
  }
  const names = travelNames(by);
  if (names.length === 0) return { sight: now, to: place.label };
  const set = yield* chooseTravel(brief, now, names);
  if (set) return { sight: set, to: place.label };
  return failed('SUBTASK_FAILED', brief.say(`没能选择“${by}”`, `"${by}" could not be chosen as the way to travel`));
}

function* chooseTravel(brief: Brief, sight: Sight, names: readonly string[]): Skill<Sight | undefined> {
  const tabOf = (screen: Observation) => findChoice(screen, names, { least: 'begins' });
  const tab = tabOf(sight.screen);
  if (!tab) return undefined;
  if (isChosen(tab.node)) return sight;
  const isSet = (screen: Observation) => {
    const now = tabOf(screen);
    return now !== undefined && isChosen(now.node);
  };
  const explain = brief.say(`选择“${tab.label}”`, `Choose "${tab.label}"`);
  const now = yield* tap(sight, tab.node, explain, { until: isSet, limitMs: 4000 });
  return isSet(now.screen) ? now : undefined;
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
