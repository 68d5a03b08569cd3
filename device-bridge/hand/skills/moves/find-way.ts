// Ways that several skills go: into an app, past what lies over it, to its search field, and to what it finds.
import { apps } from '@farhand/shared';
import type { Observation } from '../../../phone/phone.js';
import type { ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { type ChoiceOptions, findChoices } from '../../reading/choices.js';
import { containers, labelled } from '../../reading/nodes.js';
import { findPopupClose } from '../../reading/notices.js';
import { findSearchEntries, findSearchField, findSubmitButton } from '../../reading/search-entry.js';
import { clean, isSameText } from '../../reading/texts.js';
import { type Brief, press, type Skill, tap, turnPage, type, type Wait } from '../skill.js';

const popupLimit = 4;
const searchTries = 4;
const entryTries = 3;
const scrollPages = 8;

/** Opens the goal's app at its first screen. */
export function* openApp(brief: Brief): Skill<Sight> {
  const { app } = brief.goal;
  const name = appName(brief);
  const packages = new Set(app?.packages ?? []);
  const sight = yield {
    action: { action: 'AWAKE', value: app?.id ?? '' },
    explain: brief.say(`打开${name}`, `Open ${name}`),
    until: (screen) => packages.has(screen.packageName) && screen.tree.nodes.length > 5,
  };
  return yield* closePopups(brief, sight);
}

const discoverNames = ['发现', 'discover'];

/** Opens the goal's app where it is a part of another, such as Moments of WeChat: by its name, at once or behind "discover". */
export function* openPart(brief: Brief): Skill<Sight> {
  const opened = yield* openApp(brief);
  const { app } = brief.goal;
  const whole = apps.find(({ packages }) => packages.some((name) => app?.packages.includes(name)));
  if (!app || whole?.id === app.id) return opened;
  const names = [app.names.zh, app.names.en];
  const hasEntry = (screen: Observation) => findChoices(screen, names, { least: 'same' }).length > 0;
  const page = yield* enterNamed(brief, opened, discoverNames, hasEntry, { least: 'same' });
  const entry = page && findChoices(page.screen, names, { least: 'same' })[0];
  if (!page || !entry) return opened;
  const until = (screen: Observation) => screen.frameId !== page.screen.frameId;
  const explain = brief.say(`打开“${entry.label}”`, `Open "${entry.label}"`);
  return yield* closePopups(brief, yield* tap(page, entry.node, explain, { until, limitMs: 4000 }));
}

/** Closes what lies over the screen: splash advertisements, offers, hints. */
export function* closePopups(brief: Brief, sight: Sight): Skill<Sight> {
  let now = sight;
  for (let count = 0; count < popupLimit; count++) {
    const close = findPopupClose(now.screen.tree, now.screen.sizePx);
    if (!close) return now;
    now = yield* tap(now, close, brief.say('关闭弹窗', 'Close a pop-up'));
  }
  return now;
}

/** Gets to an edit field to search with; nothing when the app shows no way to one. */
export function* reachSearchField(brief: Brief, sight: Sight): Skill<{ sight: Sight; field: ScreenNode } | undefined> {
  let now = sight;
  const tried = new Set<string>();
  for (let attempt = 0; attempt < searchTries; attempt++) {
    const field = findSearchField(now.screen.tree, now.screen.sizePx);
    if (field) return { sight: now, field };
    const entry = findSearchEntries(now.screen.tree, now.screen.sizePx).find((node) => !tried.has(keyOf(node)));
    if (!entry) return undefined;
    tried.add(keyOf(entry));
    now = yield* tap(now, entry, brief.say('进入搜索', 'Go to search'), {
      until: (screen) => findSearchField(screen.tree, screen.sizePx) !== undefined,
      limitMs: 4000,
    });
    now = yield* closePopups(brief, now);
  }
  return undefined;
}

/** Types a query and starts the search; waits until `found` holds of the screen. */
export function* searchFor(
  brief: Brief,
  at: { sight: Sight; field: ScreenNode },
  query: string,
  found: (screen: Observation) => boolean,
): Skill<Sight> {
  const wait: Wait = { until: found, limitMs: 6000 };
  const explain = brief.say(`搜索“${query}”`, `Search for "${query}"`);
  let now = yield* type(at.sight, at.field, query, true, explain, wait);
  if (found(now.screen)) return now;
  // Enter did nothing here: the button beside the field, or the suggestion that says the same.
  const next = findSubmitButton(now.screen.tree) ?? suggestionOf(now, query);
  if (next) now = yield* tap(now, next, explain, wait);
  return now;
}

function suggestionOf(sight: Sight, query: string): ScreenNode | undefined {
  return labelled(sight.screen.tree, (label, node) => !node.editable && isSameText(label, query))[0];
}

/**
 * Looks for something on the screen and further down (or up) its list, at most `pages` of it; nothing when it is not there.
 * What was found is on the screen that comes with it.
 */
export function* scrollTo<T>(
  brief: Brief,
  first: Sight,
  find: (screen: Observation) => T | undefined,
  pages = scrollPages,
  way: 'down' | 'up' = 'down',
): Skill<{ sight: Sight; found: T } | undefined> {
  let sight = first;
  for (let page = 0; page <= pages; page++) {
    const found = find(sight.screen);
    if (found !== undefined) return { sight, found };
    const list = containers(sight.screen.tree, sight.screen.sizePx.heightPx).at(-1);
    if (!list || page === pages) return undefined;
    const before = sight.screen.frameId;
    const explain = way === 'down' ? brief.say('往下翻看', 'Scroll on') : brief.say('往上翻看', 'Scroll back');
    sight = yield* turnPage(sight, list, way === 'down', explain);
    if (sight.screen.frameId === before) return undefined;
  }
  return undefined;
}

/** Taps what goes by one of the names: a tab, an entry, a row. `there` says what it leads to. */
export function* enterNamed(
  brief: Brief,
  sight: Sight,
  names: readonly string[],
  there: (screen: Observation) => boolean,
  options: ChoiceOptions = {},
): Skill<Sight | undefined> {
  if (there(sight.screen)) return sight;
  const tried: string[] = [];
  let now = sight;
  for (let attempt = 0; attempt < entryTries; attempt++) {
    const choices = findChoices(now.screen, names, { least: 'holds', ...options });
    const choice = choices.find(({ node }) => !tried.includes(keyOf(node)));
    if (!choice) return undefined;
    tried.push(keyOf(choice.node));
    now = yield* tap(now, choice.node, brief.say(`打开“${choice.label}”`, `Open "${choice.label}"`), {
      until: there,
      limitMs: 4000,
    });
    if (!there(now.screen)) now = yield* closePopups(brief, now);
    if (there(now.screen)) return now;
  }
  return undefined;
}

/** Goes back until `there` holds, at most `limit` times. */
export function* backUntil(
  brief: Brief,
  sight: Sight,
  there: (screen: Observation) => boolean,
  limit = 3,
): Skill<Sight> {
  let now = sight;
  for (let count = 0; count < limit && !there(now.screen); count++) {
    now = yield* press('back', brief.say('返回', 'Go back'), { until: there, limitMs: 2500 });
  }
  return now;
}

function keyOf(node: ScreenNode): string {
  return [node.className, node.resourceId, clean(node.text), clean(node.description), node.bounds.top].join('|');
}

/** The name of the goal's app, for people. */
export function appName(brief: Brief): string {
  const { app } = brief.goal;
  return app ? brief.say(app.names.zh, app.names.en) : '';
}
