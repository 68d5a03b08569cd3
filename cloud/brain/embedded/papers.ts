// Which searches are for scientific papers, and of what: those go to arXiv's own search in the cloud, not to a phone.
// The model tells where the search is and who the result goes to; the words around tell the rest.
import type { Clause } from './clauses.js';

const paperWords = /论文|文献|预印本|\barxiv\b|\bpapers\b|\bpreprints?\b|\bpaper (?=on\b|about\b)/iu;
/** Papers as something one writes, formats or buys: a matter for other places than arXiv. */
const otherMatters =
  /怎么写|如何写|写论文|论文(?:查重|格式|模板|降重|润色|代写|投稿|答辩|网站)|毕业论文|壁纸|\bhow to\b|\b(?:write|writing|template|wall|exam|test)\s?papers?\b/iu;
const orderWords = /最新|最近|近期|新发表|\b(?:latest|newest|most recent|recent|new)\b/iu;
const countWords =
  /(\d{1,2}|[一二两三四五六七八九十])\s*篇|\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+(?:of the\s+)?(?:latest|newest|most recent|recent|new|arxiv|best|top|\s)*[^,.;，。]{0,40}?\bpapers\b|\b(?:latest|newest|top|first)\s+(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\b/iu;
const numerals: Readonly<Record<string, number>> = {
  ...{ 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 },
  ...{ two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
};

/** What stands before and behind the topic in a query, but is no part of it. */
const before =
  /^(?:[\s,，、的]+|(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+(?=(?:latest|newest|most recent|recent|new|arxiv|papers|preprints)\b)|最新|最近|近期|新发表|(?:\d{1,2}|[一二两三四五六七八九十几])\s*篇|关于|有关|(?:the|latest|newest|most recent|recent|new|some|a few|any|arxiv|research|scientific|academic)\b|(?:papers?|preprints?|articles?)\s+(?:on|about|of|for|in)\b|(?:on|about)\b)/iu;
const behind =
  /(?:[\s,，、]+|(?:方面|领域|方向|相关)?的?(?:最新|学术|科研|研究)?的?(?:论文|文献|预印本)|的|\b(?:research\s+)?(?:papers?|preprints?)|\b(?:on|from)\s+arxiv|\barxiv)$/iu;

/** Values of the `search_papers` intent, as pieces of the command; undefined when the clause is no search for papers. */
export function paperSearchOf(
  clause: Clause,
  command: string,
  clauses: readonly Clause[],
): Record<string, string> | undefined {
  const { query } = clause.values;
  if (clause.kind !== 'search' || query === undefined || clause.apps === 'all') return undefined;
  const around = wordsAround(command, clause, clauses);
  const named = clause.apps.map(({ id }) => id);
  const isNamed = named.length === 1 && named[0] === 'arxiv';
  const isMeant = named.length === 0 && paperWords.test(around) && !otherMatters.test(around);
  const topic = topicOf(query);
  if ((!isNamed && !isMeant) || topic === '') return undefined;
  const sort = orderWords.exec(around)?.[0];
  const count = countIn(around);
  return { query: topic, ...(sort !== undefined && { sort }), ...(count !== undefined && { count }) };
}

/** The command without the words that belong to other clauses: a message may speak of papers, too. */
function wordsAround(command: string, clause: Clause, clauses: readonly Clause[]): string {
  const values = clauses.filter((other) => other !== clause).flatMap((other) => Object.values(other.values));
  return values.reduce((text, value) => text.replace(value, ' '), command);
}

function topicOf(query: string): string {
  let topic = query;
  for (;;) {
    const shorter = topic.replace(before, '').replace(behind, '');
    if (shorter === topic) return topic;
    topic = shorter;
  }
}

function countIn(text: string): string | undefined {
  const found = countWords.exec(text)?.slice(1).find(Boolean)?.toLowerCase();
  if (found === undefined) return undefined;
  const count = numerals[found] ?? Number(found);
  return count > 0 ? String(count) : undefined;
}
