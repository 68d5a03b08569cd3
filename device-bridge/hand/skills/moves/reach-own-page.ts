// The way to where an app keeps what is the user's own, and to a page of it: orders, coupons, favourites.
import type { Observation } from '../../../phone/phone.js';
import type { Sight } from '../../decider.js';
import { findChoice } from '../../reading/choices.js';
import { myPageNames } from '../../reading/own-data.js';
import { type Brief, type Skill, tap } from '../skill.js';
import { scrollTo } from './find-way.js';

/** From the app's first page, or from the one with what is the user's own; nothing when neither leads to such a page. */
export function* reachOwnPage(brief: Brief, home: Sight, names: readonly string[]): Skill<Sight | undefined> {
  const direct = yield* enterOwn(brief, home, names);
  if (direct) return direct;
  const page = yield* openMyPage(brief, home);
  const place = page && (yield* scrollTo(brief, page, (screen) => findChoice(screen, names, { least: 'begins' }), 2));
  return place && (yield* enterOwn(brief, place.sight, names));
}

/** From the app's first page to the one where it keeps what is the user's own; nothing when no entry is called that. */
export function* openMyPage(brief: Brief, home: Sight): Skill<Sight | undefined> {
  const mine = findChoice(home.screen, myPageNames(brief.goal.app), { least: 'same' });
  if (!mine) return undefined;
  const until = (screen: Observation) => screen.frameId !== home.screen.frameId;
  const explain = brief.say(`打开“${mine.label}”`, `Open "${mine.label}"`);
  return yield* tap(home, mine.node, explain, { until, limitMs: 3000 });
}

function* enterOwn(brief: Brief, sight: Sight, names: readonly string[]): Skill<Sight | undefined> {
  const entry = names
    .map((name) => findChoice(sight.screen, [name], { least: 'same' }))
    .find((choice) => choice !== undefined);
  if (!entry) return undefined;
  const until = (screen: Observation) => screen.frameId !== sight.screen.frameId;
  const now = yield* tap(sight, entry.node, brief.say(`打开“${entry.label}”`, `Open "${entry.label}"`), {
    until,
    limitMs: 4000,
  });
  return until(now.screen) ? now : undefined;
}
