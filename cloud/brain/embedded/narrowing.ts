// The order and the filter of a search, which the plan language has no words for: taken from the command as they stand,
// beside what the model took as the query. What is no such phrase stays unsaid.

const orders: readonly RegExp[] = [
  /按照?[^，,。；;、\s]{1,8}?(?:排序|排列)|按?照?(?:价格|价钱|销量|评分|好评|距离|时间)?(?:从低到高|从高到低|由低到高|由高到低)(?:排序|排列)?|(?:销量|好评|评分|距离|低价|高价|最新|价格最低|价格最高)优先/u,
  /\b(?:sort(?:ed)?|order(?:ed)?) by [a-z]+(?: (?:low to high|high to low|ascending|descending))?|\bprice:? (?:low to high|high to low)\b|\b(?:cheapest|newest|nearest|best[- ]selling|top[- ]rated|lowest price) first\b/i,
];
const filters: readonly RegExp[] = [
  /[只仅][看要](?:[^，,。；;排]|排(?!序)){1,12}/u,
  /(?:价格|价位|预算)?在?\s*\d+(?:\.\d+)?元?\s*(?:到|至|-|~)\s*\d+(?:\.\d+)?\s*元(?:之间|以内)?|(?:价格|价位)\s*\d+(?:\.\d+)?\s*(?:到|至|-|~)\s*\d+(?:\.\d+)?(?:之间)?|(?:不超过|低于)?\d+(?:\.\d+)?\s*元(?:以下|以内|以上)/u,
  /\b(?:between|from) [$¥]?\d+(?:\.\d+)? (?:and|to) [$¥]?\d+(?:\.\d+)?\b|\b(?:under|below|over|above) [$¥]\d+(?:\.\d+)?\b/i,
  /\b(?:in[- ]stock|free[- ]shipping|brand[- ]new) only\b|\bonly (?:in[- ]stock|free[- ]shipping|brand[- ]new)(?: ones| items)?\b/i,
];

/** Values of the `search` intent: each a piece of the command that is no part of the query, nor holds it. */
export function narrowingOf(command: string, query: string): { sort?: string; filter?: string } {
  const apart = (piece: string | undefined) => piece !== undefined && !query.includes(piece) && !piece.includes(query);
  const sort = orders.map((words) => words.exec(command)?.[0]).find(apart);
  const found = filters.map((words) => words.exec(command)).filter((match) => match && apart(match[0]));
  const first = found[0];
  // Several filters are one piece of the command from the first to the last, where nothing else stands between them.
  const start = Math.min(...found.map((match) => match?.index ?? 0));
  const end = Math.max(...found.map((match) => (match ? match.index + match[0].length : 0)));
  const span = found.length > 1 ? command.slice(start, end) : first?.[0];
  const filter = apart(span) ? span : first?.[0];
  return { ...(sort !== undefined && { sort }), ...(filter !== undefined && { filter }) };
}
