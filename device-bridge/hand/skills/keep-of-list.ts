// Keeps those of a list that are asked for: the best rated hotel, all with five stars, the shop with the lowest delivery fee.
// The whole list is read first; each of them is then opened, kept, and seen to be kept.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { saysEmpty } from '../reading/notices.js';
import type { Row } from '../reading/rows.js';
import { pageOf, sharedPart } from '../reading/same-page.js';
import { clean } from '../reading/texts.js';
import { hotelsOn, reachHotels } from './hotel.js';
import { answerFromList } from './moves/answer-from-list.js';
import { openEntry } from './moves/find-entry.js';
import { appName, backUntil, openApp, reachSearchField, scrollTo, searchFor } from './moves/find-way.js';
import { keeping, reactOnPage } from './react.js';
import { entriesOn, showsEntries } from './search-for-one.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill } from './skill.js';

const hotelWords = /酒店|宾馆|民宿|hotels?/i;
const allWords = /所有|全部|每|都|\ball\b|every/i;
const mostKept = 10;
const listPages = 12;
const sameShare = 0.6;

export function* keepOfList(brief: Brief): Skill {
  const { goal } = brief;
  const item = goalValue(goal, 'item');
  const isHotels = hotelWords.test(item) || goalValue(goal, 'place') !== '';
  const read = isHotels ? hotelsOn : entriesOn;
  const list = isHotels ? yield* reachHotels(brief) : yield* reachResults(brief, item);
  if ('kind' in list) return list;
  const answer = yield* answerFromList(brief, list, read, item);
  const wantsAll = allWords.test(`${item} ${goalValue(goal, 'filter')}`) && goalValue(goal, 'best') === '';
  const chosen = answer.entries.slice(0, wantsAll ? mostKept : 1);
  if (chosen.length === 0 || (goalValue(goal, 'best') !== '' && !answer.isOne))
    return failed('SUBTASK_FAILED', answer.text);
  let now = answer.sight;
  const kept: string[] = [];
  for (const lines of chosen) {
    const one = yield* keepOne(brief, now, lines, read);
    if ('kind' in one) return one;
    now = one;
    kept.push(lines[0] ?? '');
  }
  const names = kept.join(brief.say('、', ', '));
  const app = appName(brief);
  return done(now, brief.say(`已在${app}收藏：${names}`, `Added to the favourites of ${app}: ${names}`), {
    results: kept,
  });
}

function* reachResults(brief: Brief, item: string): Skill<Sight | Outcome> {
  const app = appName(brief);
  const at = yield* reachSearchField(brief, yield* openApp(brief));
  if (!at) return failed('SUBTASK_FAILED', brief.say(`在${app}里没有找到搜索框`, `${app} shows no way to search`));
  const found = yield* searchFor(brief, at, item, showsEntries);
  if (!saysEmpty(found.screen.tree)) return found;
  return failed('SUBTASK_FAILED', brief.say(`在${app}没有搜到“${item}”`, `${app} found nothing for "${item}"`));
}

/** Back on the list afterwards. */
function* keepOne(
  brief: Brief,
  sight: Sight,
  lines: readonly string[],
  read: (screen: Observation) => readonly Row[],
): Skill<Sight | Outcome> {
  const [title = ''] = lines;
  const isIt = (screen: Observation) =>
    read(screen).find((row) => row.lines.some((line) => clean(line) === clean(title)));
  const place =
    (yield* scrollTo(brief, sight, isIt, listPages, 'up')) ?? (yield* scrollTo(brief, sight, isIt, listPages));
  if (!place) return failed('SUBTASK_FAILED', brief.say(`没有再找到“${title}”`, `"${title}" was not found again`));
  const page = yield* openEntry(brief, { sight: place.sight, row: place.found });
  const outcome = yield* reactOnPage(brief, page, title, keeping);
  if (outcome.kind === 'failed') return outcome;
  const list = pageOf(place.sight.screen);
  return yield* backUntil(brief, page, (screen) => sharedPart(list, pageOf(screen)) > sameShare);
}
