// Opens the page of an article in a shop: the first in stock that really is the thing.
import type { Offer } from '@farhand/shared';
import type { Observation } from '../../../phone/phone.js';
import type { Sight } from '../../decider.js';
import { formatMoney } from '../../reading/amounts.js';
import { type Card, findCardList } from '../../reading/cards.js';
import { readDetail } from '../../reading/detail.js';
import { matchGoods } from '../../reading/goods-match.js';
import { saysEmpty } from '../../reading/notices.js';
import { type Brief, failed, type Outcome, type Skill, tap } from '../skill.js';
import { appName, backUntil, closePopups, openApp, reachSearchField, scrollTo, searchFor } from './find-way.js';

/** Articles that turn out to be sold out on their own page, after which it is given up. */
const triesLimit = 3;
const listPages = 8;

export interface Article {
  readonly sight: Sight;
  readonly title: string;
  /** What a buyer of one piece pays, as shown; empty when the page says none. */
  readonly price: string;
}

/** The first that is the thing, or exactly the offer that was found before. */
export function* openArticle(brief: Brief, item: string, offer?: Offer): Skill<Article | Outcome> {
  const app = appName(brief);
  const at = yield* reachSearchField(brief, yield* openApp(brief));
  if (!at) return failed('SUBTASK_FAILED', brief.say(`在${app}里没有找到搜索框`, `${app} shows no way to search`));
  let now = yield* closePopups(brief, yield* searchFor(brief, at, item, isResults));
  const tried = new Set<string>();
  while (tried.size < triesLimit) {
    const place = yield* scrollTo(brief, now, (screen) => articleOn(screen, item, tried, offer), listPages);
    if (!place) break;
    const { title, node } = place.found;
    tried.add(keyOf(place.found));
    const isOpen = (screen: Observation) => !isResults(screen) && readDetail(screen) !== undefined;
    now = yield* tap(place.sight, node, brief.say(`查看${title}`, `Look at ${title}`), {
      until: isOpen,
      limitMs: 4000,
    });
    now = yield* closePopups(brief, now);
    const detail = readDetail(now.screen);
    const isIt = offer === undefined || detail?.final.minor === offer.price.minor;
    if (detail && !detail.soldOut && isIt) return { sight: now, title, price: formatMoney(detail.final) };
    now = yield* backUntil(brief, now, isResults);
  }
  const titles = [...tried].map((key) => key.split('|')[0]).join(brief.say('；', '; '));
  const seen = titles === '' ? '' : brief.say(`（看过：${titles}）`, ` (looked at: ${titles})`);
  const zh = `${app}上没有找到可以选的“${item}”${seen}`;
  return failed('SUBTASK_FAILED', brief.say(zh, `${app} shows no "${item}" that could be taken${seen}`));
}

/** Title and price for the report. */
export function detailsOf({ title, price }: Article): { details: Record<string, string> } {
  return { details: { title, ...(price !== '' && { price }) } };
}

function isResults(screen: Observation): boolean {
  return saysEmpty(screen.tree) || findCardList(screen.tree, screen.sizePx.heightPx) !== undefined;
}

function articleOn(
  screen: Observation,
  item: string,
  tried: ReadonlySet<string>,
  offer: Offer | undefined,
): Card | undefined {
  const cards = findCardList(screen.tree, screen.sizePx.heightPx)?.cards ?? [];
  return cards.find((card) => {
    const { title, lines, soldOut, sponsored } = card;
    if (soldOut || tried.has(keyOf(card))) return false;
    if (offer) return title === offer.title && (offer.seller === undefined || lines.includes(offer.seller));
    return !sponsored && matchGoods(item, title, lines) === 'match';
  });
}

/** The same title may be offered by several. */
function keyOf({ title, lines }: Card): string {
  return [title, ...lines].join('|');
}
