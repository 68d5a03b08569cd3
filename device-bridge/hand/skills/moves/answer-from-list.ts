// Answers what was asked of a list: which entries fulfil the conditions, how many they are, which one is the cheapest,
// earliest, best rated. The whole list is read for it; what the app does not say of its entries is named.
import type { Observation } from '../../../phone/phone.js';
import type { Sight } from '../../decider.js';
import { pickBest, readBest } from '../../reading/best.js';
import { type Condition, readConditions } from '../../reading/conditions.js';
import type { Row } from '../../reading/rows.js';
import { type Brief, goalValue, type Skill } from '../skill.js';
import { filterResults } from './filter-results.js';
import { readWholeList } from './read-list.js';

const asksHowMany = /(一?共?有?(几|多少)\s*(趟|个|班|家|种|条|首|部|只|间|次|张|款)|how many|number of)/i;
const mostTied = 3;
const mostListed = 8;

export interface ListAnswer {
  readonly sight: Sight;
  /** The entries that fulfil the conditions; those that are the best where one is asked for. */
  readonly entries: readonly (readonly string[])[];
  readonly text: string;
  /** What the text does not hold already. */
  readonly results: readonly string[];
  /** One was asked for and found. */
  readonly isOne: boolean;
}

/** Whether more is asked than the first entries of the list. */
export function asksOfList({ goal }: Brief): boolean {
  return ['best', 'filter'].some((name) => goalValue(goal, name) !== '') || asksHowMany.test(goalValue(goal, 'want'));
}

/** `what` was looked up, for the text. */
export function* answerFromList(
  brief: Brief,
  sight: Sight,
  read: (screen: Observation) => readonly Row[],
  what: string,
): Skill<ListAnswer> {
  const said = goalValue(brief.goal, 'best');
  const want = goalValue(brief.goal, 'want');
  const filter = goalValue(brief.goal, 'filter');
  const best = readBest(said);
  const narrowed = yield* narrowByApp(brief, sight, readConditions(filter));
  const whole = yield* readWholeList(brief, narrowed.sight, read);
  const { fitting, missing } = fulfilling(whole.entries, narrowed.left);
  const gaps = [...missing, ...(said !== '' && !best ? [said] : [])];
  const note =
    gaps.length === 0
      ? ''
      : brief.say(`（应用里没有：${gaps.join('、')}）`, ` (the app does not say: ${gaps.join(', ')})`);
  const lines = fitting.map((entry) => entry.join(' · '));
  const answer = { sight: whole.sight, entries: fitting, results: lines, isOne: false };
  if (fitting.length === 0)
    return { ...answer, text: brief.say(`${what}：没有符合的${note}`, `${what}: nothing fits${note}`) };
  const counted = asksHowMany.exec(want);
  if (counted && !best) {
    const least = whole.isWhole ? '' : brief.say('至少', 'at least ');
    const zh = `一共${least}${lines.length}${counted[3] ?? '个'}（${what}${filter && `，${filter}`}）${note}`;
    return {
      ...answer,
      results: [],
      text: brief.say(zh, `${least}${lines.length} in all (${what}${filter && `, ${filter}`})${note}`),
    };
  }
  if (!best) {
    const list = lines
      .slice(0, mostListed)
      .map((line, index) => `${index + 1}. ${line}`)
      .join('\n');
    return { ...answer, results: lines.slice(0, mostListed), text: `${what}${note}：\n${list}` };
  }
  const chosen = pickBest(
    fitting.map((entry) => ({ lines: entry })),
    best,
  ).map((row) => row.lines);
  if (chosen.length === 0) {
    return {
      ...answer,
      text: brief.say(`${what}：没有看出哪个${said}`, `${what}: nothing shows which one is ${said}`),
    };
  }
  const names = chosen.map((entry) => entry.join(' · '));
  const many = names.length > 1 ? brief.say(`（${names.length}个并列）`, ` (${names.length} are equal)`) : '';
  const named = names.slice(0, mostTied).join(brief.say('；', '; '));
  const text = brief.say(`${said}${many}：${named}（${what}）${note}`, `${said}${many}: ${named} (${what})${note}`);
  return { ...answer, entries: chosen, results: names.slice(0, mostTied), isOne: true, text };
}

/** With the app's own controls as far as it has them: entries need not say what they were chosen by. */
function* narrowByApp(
  brief: Brief,
  sight: Sight,
  conditions: readonly Condition[],
): Skill<{ sight: Sight; left: readonly Condition[] }> {
  let now = sight;
  const left: Condition[] = [];
  for (const condition of conditions) {
    let isApplied = false;
    for (const name of condition.names) {
      if (isApplied) break;
      const filtered = yield* filterResults(brief, now, { marks: [name] });
      now = filtered.sight;
      isApplied = filtered.applied.length > 0;
    }
    if (!isApplied) left.push(condition);
  }
  return { sight: now, left };
}

/** What is asked for in words that no entry has is left out, and named. */
function fulfilling(
  entries: readonly (readonly string[])[],
  conditions: readonly Condition[],
): { fitting: readonly (readonly string[])[]; missing: readonly string[] } {
  let fitting = entries;
  const missing: string[] = [];
  for (const { said, holds, isWord } of conditions) {
    const left = fitting.filter(holds);
    if (left.length === 0 && isWord && !entries.some(holds)) missing.push(said);
    else fitting = left;
  }
  return { fitting, missing };
}
