// Carries one action out: gate first, then pixels, then the phone. The gate stands here, outside every decider.
import { type Action, delay, FarhandError, toPixels, traced } from '@farhand/shared';
import type { Observation, Phone, Typed } from '../phone/phone.js';
import { contains } from '../phone/tree.js';
import type { Verdict } from '../policy/classes.js';
import type { Permission } from '../policy/consent.js';
import { isUnclear, judge, judgeActivity, pass } from '../policy/gate.js';
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
  const pixel = (point: readonly [number, number]) => toPixels([point[0], point[1]], screen.sizePx);
  switch (action.action) {
    case 'CLICK':
      await phone.tap(screen.frameId, pixel(action.point), signal);
      return {};
    case 'DOUBLE_CLICK':
      await phone.doubleTap(screen.frameId, pixel(action.point), signal);
      return {};
    case 'LONGPRESS':
      await phone.longPress(screen.frameId, pixel(action.point), action.durationMs ?? longPressMs, signal);
      return {};
    case 'SLIDE':
      await phone.swipe(
        screen.frameId,
        pixel(action.point1),
        pixel(action.point2),
        action.durationMs ?? slideMs,
        signal,
      );
      return {};
    case 'TYPE': {
      const at = action.point ? pixel(action.point) : undefined;
      const options = { at, clear: action.clear, submit: action.submit };
      const typed = await phone.type(screen.frameId, action.value, options, signal);
      return { typed, verified: typed.holds === typed.wanted };
    }
    case 'AWAKE':
      return { packageName: await open(phone, action.value, options) };
    case 'BACK':
      await phone.pressKey(screen.frameId, 'back', signal);
      return {};
    case 'HOME':
      await phone.pressKey(screen.frameId, 'home', signal);
      return {};
    case 'HOT_KEY':
      await phone.pressKey(screen.frameId, action.key, signal);
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
