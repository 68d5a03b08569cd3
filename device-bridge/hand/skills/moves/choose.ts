// Finds something by a search and chooses it: what comes up while one types, else among the results. And chooses from a
// list that is open: at once, by its own search, or by scrolling.
import type { Observation } from '../../../phone/phone.js';
import type { Sight } from '../../decider.js';
import { type Choice, type ChoiceOptions, findChoice } from '../../reading/choices.js';
import { saysEmpty } from '../../reading/notices.js';
import { findSearchField } from '../../reading/search-entry.js';
import { type Brief, type Skill, tap, type } from '../skill.js';
import { closePopups, reachSearchField, scrollTo, searchFor } from './find-way.js';

const suggestLimitMs = 2500;

export interface Chosen {
  readonly sight: Sight;
  /** As the app writes it. */
  readonly label: string;
}

export interface ChooseGoal {
  /** Typed into the search. */
  readonly query: string;
  /** What may be chosen; the query itself when absent. */
  readonly names?: readonly string[];
  /** Holds once the choice has led where it should. Defaults to any change. */
  readonly there?: (screen: Observation) => boolean;
  readonly options?: ChoiceOptions;
}

/** Searches and chooses; nothing when the app shows no way to search or no such thing. */
export function* searchAndChoose(brief: Brief, sight: Sight, goal: ChooseGoal): Skill<Chosen | undefined> {
  const at = yield* reachSearchField(brief, sight);
  if (!at) return undefined;
  const { query } = goal;
  const find = (screen: Observation) => belowField(screen, goal);
  const explain = brief.say(`查找“${query}”`, `Look for "${query}"`);
  const wait = { until: (screen: Observation) => find(screen) !== undefined, limitMs: suggestLimitMs };
  let now = yield* type(at.sight, at.field, query, false, explain, wait);
  const suggested = find(now.screen);
  const taken = suggested && (yield* take(brief, now, suggested, goal));
  if (taken) return taken;
  const field = findSearchField(now.screen.tree, now.screen.sizePx);
  if (field) {
    const results = (screen: Observation) => saysEmpty(screen.tree) || find(screen) !== undefined;
    now = yield* closePopups(brief, yield* searchFor(brief, { sight: now, field }, query, results));
  }
  const place = yield* scrollTo(brief, now, find, 2);
  return place && (yield* take(brief, place.sight, place.found, goal));
}

/** Chooses one of the names on a page of choices. */
export function* chooseNamed(brief: Brief, sight: Sight, goal: ChooseGoal): Skill<Chosen | undefined> {
  const { names = [goal.query], options } = goal;
  const shown = findChoice(sight.screen, names, { least: 'begins', ...options });
  if (shown) return yield* take(brief, sight, shown, goal);
  if (findSearchField(sight.screen.tree, sight.screen.sizePx)) {
    const found = yield* searchAndChoose(brief, sight, goal);
    if (found) return found;
  }
  const place = yield* scrollTo(brief, sight, (screen) => findChoice(screen, names, { least: 'begins', ...options }));
  return place && (yield* take(brief, place.sight, place.found, goal));
}

/** Only below the field: what stands above it was there before. */
function belowField(screen: Observation, { query, names = [query], options }: ChooseGoal): Choice | undefined {
  const field = findSearchField(screen.tree, screen.sizePx);
  return findChoice(screen, names, { belowPx: field ? field.bounds.bottom - 8 : 0, ...options });
}

function* take(brief: Brief, sight: Sight, choice: Choice, goal: ChooseGoal): Skill<Chosen | undefined> {
  const there = goal.there ?? ((screen: Observation) => screen.frameId !== sight.screen.frameId);
  const explain = brief.say(`选择“${choice.label}”`, `Choose "${choice.label}"`);
  let now = yield* tap(sight, choice.node, explain, { until: there, limitMs: 4000 });
  if (!there(now.screen)) now = yield* closePopups(brief, now);
  return there(now.screen) ? { sight: now, label: choice.label } : undefined;
}
