// A set of labelled screens from the virtual phone: walks into its apps, and for every screen on the way the action that
// comes next, with every box that would do. A walk is first found and then gone again for its pictures, which cost most.
// The same seed gives the same set, picture by picture.
import type { ScreenWalk, WalkApp, WalkScreen, WalkTarget } from '@farhand/device-bridge';
import type { Action } from '@farhand/shared';
import { type Box, type Label, type StaticItem, toBox } from './item.js';
import { type Random, randomOf } from './random.js';
import { type Language, words } from './words.js';

export interface GeneratedScreen {
  readonly item: Omit<StaticItem, 'picture' | 'tree'>;
  readonly png: Buffer;
  /** The page source. */
  readonly source: string;
}

export interface GenerateOptions {
  readonly seed: number;
  /** Screens at least; the last walk is made to its end. */
  readonly count: number;
}

interface Moment {
  readonly explain: string;
  readonly label: Label;
  readonly action: Action;
  /** What leads to the next moment; the last one leads nowhere. */
  readonly go?: { readonly open: string } | { readonly tap: string };
}

interface Walked {
  readonly app: WalkApp;
  readonly language: Language;
  readonly instruction: string;
  readonly moments: readonly Moment[];
}

/** How a walk ends, after some touches; those named twice are as likely again. */
const endings = ['arrive', 'arrive', 'search', 'search', 'ask', 'scroll', 'scroll', 'press'] as const;
type Ending = (typeof endings)[number];

const deepest = 3;
const longestLabel = 14;
const triesPerScreen = 20;
/** Ways out make no walk. */
const leaving = /返回|关闭|取消|back|close|cancel/i;

/** Fewer screens come back only when the apps have no more to offer. */
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
    const walked = await findWalk(walk, random, random.chance(0.5) ? 'zh' : 'en');
    if (!walked || known.has(walked.instruction)) continue;
    known.add(walked.instruction);
    yield* pictured(walk, walked, `vp-${seed}-${known.size}`);
    made += walked.moments.length;
  }
}

async function findWalk(walk: ScreenWalk, random: Random, language: Language): Promise<Walked | undefined> {
  const app = random.pick(walk.apps);
  const ending = random.pick(endings);
  if (!app || !ending) return undefined;
  await walk.restart();
  await walk.open(app.packageName);
  const moments: Moment[] = [launch(app, language)];
  const touched: string[] = [];
  const depth = ending === 'arrive' ? 1 + random.below(deepest) : random.below(deepest);
  while (touched.length < depth) {
    const screen = walk.look();
    const target = isOwn(screen, app) ? chooseTap(screen, random) : undefined;
    if (!target) break;
    moments.push(tapOn(target, screen, language));
    touched.push(target.label);
    await walk.tap(target.key);
  }
  if (ending === 'arrive' && touched.length === 0) return undefined;
  const end = await findEnd(walk, ending, app, random, language);
  if (!end) return undefined;
  const instruction = words[language].instruction(app.label, touched, end.wish);
  return { app, language, instruction, moments: [...moments, ...end.moments] };
}

interface End {
  readonly wish: string;
  readonly moments: readonly Moment[];
}

async function findEnd(
  walk: ScreenWalk,
  ending: Ending,
  app: WalkApp,
  random: Random,
  language: Language,
): Promise<End | undefined> {
  const say = words[language];
  const screen = walk.look();
  if (!isOwn(screen, app)) return undefined;
  switch (ending) {
    case 'arrive': {
      const done: Moment = {
        explain: say.done,
        label: { type: 'COMPLETE' },
        action: { action: 'COMPLETE', return: say.done },
      };
      return { wish: '', moments: [done] };
    }
    case 'scroll': {
      const list = screen.targets.find(({ goesOn }) => goesOn.down);
      const label: Label = { type: 'SLIDE', direction: [0, -1] };
      return list && { wish: say.scroll, moments: [{ explain: say.scrolled, label, action: slideIn(list, screen) }] };
    }
    case 'press': {
      const pressed = random.pick(screen.targets.filter(({ reacts, label }) => reacts.longPress && isName(label)));
      if (!pressed) return undefined;
      const boxes = boxesOf(screen, pressed, ({ reacts }) => reacts.longPress);
      const action: Action = { action: 'LONGPRESS', point: centreOf(boxes[0]) };
      const explain = say.press(pressed.label);
      return { wish: explain, moments: [{ explain, label: { type: 'LONGPRESS', boxes }, action }] };
    }
    case 'search':
    case 'ask':
      return findField(walk, ending, screen, random, language);
  }
}

