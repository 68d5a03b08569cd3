// Puts a dish into the basket of a shop and stops there with the sum on the screen: ordering is the user's.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode, subtree } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { formatMoney, readAmounts } from '../reading/amounts.js';
import { findButton, findButtons } from '../reading/buttons.js';
import { fitOf } from '../reading/choices.js';
import { containers, isVisible, labelOf } from '../reading/nodes.js';
import { saysEmpty } from '../reading/notices.js';
import { findRows } from '../reading/rows.js';
import { appName, enterNamed, openApp, reachSearchField, scrollTo, searchFor } from './moves/find-way.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const entries = ['外卖', '美食外卖', '点外卖', '外卖点餐', 'delivery', 'food delivery'];
const deliveryWords = /(起送|配送|月售|分钟|delivery|min\b)/i;
const kindWords = /^(已选.{0,20}|规格|份量|温度|甜度|辣度|口味|杯型|加料|size|options?)$/i;
/** The shop delivers from a sum on. */
const leastWords = /(还差|差.{0,8}起送|minimum|more to)/i;
const closedWords = /(休息中|打烊|暂停营业|未营业|closed)/i;

export function* orderFood(brief: Brief): Skill {
  const item = goalValue(brief.goal, 'item');
  const shop = goalValue(brief.goal, 'shop');
  const app = appName(brief);
  const opened = yield* openApp(brief);
  const section =
    (yield* enterNamed(brief, opened, entries, (screen) => screen.frameId !== opened.screen.frameId, {
      least: 'same',
    })) ?? opened;
  const query = shop === '' ? item : shop;
  const place = yield* openShop(brief, section, shop, item);
  if (!place) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`${app}里没有找到可以进的“${query}”`, `${app} shows no "${query}" that is open`),
    );
  }
  const dish = yield* findDish(brief, place.sight, item);
  if (!dish) {
    return failed(
      'SUBTASK_FAILED',
      brief.say(`“${place.name}”里没有找到“${item}”`, `"${place.name}" does not show "${item}"`),
    );
  }
  const added = yield* addDish(brief, dish, item);
  return 'kind' in added ? added : basket(brief, added, item, place.name);
}

/** The shop that was named, or the first one open that a search for the dish brings up. */
function* openShop(
  brief: Brief,
  sight: Sight,
  shop: string,
  item: string,
): Skill<{ sight: Sight; name: string } | undefined> {
  const at = yield* reachSearchField(brief, sight);
  if (!at) return undefined;
  const find = (screen: Observation) => shopOf(screen, shop);
  const results = yield* searchFor(
    brief,
    at,
    shop === '' ? item : shop,
    (screen) => saysEmpty(screen.tree) || find(screen) !== undefined,
  );
  const place = yield* scrollTo(brief, results, find, 2);
  if (!place) return undefined;
  const { node, name } = place.found;
  const there = (screen: Observation) =>
    screen.frameId !== place.sight.screen.frameId && (isShop(screen) || dishOf(screen, item) !== undefined);
  const now = yield* tap(place.sight, node, brief.say(`进入“${name}”`, `Enter "${name}"`), {
    until: there,
    limitMs: 5000,
  });
  return there(now.screen) ? { sight: now, name } : undefined;
}

/** A row that speaks of delivery, with the name where one was said; the first that is open. */
function shopOf(screen: Observation, name: string): { node: ScreenNode; name: string } | undefined {
  const shops = findRows(screen).filter(
    ({ lines }) => lines.some((line) => deliveryWords.test(line)) && !lines.some((line) => closedWords.test(line)),
  );
  const named = name === '' ? shops[0] : shops.find(({ lines }) => fitOf(lines[0] ?? '', [name]));
  const node = named && (clickTarget(named.node) ?? [...subtree(named.node)].find(({ clickable }) => clickable));
  return node && { node, name: named.lines[0] ?? '' };
}

/** Many dishes to add. */
function isShop(screen: Observation): boolean {
  return findButtons(screen, 'more').length + findButtons(screen, 'chooseKind').length >= 2;
}

interface Dish {
  readonly title: ScreenNode;
  readonly add: ScreenNode;
}

