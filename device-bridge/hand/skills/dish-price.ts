// Where is a dish the cheapest? Shops show prices only on their menus: each open shop that a search for the dish brings up is
// entered, the dish looked for, and its price read.
import type { Offer } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { formatMoney } from '../reading/amounts.js';
import { dishPrice, findDish, findShop, isMenu, shopsOn } from '../reading/menus.js';
import { saysEmpty } from '../reading/notices.js';
import { readPortions } from '../reading/portions.js';
import { pageOf, sharedPart } from '../reading/same-page.js';
import { appName, backUntil, openApp, reachSearchField, scrollTo, searchFor } from './moves/find-way.js';
import { readWholeList } from './moves/read-list.js';
import { enterDelivery, reachDish } from './order-food.js';
import { type Brief, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const mostShops = 6;
const sameShare = 0.5;
const listPages = 4;
/** Steps that one shop may take. */
const shopSteps = 9;

export function* findDishPrices(brief: Brief): Skill {
  const item = readPortions(goalValue(brief.goal, 'item')).name;
  const app = appName(brief);
  const at = yield* reachSearchField(brief, yield* enterDelivery(brief, yield* openApp(brief)));
  if (!at) return failed('SUBTASK_FAILED', brief.say(`在${app}里没有找到搜索框`, `${app} shows no way to search`));
  const isFound = (screen: Observation) => saysEmpty(screen.tree) || shopsOn(screen).length > 0;
  const results = yield* searchFor(brief, at, item, isFound);
  const whole = yield* readWholeList(brief, results, shopsOn);
  const names = whole.entries.flatMap((lines) => lines[0] ?? []).slice(0, mostShops);
  const offers: Offer[] = [];
  let now = whole.sight;
  for (const name of names) {
    if (now.step + shopSteps > brief.goal.maxSteps) break;
    now = yield* readShop(brief, now, name, item, offers);
  }
  return report(brief, now, item, offers);
}

/** Back on the list of shops afterwards. */
function* readShop(brief: Brief, list: Sight, name: string, item: string, offers: Offer[]): Skill<Sight> {
  const find = (screen: Observation) => findShop(screen, name);
  const place =
    (yield* scrollTo(brief, list, find, listPages, 'up')) ?? (yield* scrollTo(brief, list, find, listPages));
  if (!place) return list;
  const before = place.sight.screen;
  const isIn = (screen: Observation) =>
    screen.frameId !== before.frameId && (isMenu(screen) || findDish(screen, item) !== undefined);
  const explain = brief.say(`看看“${name}”`, `Look at "${name}"`);
  const inside = yield* tap(place.sight, place.found.node, explain, { until: isIn, limitMs: 5000 });
  const dish = isIn(inside.screen) ? yield* reachDish(brief, inside, item) : undefined;
  const read = dish && dishPrice(dish.screen, item);
  if (dish && read) {
    const { title, price } = read;
    offers.push({ app: brief.goal.app?.id ?? '', title, price, conditions: [], seller: name, step: dish.step });
  }
  const page = pageOf(before);
  return yield* backUntil(brief, dish ?? inside, (screen) => sharedPart(page, pageOf(screen)) > sameShare);
}

function report(brief: Brief, sight: Sight, item: string, found: readonly Offer[]): Outcome {
  const app = appName(brief);
  const offers = [...found].sort((a, b) => a.price.minor - b.price.minor);
  const [best] = offers;
  if (!best) {
    const text = brief.say(`${app}上没有查到“${item}”的价格`, `No price of "${item}" was found on ${app}`);
    const evidence = [{ step: sight.step, what: text }];
    return { kind: 'done', text, values: { offers: [], notFound: true }, evidence, verified: true };
  }
  const price = formatMoney(best.price);
  const text = brief.say(
    `${app}上${item}最便宜的是${best.seller}：${price}（比较了${offers.length}家店）`,
    `The cheapest ${item} on ${app} is at ${best.seller}: ${price} (of ${offers.length} shops)`,
  );
  const evidence = [{ step: best.step, what: `${best.seller}: ${best.title} ${price}` }];
  return { kind: 'done', text, values: { offers }, evidence, verified: true };
}
