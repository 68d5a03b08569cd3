// Finds the one entry of an app's search that is meant: a post, a video, a song, a question, a place. By its own words
// first; where the app finds nothing by them, by whoever made it.
import type { Observation } from '../../../phone/phone.js';
import type { Sight } from '../../decider.js';
import { matchEntries } from '../../reading/entry-match.js';
import { saysEmpty } from '../../reading/notices.js';
import { findRows, openerOf, type Row } from '../../reading/rows.js';
import { findSearchField } from '../../reading/search-entry.js';
import { otherTabs } from '../../reading/tabs.js';
import { type Brief, failed, type Outcome, type Skill, tap } from '../skill.js';
import { appName, closePopups, openApp, reachSearchField, scrollTo, searchFor } from './find-way.js';

const pages = 3;
const mostTabs = 3;

export interface Entry {
  readonly sight: Sight;
  readonly row: Row;
}

/** What is looked for: its words, and who made it; either may be empty. */
export interface Wanted {
  readonly item: string;
  readonly by: string;
}

export function* findEntry(brief: Brief, wanted: Wanted): Skill<Entry | Outcome> {
  const app = appName(brief);
  for (const query of queriesFor(wanted)) {
    const at = yield* reachSearchField(brief, yield* openApp(brief));
    if (!at) return failed('SUBTASK_FAILED', brief.say(`在${app}里没有找到搜索框`, `${app} shows no way to search`));
    const results = yield* closePopups(brief, yield* searchFor(brief, at, query, showsResults));
    const place = yield* scrollTo(brief, results, (screen) => entryOn(screen, wanted), pages);
    if (place) return { sight: place.sight, row: place.found };
    const elsewhere = yield* lookInTabs(brief, results, wanted);
    if (elsewhere) return elsewhere;
  }
  const name = [wanted.by, wanted.item].filter((part) => part !== '').join(' ');
  return failed('SUBTASK_FAILED', brief.say(`${app}里没有找到“${name}”`, `${app} shows no "${name}"`));
}

/** Of the same results, other kinds. */
function* lookInTabs(brief: Brief, results: Sight, wanted: Wanted): Skill<Entry | undefined> {
  let now = results;
  for (const { label } of otherTabs(results.screen).slice(0, mostTabs)) {
    const tab = otherTabs(now.screen).find((other) => other.label === label);
    if (!tab) return undefined;
    const until = (screen: Observation) => screen.frameId !== now.screen.frameId;
    now = yield* tap(now, tab.node, brief.say(`看看“${label}”`, `Look at "${label}"`), { until, limitMs: 3000 });
    const row = entryOn(now.screen, wanted);
    if (row) return { sight: now, row };
  }
  return undefined;
}

/** Spellings to search for; what follows the first is tried only when nothing is found by those before. */
function queriesFor({ item, by }: Wanted): string[] {
  const words = item.split(/[\s,，、:：·"“”《》]+/).filter((word) => word !== '');
  const longest = [...words].sort((a, b) => b.length - a.length)[0] ?? '';
  const half = longest.length >= 6 ? longest.slice(0, Math.ceil(longest.length / 2)) : longest;
  return [...new Set([item, by, longest, half])].filter((query) => query !== '');
}

/** The entry meant, where it is on the screen. */
export function entryOn(screen: Observation, { item, by }: Wanted): Row | undefined {
  return matchEntries(findRows(screen, { fewest: 1 }), item, by)[0];
}

/** Opens it. Holds once the search and its list are gone. */
export function* openEntry(brief: Brief, { sight, row }: Entry): Skill<Sight> {
  const name = row.lines[0] ?? '';
  const isOpen = (screen: Observation) =>
    screen.frameId !== sight.screen.frameId && findSearchField(screen.tree, screen.sizePx) === undefined;
  const target = openerOf(row);
  const opened = yield* tap(sight, target, brief.say(`打开“${name}”`, `Open "${name}"`), {
    until: isOpen,
    limitMs: 4000,
  });
  return yield* closePopups(brief, opened);
}

function showsResults(screen: Observation): boolean {
  if (saysEmpty(screen.tree)) return true;
  if (screen.tree.nodes.some((node) => node.editable && node.focused)) return false;
  return findRows(screen, { fewest: 1 }).length > 0;
}
