// A set of labelled screens from the virtual phone: walks into its apps, and for every screen on the way the action that
// comes next, with every box that would do. The same seed gives the same set, picture by picture.
import type { ScreenWalk, WalkApp, WalkScreen, WalkTarget } from '@farhand/device-bridge';
import type { Action } from '@farhand/shared';
import { type Box, type Label, type StaticItem, toBox } from './item.js';
import { type Random, randomOf } from './random.js';
import { type Language, words } from './words.js';

export interface GeneratedScreen {
  readonly item: Omit<StaticItem, 'picture' | 'tree'>;
  readonly png: Buffer;
  readonly source: string;
}

export interface GenerateOptions {
  readonly seed: number;
  /** About how many screens; whole walks are made. */
  readonly count: number;
}

interface Moment {
  readonly screen: WalkScreen;
  readonly png: Buffer;
  readonly explain: string;
  readonly label: Label;
  readonly action: Action;
}

/** How a walk ends, after some touches. */
type Ending = 'arrive' | 'search' | 'ask' | 'scroll' | 'press';

const endings: readonly Ending[] = ['arrive', 'arrive', 'search', 'search', 'ask', 'scroll', 'scroll', 'press'];
const deepest = 3;
const longestLabel = 14;
const triesPerScreen = 20;

/** Walks until there are enough screens. Fewer come back only when the apps have no more to offer. */
export async function* generateScreens(
  walk: ScreenWalk,
  { seed, count }: GenerateOptions,
  signal: AbortSignal,
): AsyncGenerator<GeneratedScreen, void, undefined> {
  const random = randomOf(seed);
  const known = new Set<string>();
  let made = 0;
  for (let tries = 0; made < count && tries < count * triesPerScreen; tries += 1) {
    signal.throwIfAborted();
    const language: Language = random.chance(0.5) ? 'zh' : 'en';
    const walked = await oneWalk(walk, random, language);
    if (!walked || known.has(walked.instruction)) continue;
    known.add(walked.instruction);
    for (const screen of screensOf(walked, language, `vp-${seed}-${known.size}`)) {
      made += 1;
      yield screen;
    }
  }
}

interface Walked {
  readonly app: WalkApp;
  readonly instruction: string;
  readonly moments: readonly Moment[];
}

async function oneWalk(walk: ScreenWalk, random: Random, language: Language): Promise<Walked | undefined> {
  const app = random.pick(walk.apps);
  const ending = random.pick(endings);
  const say = words[language];
  if (!app || !ending) return undefined;
  await walk.restart();
  const moments: Moment[] = [await launch(walk, app, language)];
  await walk.open(app.packageName);
  const touched: string[] = [];
  const depth = ending === 'arrive' ? 1 + random.below(deepest) : random.below(deepest);
  for (let step = 0; step < depth; step += 1) {
    const target = chooseTap(walk.look(), app, random);
    if (!target) break;
    moments.push(await tapped(walk, target, language));
    touched.push(target.label);
    await walk.tap(target.key);
  }
  const end = await finish(walk, ending, app, random, language);
  if (!end || (ending === 'arrive' && touched.length === 0)) return undefined;
  const instruction = say.instruction(app.label, touched, end.wish);
  return { app, instruction, moments: [...moments, ...end.moments] };
}

