// Answers a question from what an app shows: the user's own pages (coupons, orders, bills, trips), a person of the address
// book, or the page of a thing that is searched. It reads and changes nothing; what it answers stands on the screen.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { pickBest, readBest } from '../reading/best.js';
import { measureOf } from '../reading/measures.js';
import { saysEmpty } from '../reading/notices.js';
import { namesOwnPage, ownPageNames } from '../reading/own-data.js';
import { pageFacts } from '../reading/page-facts.js';
import { answeringLines, answers, answersAll, type Question, readQuestion, sharedWords } from '../reading/question.js';
import { findRows, openerOf, type Row } from '../reading/rows.js';
import { findSearchField } from '../reading/search-entry.js';
import { clean } from '../reading/texts.js';
import { phoneTime } from '../reading/time/phone-time.js';
import { answerFromPage, tell } from './moves/answer-from-page.js';
import { findEntry, openEntry } from './moves/find-entry.js';
import { findPerson } from './moves/find-person.js';
import { appName, openApp, scrollTo, searchFor } from './moves/find-way.js';
import { reachOwnPage } from './moves/reach-own-page.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const pages = 3;
const mostOfRow = 3;
const backwards = /上次|上一次|上个?月|上回|刚才|last|previous|most recent/i;
const forwards = /下一|下次|接下来|即将|要坐|要出发|未出行|next|upcoming/i;

export function* ask(brief: Brief): Skill {
  const { goal } = brief;
  const said = ['what', 'time', 'want']
    .map((name) => goalValue(goal, name))
    .join(' ')
    .trim();
  const question = readQuestion(said);
  const subject = subjectOf(brief, said);
  if (goal.app?.category === 'phone' || goal.app?.category === 'contacts')
    return yield* askPerson(brief, question, subject);
  const own = ownPageNames(`${said} ${goalValue(goal, 'of')}`);
  for (const names of own) {
    const page = yield* reachOwnPage(brief, yield* openApp(brief), names);
    const outcome = page && (yield* readOwnPage(brief, page, question, subject, said));
    if (outcome) return outcome;
  }
  if (subject !== '' || goalValue(goal, 'by') !== '') return yield* askOfThing(brief, question, subject);
  const matter = matterOf(said);
  if (own.length === 0 && matter !== '') return yield* askOfThing(brief, question, matter);
  const app = appName(brief);
  return failed('SUBTASK_FAILED', brief.say(`${app}里没有找到“${said}”的答案`, `${app} shows no answer to "${said}"`));
}

