// Puts a dish into the basket of a shop and stops there with the sum on the screen: ordering is the user's.
import type { Observation } from '../../phone/phone.js';
import type { Sight } from '../decider.js';
import { formatMoney } from '../reading/amounts.js';
import { findButton, findButtons } from '../reading/buttons.js';
import { findChoice } from '../reading/choices.js';
import { asksForKind, type Basket, findDish, findShop, isMenu, readBasket, sideEntries } from '../reading/menus.js';
import { saysEmpty } from '../reading/notices.js';
import { type Portions, readPortions } from '../reading/portions.js';
import { appName, enterNamed, openApp, reachSearchField, scrollTo, searchFor } from './moves/find-way.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const entries = ['外卖', '美食外卖', '点外卖', '外卖点餐', 'delivery', 'food delivery'];
const resultPages = 2;
const menuPages = 3;
const categoryPages = 2;

export function* orderFood(brief: Brief): Skill {
  const portions = readPortions(goalValue(brief.goal, 'item'));
  const item = portions.name;
  const wanted = goalValue(brief.goal, 'shop') || item;
  const opened = yield* openApp(brief);
  const shop = yield* enterShop(brief, yield* enterDelivery(brief, opened), item);
  if (!shop) {
    const zh = `${appName(brief)}里没有找到可以进的“${wanted}”`;
    return failed('SUBTASK_FAILED', brief.say(zh, `${appName(brief)} shows no "${wanted}" that is open`));
  }
  const dish = yield* reachDish(brief, shop.sight, item);
  if (!dish) {
    const zh = `“${shop.name}”里没有找到“${item}”`;
    return failed('SUBTASK_FAILED', brief.say(zh, `"${shop.name}" does not show "${item}"`));
  }
  return yield* addPortions(brief, dish, portions, shop.name);
}

/** Where an app does more than that, its section for food that is brought. */
export function* enterDelivery(brief: Brief, opened: Sight): Skill<Sight> {
  const isElsewhere = (screen: Observation) => screen.frameId !== opened.screen.frameId;
  return (yield* enterNamed(brief, opened, entries, isElsewhere, { least: 'same' })) ?? opened;
}

/** The shop that was named, or the first one open that a search for the dish brings up. */
function* enterShop(brief: Brief, sight: Sight, item: string): Skill<{ sight: Sight; name: string } | undefined> {
  const shop = goalValue(brief.goal, 'shop');
  const at = yield* reachSearchField(brief, sight);
  if (!at) return undefined;
  const find = (screen: Observation) => findShop(screen, shop);
  const isFound = (screen: Observation) => saysEmpty(screen.tree) || find(screen) !== undefined;
  const place = yield* scrollTo(brief, yield* searchFor(brief, at, shop || item, isFound), find, resultPages);
  if (!place) return undefined;
  const { node, name } = place.found;
  const before = place.sight.screen.frameId;
  const isIn = (screen: Observation) =>
    screen.frameId !== before && (isMenu(screen) || findDish(screen, item) !== undefined);
  const explain = brief.say(`进入“${name}”`, `Enter "${name}"`);
  const now = yield* tap(place.sight, node, explain, { until: isIn, limitMs: 5000 });
  return isIn(now.screen) ? { sight: now, name } : undefined;
}

/** On the page as it is, then in each of its categories. */
export function* reachDish(brief: Brief, sight: Sight, item: string): Skill<Sight | undefined> {
  const find = (screen: Observation) => findDish(screen, item);
  const here = yield* scrollTo(brief, sight, find, menuPages);
  if (here) return here.sight;
  let now = sight;
  for (const { name } of sideEntries(sight.screen)) {
    const entry = sideEntries(now.screen).find((other) => other.name === name);
    if (!entry) continue;
    now = yield* tap(now, entry.node, brief.say(`打开“${name}”`, `Open "${name}"`));
    const there = yield* scrollTo(brief, now, find, categoryPages);
    if (there) return there.sight;
  }
  return undefined;
}

