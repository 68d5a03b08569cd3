// Looks something up in one app and brings back the first results, as they are shown.
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { formatMoney } from '../reading/amounts.js';
import { findCardList } from '../reading/cards.js';
import { isWithin, readFilter, readOrder, type WantedFilter } from '../reading/narrowing.js';
import { containers } from '../reading/nodes.js';
import { saysEmpty, saysEnd } from '../reading/notices.js';
import { findRows } from '../reading/rows.js';
import { filterResults } from './moves/filter-results.js';
import { appName, closePopups, openApp, reachSearchField, searchFor } from './moves/find-way.js';
import { orderResults } from './moves/order-results.js';
import { searchForOne } from './search-for-one.js';
import { type Brief, failed, goalValue, type Skill, turnPage } from './skill.js';

const resultLimit = 8;
const linesPerResult = 4;

export function* search(brief: Brief): Skill {
  const app = appName(brief);
  const query = goalValue(brief.goal, 'query');
  if (goalValue(brief.goal, 'best') !== '' || goalValue(brief.goal, 'want') !== '') return yield* searchForOne(brief);
  const opened = yield* openApp(brief);
  const at = yield* reachSearchField(brief, opened);
  if (!at) return failed('SUBTASK_FAILED', brief.say(`在${app}里没有找到搜索框`, `${app} shows no way to search`));
  let sight = yield* searchFor(brief, at, query, showsResults);
  sight = yield* closePopups(brief, sight);
  const narrowed = yield* narrow(brief, sight);
  sight = narrowed.sight;
  const wanted = readFilter(goalValue(brief.goal, 'filter'));
  const found = new Set(readResults(sight.screen, wanted));
  const container = listOf(sight.screen);
  if (found.size > 0 && found.size < resultLimit && container && !saysEnd(sight.screen.tree)) {
    const next = yield* turnPage(
      sight,
      container,
      true,
      brief.say('往下翻看更多结果', 'Scroll on through the results'),
    );
    for (const result of readResults(next.screen, wanted)) found.add(result);
  }
  const results = [...found].slice(0, resultLimit);
  const evidence = [{ step: sight.step, what: brief.say(`“${query}”的搜索结果`, `results for "${query}"`) }];
  if (results.length === 0) {
    const isOtherwise = readResults(sight.screen, readFilter('')).length > 0;
    if (!isOtherwise && !saysEmpty(sight.screen.tree)) {
      return failed(
        'SUBTASK_FAILED',
        brief.say(`${app}没有显示“${query}”的搜索结果`, `${app} showed no results for "${query}"`),
      );
    }
    const text = isOtherwise
      ? brief.say(`${app}的“${query}”里没有这个价格的`, `${app} has no "${query}" at such a price`)
      : brief.say(`在${app}没有搜到“${query}”`, `${app} found nothing for "${query}"`);
    return { kind: 'done', text, values: { results: [], notFound: true }, evidence, verified: true };
  }
  const list = results.map((result, index) => `${index + 1}. ${result}`).join('\n');
  const how = describe(brief, narrowed);
  const text = brief.say(
    `${app}搜索“${query}”的前${results.length}条结果${how}：\n${list}`,
    `${app}, first ${results.length} results for "${query}"${how}:\n${list}`,
  );
  return { kind: 'done', text, values: { results }, evidence, verified: true };
}

interface Narrowed {
  readonly sight: Sight;
  readonly applied: readonly string[];
  readonly missing: readonly string[];
}

/** In the order and with the filters that were asked for, as far as the app has them. */
function* narrow(brief: Brief, sight: Sight): Skill<Narrowed> {
  const sort = goalValue(brief.goal, 'sort');
  const filtered = yield* filterResults(brief, sight, readFilter(goalValue(brief.goal, 'filter')));
  if (sort === '') return filtered;
  const { applied, missing } = filtered;
  const order = readOrder(sort);
  const ordered = order && (yield* orderResults(brief, filtered.sight, order));
  if (!ordered) return { ...filtered, missing: [...missing, sort] };
  return { sight: ordered.sight, applied: [...applied, ordered.label], missing };
}

/** What the app's own controls did, and what they could not. */
function describe(brief: Brief, { applied, missing }: Narrowed): string {
  const done = applied.length > 0 ? brief.say(`已选：${applied.join('、')}`, `chosen: ${applied.join(', ')}`) : '';
  const not =
    missing.length > 0 ? brief.say(`应用里没有：${missing.join('、')}`, `the app has no: ${missing.join(', ')}`) : '';
  const parts = [done, not].filter((part) => part !== '').join(brief.say('；', '; '));
  return parts === '' ? '' : brief.say(`（${parts}）`, ` (${parts})`);
}

function showsResults(screen: Observation): boolean {
  if (saysEmpty(screen.tree)) return true;
  if (screen.tree.nodes.some((node) => node.editable && node.focused)) return false;
  return readResults(screen, readFilter('')).length > 0;
}

function listOf({ tree, sizePx }: Observation): ScreenNode | undefined {
  return findCardList(tree, sizePx.heightPx)?.container ?? containers(tree, sizePx.heightPx).at(-1);
}

/** What lies outside a price that the app has no filter for is left out here. */
function readResults(screen: Observation, wanted: WantedFilter): string[] {
  if (saysEmpty(screen.tree)) return [];
  const cards = findCardList(screen.tree, screen.sizePx.heightPx)?.cards ?? [];
  if (cards.length > 0) {
    return cards.flatMap(({ title, amounts }) => {
      const price = amounts.find(({ role }) => role === 'final') ?? amounts.find(({ role }) => role === 'price');
      if (!price) return [title];
      return isWithin(price.money, wanted) ? [`${title} ${formatMoney(price.money)}`] : [];
    });
  }
  return findRows(screen).map(({ lines }) => lines.slice(0, linesPerResult).join(' · '));
}