/** What it is about: said apart, in marks, or named in a form that both languages have for it. */
function subjectOf({ goal }: Brief, said: string): string {
  const of = goalValue(goal, 'of')
    .replaceAll(/[《》"“”]/g, '')
    .trim();
  if (of !== '') return namesOwnPage(of) ? '' : of;
  const marked = /[《"“](.+?)[》"”]/.exec(said)?.[1];
  if (marked !== undefined) return marked;
  const forms = [
    /(?:我|给)?(\p{Script=Han}{2,6}|[A-Za-z ]{3,24})的(?:手机号?码?|电话|号码|邮箱)/u,
    /在\s*([^\s，,]{2,14}?)\s*(?:花|买|消费|点)/,
    /给\s*([^\s，,]{1,10}?)\s*(?:转|付)/,
    /(?:有个|有一个|我的|那个)\s*([^\s，,的]{2,4}?)\s*(?:快递|包裹)/,
    /(?:phone )?number of ([\w .'-]{2,30})/i,
    /([\w .-]{2,30})'s (?:phone|number|mobile)/i,
    /(?:at|to) ([A-Z][\w .'-]{2,30})/,
  ];
  for (const form of forms) {
    const found = form.exec(said)?.[1]?.trim();
    if (found !== undefined) return found;
  }
  return '';
}

/** What the question names before it asks: of “WiFi密码是多少” the WiFi密码. */
function matterOf(said: string): string {
  const [, zh] =
    /^(?:我的?)?(\p{L}[\p{L}\p{N} ]{1,14}?)(?:里|上)?的?(?:一共|总共|现在)?(?:是|有|要|叫|在)?(?:多少|什么|哪|几|谁|怎么)/u.exec(
      said,
    ) ?? [];
  const [, en] = /^(?:what(?:'s| is)|where(?:'s| is)|when(?:'s| is)) (?:the |my )?([\w' -]{2,30})$/iu.exec(said) ?? [];
  return (zh ?? en ?? '').trim();
}

/** Whoever is meant must be certain, as for a message. */
function* askPerson(brief: Brief, question: Question, name: string): Skill {
  const opened = yield* openApp(brief);
  const found = yield* findPerson(brief, opened, name);
  if ('kind' in found) return found;
  const { person, sight } = found;
  const explain = brief.say(`打开${person.name}`, `Open ${person.name}`);
  const until = (screen: Observation) =>
    screen.frameId !== sight.screen.frameId && !findSearchField(screen.tree, screen.sizePx);
  const page = yield* tap(sight, person.node, explain, { until, limitMs: 4000 });
  return yield* answerFromPage(brief, page, question, person.name);
}

/** Nothing when the page does not say it. */
function* readOwnPage(
  brief: Brief,
  page: Sight,
  question: Question,
  subject: string,
  said: string,
): Skill<Outcome | undefined> {
  let now = page;
  const field = subject === '' ? undefined : findSearchField(now.screen.tree, now.screen.sizePx);
  const asksHere = subject !== '' && !rowsOf(now.screen).some((row) => mentions(row, subject));
  if (field && asksHere) {
    const found = (screen: Observation) =>
      saysEmpty(screen.tree) || rowsOf(screen).some((row) => mentions(row, subject));
    now = yield* searchFor(brief, { sight: now, field }, subject, found);
  }
  if (question.wantsAll && question.kinds.length === 0) return nameAll(brief, now);
  const place = yield* scrollTo(brief, now, (screen) => chosenRow(screen, question, subject, said), pages);
  if (place) {
    const { found: row, sight } = place;
    if (isRanked(row, said)) return tell(brief, sight, (row.lines[0] ?? '').replace(/^\d{1,3}[\s.、]+/, ''), []);
    const tellsAll = question.kinds.length === 0 && row.lines.length > 2;
    if (tellsAll || answers(question, row.lines) || !row.node.clickable)
      return tell(brief, sight, row.lines[0] ?? '', answeringOf(question, row.lines));
    const until = (screen: Observation) => screen.frameId !== sight.screen.frameId;
    const explain = brief.say(`打开“${row.lines[0] ?? ''}”`, `Open "${row.lines[0] ?? ''}"`);
    const opened = yield* tap(sight, openerOf(row), explain, { until, limitMs: 4000 });
    if (until(opened.screen)) return yield* answerFromPage(brief, opened, question, row.lines[0] ?? '');
  }
  const facts = pageFacts(now.screen);
  if (subject !== '' && !mentions({ lines: facts }, subject)) return undefined;
  return answers(question, facts) ? tell(brief, now, '', answeringLines(question, facts)) : undefined;
}

function rowsOf(screen: Observation): Row[] {
  return findRows(screen, { fewest: 1 }).filter(
    ({ lines }) => lines.length > 1 || lines.some(({ length }) => length > 14),
  );
}

function mentions({ lines }: Pick<Row, 'lines'>, subject: string): boolean {
  const wanted = clean(subject).toLowerCase();
  return lines.some((line) => clean(line).toLowerCase().includes(wanted));
}

/** By the subject, else by the words it shares with the question; of several the best, else the nearest in time. */
function chosenRow(screen: Observation, question: Question, subject: string, said: string): Row | undefined {
  const rows = rowsOf(screen);
  const about = subject === '' ? [] : rows.filter((row) => mentions(row, subject));
  if (subject !== '' && about.length === 0 && rows.length > 1) return undefined;
  const isOpen = question.kinds.length === 0;
  const fitting = isOpen ? rows : rows.filter(({ lines }) => answers(question, lines));
  let left: readonly Row[] = about.length > 0 ? about : fitting;
  const best = readBest(said.replaceAll(/最近(一次)?|上次|\blast\b|\bfirst\b/gi, ''));
  const chosen = best ? pickBest(left, best) : [];
  if (chosen.length > 0) left = chosen;
  else if (isOpen && about.length === 0) return undefined;
  else if (about.length === 0) left = mostShared(left, question);
  return nearestInTime(left, screen, said) ?? (left.length > 0 ? left[0] : undefined);
}

/** The place in a ranking says nothing beside what stands there. */
function isRanked({ lines }: Row, said: string): boolean {
  return readBest(said)?.measure === 'rank' && measureOf(lines, 'rank') !== undefined;
}

function mostShared(rows: readonly Row[], question: Question): Row[] {
  const shared = rows.map(({ lines }) => sharedWords(question, lines.join('\n')));
  const most = Math.max(0, ...shared);
  return rows.filter((_, index) => shared[index] === most);
}

function nearestInTime(rows: readonly Row[], screen: Observation, said: string): Row | undefined {
  const { day, minute } = phoneTime(screen);
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const yearMinutes = 12 * 31 * 1440;
  const now = ((year * 12 + month) * 31 + date) * 1440 + minute;
  const dated = rows.flatMap((row) => {
    const at = measureOf(row.lines, 'day');
    if (at === undefined) return [];
    // A day without its year is of the year that brings it nearest.
    const candidates = at >= yearMinutes * 1000 ? [at] : [-1, 0, 1].map((years) => at + (year + years) * yearMinutes);
    const away = candidates.map((candidate) => candidate - now).sort((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0;
    return [{ row, away }];
  });
  const wanted = dated.filter(({ away }) =>
    backwards.test(said) ? away <= 0 : forwards.test(said) ? away >= 0 : true,
  );
  return wanted.sort((a, b) => Math.abs(a.away) - Math.abs(b.away))[0]?.row;
}

function answeringOf(question: Question, lines: readonly string[]): string[] {
  const [title = '', ...rest] = lines;
  const found = answeringLines(question, lines, mostOfRow);
  // A title that answers, too, is said at the beginning in any case.
  return found.length > 0 ? found.filter((line) => line !== title) : rest;
}

function nameAll(brief: Brief, sight: Sight): Outcome | undefined {
  const names = rowsOf(sight.screen)
    .map(({ lines }) => lines[0] ?? '')
    .filter((name) => name !== '');
  if (names.length === 0) return undefined;
  const text = names.join(brief.say('、', ', '));
  return done(sight, brief.say(`${text}（共${names.length}个）`, `${text} (${names.length} in all)`));
}

function* askOfThing(brief: Brief, question: Question, subject: string): Skill {
  const found = yield* findEntry(brief, { item: subject, by: goalValue(brief.goal, 'by') });
  if ('kind' in found) return found;
  const { row, sight } = found;
  const title =
    row.lines.find((line) => clean(line).includes(clean(subject)) && line.length <= 40) ?? row.lines[0] ?? subject;
  if (!question.wantsSeveral && answersAll(question, row.lines))
    return tell(brief, sight, title, answeringLines(question, row.lines));
  // A song that is opened plays: what its row says is all that can be read.
  if (brief.goal.app?.category === 'music')
    return tell(
      brief,
      sight,
      title,
      row.lines.filter((line) => line !== title),
    );
  const page = yield* openEntry(brief, found);
  return yield* answerFromPage(brief, page, question, title);
}