function* addPortions(brief: Brief, sight: Sight, { name, count }: Portions, shop: string): Skill {
  let now = sight;
  let title = name;
  for (let added = 0; added < count; added++) {
    const more = yield* addOne(brief, now, name);
    if (more) {
      now = more.sight;
      title = more.title;
    } else if (added === 0) {
      return failed('SUBTASK_FAILED', brief.say(`没能把“${name}”加进去`, `"${name}" could not be added`));
    } else return basket(brief, now, { name: title, count: added }, count, shop);
  }
  return basket(brief, now, { name: title, count }, count, shop);
}

function* addOne(brief: Brief, sight: Sight, item: string): Skill<{ sight: Sight; title: string } | undefined> {
  const dish = findDish(sight.screen, item);
  if (!dish) return undefined;
  const isIn = grown(sight.screen);
  const until = (screen: Observation) => isIn(screen) || asksForKind(screen);
  let now = yield* tap(sight, dish.add, brief.say(`添加${dish.title}`, `Add ${dish.title}`), { until, limitMs: 3000 });
  const kind = goalValue(brief.goal, 'kind');
  if (kind !== '' && !isIn(now.screen)) {
    const chosen = yield* chooseKind(brief, now, kind);
    if (!chosen) return undefined;
    now = chosen;
  }
  if (asksForKind(now.screen)) {
    const confirm = findButton(now.screen, 'addToCart') ?? findButton(now.screen, 'confirm');
    if (!confirm) return undefined;
    now = yield* tap(now, confirm, brief.say('选好规格', 'Take this kind'), { until: isIn, limitMs: 3000 });
  }
  return isIn(now.screen) ? { sight: now, title: dish.title } : undefined;
}

/** A mark to choose, or a row of its own that adds this kind. */
function* chooseKind(brief: Brief, sheet: Sight, kind: string): Skill<Sight | undefined> {
  const before = sheet.screen;
  const explain = brief.say(`选择“${kind}”`, `Choose "${kind}"`);
  const row = findDish(before, kind);
  const mark = row ? undefined : findChoice(before, [kind], { least: 'begins' });
  const node = row?.add ?? mark?.node;
  if (!node) return undefined;
  const until = ({ frameId }: Observation) => frameId !== before.frameId;
  return yield* tap(sheet, node, explain, { until, limitMs: 3000 });
}

/** Whether the basket holds more than it did: a larger sum, a way to the till, one more thing that can be taken out. */
function grown(before: Observation): (screen: Observation) => boolean {
  const removable = findButtons(before, 'less').length;
  const hadTill = findButton(before, 'checkOut') !== undefined;
  const { sum, missing: missingBefore } = readBasket(before);
  const sumBefore = sum?.minor ?? 0;
  // A dish at the edge of the list may pass for the sum: what is missing to the least order tells, too.
  const isFuller = ({ sum: now, missing }: Basket) =>
    (now?.minor ?? 0) > sumBefore || (missing !== undefined && missing !== missingBefore);
  return (screen) =>
    !asksForKind(screen) &&
    (findButtons(screen, 'less').length > removable ||
      (!hadTill && findButton(screen, 'checkOut') !== undefined) ||
      isFuller(readBasket(screen)));
}

/** When it is brought is asked on the page that orders, which is the user's. */
function basket(brief: Brief, sight: Sight, { name, count }: Portions, wanted: number, shop: string): Outcome {
  const { sum, missing = '' } = readBasket(sight.screen);
  const price = sum ? formatMoney(sum) : '';
  const time = goalValue(brief.goal, 'time');
  const later = time && brief.say(`送达时间“${time}”下单时选`, `choose the delivery time "${time}" when you order`);
  const fewer =
    count < wanted && brief.say(`要的是${wanted}份，只加进了${count}份`, `only ${count} of ${wanted} went in`);
  const also = [price, missing, later, fewer || ''].filter((part) => part !== '').join(brief.say('，', ', '));
  const dish = count > 1 ? brief.say(`${count}份${name}`, `${count} × ${name}`) : name;
  const text = brief.say(
    `已在${appName(brief)}“${shop}”选好${dish}${also && `（${also}）`}；没有下单，由你确认`,
    `${dish} of "${shop}" is in the basket on ${appName(brief)}${also && ` (${also})`}; ordering is yours`,
  );
  const details = { shop, item: name, count: String(count), ...(price !== '' && { price }) };
  return done(sight, text, { details });
}
