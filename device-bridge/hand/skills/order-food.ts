// Puts a dish into the basket of a shop and stops there with the sum on the screen: ordering is the user's.
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { formatMoney, readAmounts } from '../reading/amounts.js';
import { findButton, findButtons, means } from '../reading/buttons.js';
import { fitOf } from '../reading/choices.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { searchAndChoose } from './choose.js';
import { appName, enterNamed, openApp, reachSearchField, scrollTo } from './find-way.js';
import { type Brief, done, failed, goalValue, type Outcome, type Skill, tap } from './skill.js';

const entries = ['外卖', '美食外卖', '点外卖', '外卖点餐', 'delivery', 'food delivery'];
const closedWords = /(休息中|打烊|暂停营业|未营业|closed)/i;

export function* orderFood(brief: Brief): Skill {
  const item = goalValue(brief.goal, 'item');
  const shop = goalValue(brief.goal, 'shop');
  const app = appName(brief);
  const opened = yield* openApp(brief);
  const section = (yield* enterNamed(brief, opened, entries, isSection, { least: 'same' })) ?? opened;
  const query = shop === '' ? item : shop;
  const there = (screen: Observation) => isShop(screen) || dishOf(screen, item) !== undefined;
  const place = yield* searchAndChoose(brief, section, { query, there, options: { except: isClosed } });
  if (!place)
    return failed(
      'SUBTASK_FAILED',
      brief.say(`${app}里没有找到可以进的“${query}”`, `${app} shows no "${query}" that is open`),
    );
  const dish = yield* findDish(brief, place.sight, item);
  if (!dish)
    return failed(
      'SUBTASK_FAILED',
      brief.say(`“${place.label}”里没有找到“${item}”`, `"${place.label}" does not show "${item}"`),
    );
  const added = yield* addDish(brief, dish.sight, item);
  return 'kind' in added ? added : basket(brief, added, item, place.label);
}

/** Any page: the entry is tapped where there is one, and the search of the page that follows is used. */
function isSection(screen: Observation): boolean {
  return screen.tree.nodes.some((node) => isVisible(node) && node.selected && entries.includes(labelOf(node)));
}

/** Many dishes to add, or a way to the till. */
function isShop(screen: Observation): boolean {
  return findButtons(screen, 'more').length + findButtons(screen, 'chooseKind').length >= 2;
}

function isClosed(node: ScreenNode): boolean {
  return node.children.some((part) => closedWords.test(labelOf(part)));
}

interface Dish {
  readonly title: ScreenNode;
  readonly add: ScreenNode;
}

function* findDish(brief: Brief, sight: Sight, item: string): Skill<{ sight: Sight; found: Dish } | undefined> {
  const here = yield* scrollTo(brief, sight, (screen) => dishOf(screen, item), 6);
  if (here) return here;
  const at = yield* reachSearchField(brief, sight);
  const found =
    at &&
    (yield* searchAndChoose(brief, at.sight, { query: item, there: (screen) => dishOf(screen, item) !== undefined }));
  const dish = found && dishOf(found.sight.screen, item);
  return found && dish && { sight: found.sight, found: dish };
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
  const before = sight.screen.frameId;
  const changed = (screen: Observation) => screen.frameId !== before;
  let now = yield* tap(sight, dish.add, brief.say(`添加${labelOf(dish.title)}`, `Add ${labelOf(dish.title)}`), {
    until: changed,
    limitMs: 3000,
  });
  if (means(labelOf(dish.add), 'chooseKind') || isKindSheet(now.screen)) {
    const confirm = findButton(now.screen, 'addToCart') ?? findButton(now.screen, 'confirm');
    if (!confirm) return noWay;
    now = yield* tap(now, confirm, brief.say('选好规格', 'Take this kind'), {
      until: (screen) => !isKindSheet(screen),
      limitMs: 3000,
    });
  }
  return hasTill(now.screen) ? now : noWay;
}

function isKindSheet(screen: Observation): boolean {
  return screen.tree.nodes.some(
    (node) =>
      isVisible(node) && /^(已选.{0,20}|规格|份量|温度|甜度|辣度|口味|杯型|加料|size|options?)$/i.test(labelOf(node)),
  );
}

/** The way to the till is open: something is in the basket. */
function hasTill(screen: Observation): boolean {
  return findButton(screen, 'checkOut') !== undefined;
}

function basket(brief: Brief, sight: Sight, item: string, shop: string): Outcome {
  const app = appName(brief);
  const till = findButton(sight.screen, 'checkOut');
  const top = till ? till.bounds.top - sight.screen.sizePx.heightPx * 0.04 : 0;
  const low = sight.screen.tree.nodes.filter((node) => isVisible(node) && node.bounds.top >= top).map(labelOf);
  const sum = low
    .flatMap((label) => readAmounts(label))
    .find(({ role }) => role === 'price' || role === 'final')?.money;
  const shown = sum ? formatMoney(sum) : '';
  const text = brief.say(
    `已在${app}“${shop}”选好${item}${shown && `，${shown}`}；没有下单，由你确认`,
    `${item} of "${shop}" is in the basket on ${app}${shown && `, ${shown}`}; nothing was ordered: that is yours to confirm`,
  );
  return done(sight, text, { details: { shop, item, ...(shown !== '' && { price: shown }) } });
}