/** On the page as it is, then in each of its categories. */
function* findDish(brief: Brief, sight: Sight, item: string): Skill<Sight | undefined> {
  const find = (screen: Observation) => dishOf(screen, item);
  const here = yield* scrollTo(brief, sight, find, 3);
  if (here) return here.sight;
  let now = sight;
  for (const { label } of sideEntries(sight.screen)) {
    const entry = sideEntries(now.screen).find((other) => other.label === label);
    if (!entry) continue;
    now = yield* tap(now, entry.node, brief.say(`打开“${label}”`, `Open "${label}"`));
    const there = yield* scrollTo(brief, now, find, 2);
    if (there) return there.sight;
  }
  return undefined;
}

/** The categories in a narrow column at the left. */
function sideEntries(screen: Observation): { node: ScreenNode; label: string }[] {
  const { widthPx, heightPx } = screen.sizePx;
  const column = containers(screen.tree, heightPx).find(({ bounds }) => bounds.right < widthPx * 0.35);
  if (!column) return [];
  return [...subtree(column)]
    .filter((node) => isVisible(node) && labelOf(node) !== '' && clickTarget(node))
    .map((node) => ({ node: clickTarget(node) ?? node, label: labelOf(node) }));
}

/** The title and the control beside it that adds it. */
function dishOf(screen: Observation, item: string): Dish | undefined {
  const controls = [...findButtons(screen, 'chooseKind'), ...findButtons(screen, 'more')];
  for (const title of screen.tree.nodes) {
    if (!isVisible(title) || title.editable || !fitOf(labelOf(title), [item])) continue;
    const below = controls.filter(({ bounds }) => bounds.left >= title.bounds.left && bounds.bottom > title.bounds.top);
    below.sort((a, b) => a.bounds.top - b.bounds.top);
    const add = below[0];
    const nextTitle =
      controls.length > 0 && add && add.bounds.top - title.bounds.bottom < screen.sizePx.heightPx * 0.12;
    if (add && nextTitle) return { title, add };
  }
  return undefined;
}

function* addDish(brief: Brief, sight: Sight, item: string): Skill<Sight | Outcome> {
  const dish = dishOf(sight.screen, item);
  const noWay = failed('SUBTASK_FAILED', brief.say(`没能把“${item}”加进去`, `"${item}" could not be added`));
  if (!dish) return noWay;
  const before = findButtons(sight.screen, 'less').length;
  const isIn = (screen: Observation) =>
    findButtons(screen, 'less').length > before || findButton(screen, 'checkOut') !== undefined;
  let now = yield* tap(sight, dish.add, brief.say(`添加${labelOf(dish.title)}`, `Add ${labelOf(dish.title)}`), {
    until: (screen) => isIn(screen) || isKindSheet(screen),
    limitMs: 3000,
  });
  if (isKindSheet(now.screen)) {
    const confirm = findButton(now.screen, 'addToCart') ?? findButton(now.screen, 'confirm');
    if (!confirm) return noWay;
    now = yield* tap(now, confirm, brief.say('选好规格', 'Take this kind'), {
      until: (screen) => !isKindSheet(screen) && isIn(screen),
      limitMs: 3000,
    });
  }
  return isIn(now.screen) ? now : noWay;
}

function isKindSheet(screen: Observation): boolean {
  return (
    screen.tree.nodes.some((node) => isVisible(node) && kindWords.test(labelOf(node))) &&
    (findButton(screen, 'addToCart') ?? findButton(screen, 'confirm')) !== undefined
  );
}

/** When it is brought is asked on the page that orders, which is the user's. */
function basket(brief: Brief, sight: Sight, item: string, shop: string): Outcome {
  const app = appName(brief);
  const labels = sight.screen.tree.nodes
    .filter((node) => isVisible(node) && node.bounds.top > sight.screen.sizePx.heightPx * 0.8)
    .map(labelOf);
  const sum = labels
    .flatMap((label) => readAmounts(label))
    .find(({ role }) => role === 'price' || role === 'final')?.money;
  const shown = sum ? formatMoney(sum) : '';
  const missing = labels.find((label) => leastWords.test(label)) ?? '';
  const time = goalValue(brief.goal, 'time');
  const later =
    time === '' ? '' : brief.say(`送达时间“${time}”下单时选`, `choose the delivery time "${time}" when you order`);
  const also = [shown, missing, later].filter((part) => part !== '').join(brief.say('，', ', '));
  const text = brief.say(
    `已在${app}“${shop}”选好${item}${also && `（${also}）`}；没有下单，由你确认`,
    `${item} of "${shop}" is in the basket on ${app}${also && ` (${also})`}; nothing was ordered: that is yours to confirm`,
  );
  return done(sight, text, { details: { shop, item, ...(shown !== '' && { price: shown }) } });
}
