// Carries one action out: gate first, then pixels, then the phone. The gate stands here, outside every decider. A phone
// that shows something else by the time it is acted on is judged again: what is done is what was decided, or nothing.
import { type Action, delay, FarhandError, toPixels, traced } from '@farhand/shared';
import type { Decided, Observation, Phone, Typed } from '../phone/phone.js';
import { contains } from '../phone/tree.js';
import type { Verdict } from '../policy/classes.js';
import type { Permission } from '../policy/consent.js';
import { isUnclear, judge, judgeActivity, pass } from '../policy/gate.js';
import { isPlainRead, isSameDeed, type Judged, pageName } from '../policy/same-deed.js';
import { findPackage } from './app-finder.js';

const longPressMs = 1000;
const slideMs = 400;

export interface Performed {
  /** TYPE: the field was read back and holds the text. */
  readonly verified?: boolean;
  /** TYPE: what was to be in the field, and what is. */
  readonly typed?: Typed;
  /** AWAKE: what was opened. */
  readonly packageName?: string;
}

export interface ExecutorOptions {
  readonly permission: Permission;
  /** Told before the action is done, and before what may not be done is refused. */
  readonly onVerdict?: (verdict: Verdict) => void;
  /** AWAKE stops the app first. */
  readonly restartApps: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Actions that end or suspend a run are the loop's business and do nothing here. Throws what the gate or the phone throws. */
export function perform(
  phone: Phone,
  screen: Observation,
  action: Action,
  options: ExecutorOptions,
): Promise<Performed> {
  return traced(`action ${action.action}`, {}, () => act(phone, screen, action, options));
}

async function act(phone: Phone, screen: Observation, action: Action, options: ExecutorOptions): Promise<Performed> {
  const { signal } = options;
  const verdict = await gate(phone, screen, action, options);
  options.onVerdict?.(verdict);
  pass(verdict);
  const decided: Decided = {
    frameId: screen.frameId,
    recheck: async (now) => {
      const again = await gate(phone, now, action, options);
      if (!isSameDeed({ verdict, screen }, { verdict: again, screen: now })) throw another(action);
    },
  };
  const pixel = (point: readonly [number, number]) => toPixels([point[0], point[1]], screen.sizePx);
  switch (action.action) {
    case 'CLICK':
      await phone.tap(decided, pixel(action.point), signal);
      return {};
    case 'DOUBLE_CLICK':
      await phone.doubleTap(decided, pixel(action.point), signal);
      return {};
    case 'LONGPRESS':
      await phone.longPress(decided, pixel(action.point), action.durationMs ?? longPressMs, signal);
      return {};
    case 'SLIDE':
      await phone.swipe(decided, pixel(action.point1), pixel(action.point2), action.durationMs ?? slideMs, signal);
      return {};
    case 'TYPE':
      return write(phone, { verdict, screen }, decided, action, options);
    case 'AWAKE':
      return { packageName: await open(phone, action.value, options) };
    case 'BACK':
      await phone.pressKey(decided, 'back', signal);
      return {};
    case 'HOME':
      await phone.pressKey(decided, 'home', signal);
      return {};
    case 'HOT_KEY':
      await phone.pressKey(decided, action.key, signal);
      return {};
    case 'WAIT':
      await delay(action.value * 1000, signal);
      return {};
    case 'INFO':
    case 'COMPLETE':
    case 'ABORT':
      throw new FarhandError('INTERNAL', `${action.action} is not done on a phone`);
  }
}

type Typing = Extract<Action, { action: 'TYPE' }>;

/**
 * Goes to the field, writes and perhaps presses Enter. Each of these changes the screen, so what follows is judged anew on
 * the screen that it meets.
 */
async function write(
  phone: Phone,
  decidedOn: Judged,
  decided: Decided,
  action: Typing,
  options: ExecutorOptions,
): Promise<Performed> {
  const { signal } = options;
  const { point, value, clear = true, submit = false } = action;
  let judged = decidedOn;
  const on = (frameId: string, part: Typing) => ({
    frameId,
    recheck: async (now: Observation) => {
      judged = await judgePart(phone, judged, now, part, options);
    },
  });
  let here: Decided = decided;
  if (point) {
    const field = await phone.focus(decided, toPixels([...point], decidedOn.screen.sizePx), signal);
    const typing = on(field.frameId, { action: 'TYPE', value, clear, submit });
    if (field.frameId !== decided.frameId) await typing.recheck(field);
    here = typing;
  }
  const typed = await phone.type(here, value, clear, signal);
  if (submit) {
    const written = await phone.observe(signal);
    const enter = on(written.frameId, { action: 'TYPE', value: typed.holds, submit });
    await enter.recheck(written);
    await phone.pressKey(enter, 'enter', signal);
  }
  return { typed, verified: typed.holds === typed.wanted };
}

/**
 * Judges a later part of an action on the screen that it meets, and gives what has been judged so far. Where the whole was
 * to reach somebody, it is to be the same deed; where that shows only now, it is judged for itself, and may reach nobody
 * but who was there at first.
 */
async function judgePart(
  phone: Phone,
  before: Judged,
  screen: Observation,
  part: Typing,
  options: ExecutorOptions,
): Promise<Judged> {
  const now = { verdict: await gate(phone, screen, part, options), screen };
  if (before.verdict.subject) {
    if (!isSameDeed(before, now)) throw another(part);
    return before;
  }
  if (isPlainRead(now.verdict)) return before;
  const { subject } = now.verdict;
  if (subject?.class === 'outward' && subject.recipient !== pageName(before.screen)) throw another(part);
  options.onVerdict?.(now.verdict);
  pass(now.verdict);
  return now;
}

function another(action: Action): FarhandError {
  const message = `What ${action.action} would do changed before it was done: it would reach something or somebody else now`;
  return new FarhandError('SCREEN_CHANGED', message);
}

/** Words first; what they leave open is decided by the page in front. */
async function gate(phone: Phone, screen: Observation, action: Action, options: ExecutorOptions): Promise<Verdict> {
  mustBeRead(action, screen);
  const verdict = judge(action, screen, options.permission);
  if (verdict.gate !== 'allow' || !isUnclear(action, screen)) return verdict;
  const byPage = judgeActivity(await phone.activity(options.signal));
  return byPage.gate === 'allow' ? verdict : byPage;
}

/** Throws SCREEN_CHANGED, so that the screen is looked at again, for a touch on what could not be read. */
function mustBeRead(action: Action, { unread, sizePx }: Observation): void {
  const point = 'point' in action ? action.point : 'point1' in action ? action.point1 : undefined;
  if (!point) return;
  const { x, y } = toPixels([...point], sizePx);
  if (!unread.some((part) => contains(part, x, y))) return;
  throw new FarhandError('SCREEN_CHANGED', `The picture at ${x},${y} was not read before it was to be touched`);
}

async function open(phone: Phone, name: string, options: ExecutorOptions): Promise<string> {
  const packageName = findPackage(name, await phone.installedPackages(options.signal));
  await phone.launch(packageName, options.restartApps, options.signal);
  return packageName;
}
