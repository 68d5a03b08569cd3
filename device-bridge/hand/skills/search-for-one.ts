// Looks something up and names the one of the results that is asked for: the nearest, the best rated, the most played; and
// tells of it what else is asked, from its own page where the list does not say it.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { findCardList } from '../reading/cards.js';
import { readOrder } from '../reading/narrowing.js';
import { saysEmpty } from '../reading/notices.js';
import { answeringLines, answersAll, type Question, readQuestion } from '../reading/question.js';
import { findRows, type Row } from '../reading/rows.js';
import { clean } from '../reading/texts.js';
import { answerFromList, asksOfList, type ListAnswer } from './moves/answer-from-list.js';
import { answerFromPage, tell } from './moves/answer-from-page.js';
import { openEntry } from './moves/find-entry.js';
import { appName, closePopups, openApp, reachSearchField, scrollTo, searchFor } from './moves/find-way.js';
import { orderResults } from './moves/order-results.js';
import { type Brief, done, failed, goalValue, type Skill } from './skill.js';

const backPages = 8;

export function* searchForOne(brief: Brief): Skill {
  const { goal } = brief;
  const app = appName(brief);
  const [query, by] = [goalValue(goal, 'query'), goalValue(goal, 'by')];
  const at = yield* reachSearchField(brief, yield* openApp(brief));
  if (!at) return failed('SUBTASK_FAILED', brief.say(`在${app}里没有找到搜索框`, `${app} shows no way to search`));
  const found = yield* closePopups(
    brief,
    yield* searchFor(brief, at, by === '' ? query : `${query} ${by}`, showsEntries),
  );
  const what = brief.say(`${app}搜索“${query}”`, `${app}, results for "${query}"`);
  if (saysEmpty(found.screen.tree) && entriesOn(found.screen).length === 0) {
    const text = brief.say(`在${app}没有搜到“${query}”`, `${app} found nothing for "${query}"`);
    return done(found, text, { results: [], notFound: true });
  }
  const ordered = yield* putInOrder(brief, found);
  const want = goalValue(goal, 'want');
  const answer = asksOfList(brief)
    ? yield* answerFromList(brief, ordered, entriesOn, what)
    : { ...firstOf(brief, ordered, what), sight: ordered };
  const question = readQuestion(want);
  const [lines] = answer.entries;
  const isSaid = question.kinds.length === 0 || (lines !== undefined && answersAll(question, lines));
  if (!answer.isOne || lines === undefined || isSaid) {
    const results = [...answer.results];
    return done(answer.sight, answer.text, answer.entries.length > 0 ? { results } : { results, notFound: true });
  }
  return yield* tellMore(brief, answer, lines, question);
}

/** The app's own order brings what is asked for to the beginning; what is then read decides. */
function* putInOrder(brief: Brief, sight: Sight): Skill<Sight> {
  const order = readOrder(goalValue(brief.goal, 'best'));
  return (order && (yield* orderResults(brief, sight, order))?.sight) ?? sight;
}

function firstOf(brief: Brief, { screen }: Sight, what: string): Omit<ListAnswer, 'sight'> {
  const [first] = entriesOn(screen);
  if (!first)
    return { entries: [], results: [], isOne: false, text: brief.say(`${what}：没有结果`, `${what}: nothing`) };
  const line = first.lines.join(' · ');
  return {
    entries: [first.lines],
    results: [line],
    isOne: true,
    text: `${line}${brief.say(`（${what}）`, ` (${what})`)}`,
  };
}

/** Goes to the entry again, opens it, and reads what was asked. */
function* tellMore(brief: Brief, { sight, text }: ListAnswer, lines: readonly string[], question: Question): Skill {
  const [title = ''] = lines;
  const isIt = (screen: Observation) =>
    entriesOn(screen).find((row) => row.lines.some((line) => clean(line) === clean(title)));
  const place = yield* scrollTo(brief, sight, isIt, backPages, 'up');
  if (!place) return done(sight, text);
  const page = yield* openEntry(brief, { sight: place.sight, row: place.found });
  const known = answeringLines(question, lines);
  const outcome = yield* answerFromPage(brief, page, question, [title, ...known].join(brief.say('：', ': ')));
  return outcome.kind === 'done' ? outcome : tell(brief, sight, text, []);
}

export function entriesOn(screen: Observation): readonly Row[] {
  const cards = findCardList(screen.tree, screen.sizePx.heightPx)?.cards ?? [];
  if (cards.length > 1) return cards.map(({ node, lines }) => ({ node, lines }));
  return findRows(screen, { fewest: 1 }).filter(({ lines }) => lines.length > 1);
}

export function showsEntries(screen: Observation): boolean {
  if (saysEmpty(screen.tree)) return true;
  if (screen.tree.nodes.some((node) => node.editable && node.focused)) return false;
  return entriesOn(screen).length > 0;
}