async function finish(
  walk: ScreenWalk,
  ending: Ending,
  app: WalkApp,
  random: Random,
  language: Language,
): Promise<{ wish: string; moments: readonly Moment[] } | undefined> {
  const say = words[language];
  const screen = walk.look();
  if (screen.packageName !== app.packageName || screen.hasToast) return undefined;
  const moment = async (explain: string, label: Label, action: Action): Promise<Moment> => {
    return { screen: walk.look(), png: await walk.png(), explain, label, action };
  };
  if (ending === 'arrive') {
    return {
      wish: '',
      moments: [await moment(say.done, { type: 'COMPLETE' }, { action: 'COMPLETE', return: say.done })],
    };
  }
  if (ending === 'scroll') {
    const list = screen.targets.find(({ goesOn }) => goesOn.down);
    if (!list) return undefined;
    const label: Label = { type: 'SLIDE', direction: [0, -1] };
    return { wish: say.scroll, moments: [await moment(say.scrolled, label, slideIn(list, screen))] };
  }
  if (ending === 'press') {
    const pressed = random.pick(screen.targets.filter(({ reacts, label }) => reacts.longPress && isName(label)));
    if (!pressed) return undefined;
    const boxes = boxesOf(screen, pressed, ({ reacts }) => reacts.longPress);
    const action: Action = { action: 'LONGPRESS', point: centreOf(boxes[0] as Box) };
    return {
      wish: say.press(pressed.label),
      moments: [await moment(say.press(pressed.label), { type: 'LONGPRESS', boxes }, action)],
    };
  }
  const field = random.pick(screen.targets.filter(({ reacts }) => reacts.text && reacts.tap));
  if (!field) return undefined;
  const moments: Moment[] = field.isFocused ? [] : [await tapped(walk, field, language)];
  if (!field.isFocused) await walk.tap(field.key);
  if (!walk.look().targets.some(({ key, isFocused }) => key === field.key && isFocused)) return undefined;
  if (ending === 'ask') {
    const label: Label = { type: 'INFO', question: say.question };
    return {
      wish: say.typeUnsaid,
      moments: [...moments, await moment(say.question, label, { action: 'INFO', value: say.question })],
    };
  }
  const text = random.pick(say.texts) ?? '';
  const typed = await moment(say.typed(text), { type: 'TYPE', text }, { action: 'TYPE', value: text });
  return { wish: say.type(text), moments: [...moments, typed] };
}

async function launch(walk: ScreenWalk, { label }: WalkApp, language: Language): Promise<Moment> {
  const explain = words[language].opened(label);
  const action: Action = { action: 'AWAKE', value: label };
  return { screen: walk.look(), png: await walk.png(), explain, label: { type: 'AWAKE', app: label }, action };
}

async function tapped(walk: ScreenWalk, target: WalkTarget, language: Language): Promise<Moment> {
  const screen = walk.look();
  const boxes = boxesOf(screen, target, ({ reacts }) => reacts.tap);
  const action: Action = { action: 'CLICK', point: centreOf(boxes[0] as Box) };
  const explain = words[language].tapped(target.label);
  return { screen, png: await walk.png(), explain, label: { type: 'CLICK', boxes }, action };
}

/** Something with a name that is not too long to say, on the app's own pages. */
function chooseTap(screen: WalkScreen, app: WalkApp, random: Random): WalkTarget | undefined {
  if (screen.packageName !== app.packageName || screen.hasToast) return undefined;
  return random.pick(screen.targets.filter(({ reacts, label }) => reacts.tap && !reacts.text && isName(label)));
}

function isName(label: string): boolean {
  return label.length > 0 && label.length <= longestLabel && !/\n/.test(label);
}

/** Boxes of everything that the same words name: the one that is meant first. */
function boxesOf(screen: WalkScreen, target: WalkTarget, isMeant: (other: WalkTarget) => boolean): Box[] {
  const others = screen.targets.filter((one) => one.key !== target.key && one.label === target.label && isMeant(one));
  return [target, ...others].map(({ box }) => toBox(box, screen.sizePx));
}

function slideIn({ box }: WalkTarget, { sizePx }: WalkScreen): Action {
  const [left, top, right, bottom] = toBox(box, sizePx);
  const x = (left + right) / 2;
  const reach = (bottom - top) * 0.3;
  const middle = (top + bottom) / 2;
  return { action: 'SLIDE', point1: [x, middle + reach], point2: [x, middle - reach] };
}

function centreOf([left, top, right, bottom]: Box): [number, number] {
  return [(left + right) / 2, (top + bottom) / 2];
}

function screensOf({ app, instruction, moments }: Walked, language: Language, id: string): GeneratedScreen[] {
  return moments.map(({ screen, png, label }, index) => ({
    png,
    source: screen.source,
    item: {
      id: `${id}-${index + 1}`,
      suite: 'virtual-phone',
      instruction,
      language,
      history: moments.slice(0, index).map(({ explain, action }) => ({ explain, action })),
      sizePx: screen.sizePx,
      app: screen.packageName,
      groups: { app: app.packageName, language },
      label,
    },
  }));
}