/** Into a text field; where the user has not said what belongs there, the next thing is to ask. */
async function findField(
  walk: ScreenWalk,
  ending: 'search' | 'ask',
  screen: WalkScreen,
  random: Random,
  language: Language,
): Promise<End | undefined> {
  const say = words[language];
  const field = random.pick(screen.targets.filter(({ reacts }) => reacts.text && reacts.tap));
  if (!field) return undefined;
  const before = field.isFocused ? [] : [tapOn(field, screen, language)];
  if (!field.isFocused) await walk.tap(field.key);
  if (!walk.look().targets.some(({ key, isFocused }) => key === field.key && isFocused)) return undefined;
  if (ending === 'ask') {
    const asked: Moment = {
      explain: say.question,
      label: { type: 'INFO', question: say.question },
      action: { action: 'INFO', value: say.question },
    };
    return { wish: say.typeUnsaid, moments: [...before, asked] };
  }
  const text = random.pick(say.texts) ?? '';
  const typed: Moment = {
    explain: say.typed(text),
    label: { type: 'TYPE', text },
    action: { action: 'TYPE', value: text },
  };
  return { wish: say.type(text), moments: [...before, typed] };
}

function launch({ label: app, packageName }: WalkApp, language: Language): Moment {
  const explain = words[language].opened(app);
  return { explain, label: { type: 'AWAKE', app }, action: { action: 'AWAKE', value: app }, go: { open: packageName } };
}

function tapOn(target: WalkTarget, screen: WalkScreen, language: Language): Moment {
  const boxes = boxesOf(screen, target, ({ reacts }) => reacts.tap);
  const action: Action = { action: 'CLICK', point: centreOf(boxes[0]) };
  return {
    explain: words[language].tapped(target.label),
    label: { type: 'CLICK', boxes },
    action,
    go: { tap: target.key },
  };
}

/** A page of the app itself, and nothing on it that is about to go away. */
function isOwn({ packageName, hasToast }: WalkScreen, app: WalkApp): boolean {
  return packageName === app.packageName && !hasToast;
}

function chooseTap({ targets }: WalkScreen, random: Random): WalkTarget | undefined {
  return random.pick(targets.filter(({ reacts, label }) => reacts.tap && !reacts.text && isName(label)));
}

/** Short enough to say. */
function isName(label: string): boolean {
  return label.length > 0 && label.length <= longestLabel && !/\n/.test(label) && !leaving.test(label);
}

/** Boxes of everything that the same words name, the one that is meant first. */
function boxesOf(screen: WalkScreen, target: WalkTarget, isMeant: (other: WalkTarget) => boolean): [Box, ...Box[]] {
  const others = screen.targets.filter((one) => one.key !== target.key && one.label === target.label && isMeant(one));
  const boxed = ({ box }: WalkTarget): Box => toBox(box, screen.sizePx);
  return [boxed(target), ...others.map(boxed)];
}

function slideIn({ box }: WalkTarget, { sizePx }: WalkScreen): Action {
  const [left, top, right, bottom] = toBox(box, sizePx);
  const [x, middle, reach] = [(left + right) / 2, (top + bottom) / 2, (bottom - top) * 0.3];
  return { action: 'SLIDE', point1: [x, middle + reach], point2: [x, middle - reach] };
}

function centreOf([left, top, right, bottom]: Box): [number, number] {
  return [(left + right) / 2, (top + bottom) / 2];
}

/** Goes the way again. */
async function* pictured(
  walk: ScreenWalk,
  { app, language, instruction, moments }: Walked,
  id: string,
): AsyncGenerator<GeneratedScreen, void, undefined> {
  await walk.restart();
  for (const [index, { label, go }] of moments.entries()) {
    const { source, sizePx, packageName } = walk.look();
    yield {
      png: await walk.png(),
      source,
      item: {
        id: `${id}-${index + 1}`,
        suite: 'virtual-phone',
        instruction,
        language,
        history: moments.slice(0, index).map(({ explain, action }) => ({ explain, action })),
        sizePx,
        app: packageName,
        groups: { app: app.packageName, language },
        label,
      },
    };
    if (go && 'open' in go) await walk.open(go.open);
    else if (go) await walk.tap(go.tap);
  }
}
