// W3C actions: input sources that advance together, tick by tick. https://www.w3.org/TR/webdriver2/#actions
// Each finger is followed on its own; what it did between down and up becomes a tap, a long press or a swipe.
import { keyCode } from '../device/keys.js';
import type { Phone } from '../device/phone.js';
import { longPressMs, type Point } from '../device/touch.js';
import { centreOf } from '../device/visible-tree.js';
import { type Elements, elementIdOf } from './elements.js';
import { invalidArgument, WebDriverError } from './errors.js';

export interface ActionSource {
  readonly id: string;
  readonly type: string;
  readonly actions: readonly ActionItem[];
}

interface ActionItem {
  readonly type: string;
  readonly duration?: number;
  readonly x?: number;
  readonly y?: number;
  readonly origin?: unknown;
  readonly value?: string;
}

interface Finger {
  position: Point;
  down?: { readonly at: Point; readonly timeMs: number };
  /** Farthest distance from where it went down. */
  travelPx: number;
  /** When the finger last moved. */
  movedMs: number;
}

/** A finger that strays less than this still taps. */
const touchSlopDp = 8;
/** A finger that rests this long before it is lifted does not fling. */
const restMs = 50;
const specialKeys: Record<string, number> = {
  '\uE003': keyCode.delete,
  '\uE006': keyCode.enter,
  '\uE007': keyCode.enter,
  '\uE00C': keyCode.escape,
  '\uE00D': keyCode.space,
};

export async function performActions(
  phone: Phone,
  elements: Elements,
  sources: readonly ActionSource[],
): Promise<void> {
  const fingers = new Map<string, Finger>();
  const tickCount = Math.max(0, ...sources.map((source) => source.actions.length));
  let timeMs = 0;
  for (let tick = 0; tick < tickCount; tick++) {
    const durationMs = Math.max(0, ...sources.map((source) => source.actions[tick]?.duration ?? 0));
    timeMs += durationMs;
    const released: Finger[] = [];
    for (const source of sources) {
      const item = source.actions[tick];
      if (item === undefined || item.type === 'pause') continue;
      if (source.type === 'key') {
        if (item.type === 'keyDown') pressKey(phone, item.value ?? '');
        continue;
      }
      const finger = fingers.get(source.id) ?? { position: { x: 0, y: 0 }, travelPx: 0, movedMs: 0 };
      fingers.set(source.id, finger);
      if (advanceFinger(phone, elements, finger, item, timeMs)) released.push(finger);
    }
    await phone.clock.pause(durationMs);
    for (const finger of released) release(phone, finger, timeMs);
  }
}

function pressKey(phone: Phone, value: string): void {
  const code = specialKeys[value];
  if (code === undefined) phone.keys.type(value);
  else phone.keys.press(code);
}

/** True when the finger was lifted. */
function advanceFinger(phone: Phone, elements: Elements, finger: Finger, item: ActionItem, timeMs: number): boolean {
  switch (item.type) {
    case 'pointerMove':
      finger.position = destination(phone, elements, finger, item);
      finger.movedMs = timeMs;
      if (finger.down !== undefined) {
        const { x, y } = finger.down.at;
        finger.travelPx = Math.max(finger.travelPx, Math.hypot(finger.position.x - x, finger.position.y - y));
      }
      return false;
    case 'pointerDown':
      finger.down = { at: finger.position, timeMs };
      finger.travelPx = 0;
      finger.movedMs = timeMs;
      return false;
    case 'pointerUp':
      return finger.down !== undefined;
    default:
      throw invalidArgument(`unknown action '${item.type}'`);
  }
}

function destination(phone: Phone, elements: Elements, finger: Finger, item: ActionItem): Point {
  const { widthPx, heightPx } = phone.metrics;
  const elementId = elementIdOf(item.origin);
  let origin: Point = { x: 0, y: 0 };
  if (elementId !== undefined) origin = centreOf(elements.resolve(elementId));
  else if (item.origin === 'pointer') origin = finger.position;
  const x = origin.x + (item.x ?? 0);
  const y = origin.y + (item.y ?? 0);
  if (x < 0 || y < 0 || x > widthPx || y > heightPx) {
    throw new WebDriverError('move target out of bounds', 500, `(${x}, ${y}) is outside of ${widthPx}x${heightPx}`);
  }
  return { x, y };
}

function release(phone: Phone, finger: Finger, timeMs: number): void {
  const down = finger.down;
  delete finger.down;
  if (down === undefined) return;
  const heldMs = timeMs - down.timeMs;
  if (finger.travelPx > touchSlopDp * phone.metrics.density) {
    const isResting = timeMs - finger.movedMs >= restMs;
    phone.touch.swipe(down.at, finger.position, isResting ? Number.POSITIVE_INFINITY : heldMs);
  } else if (heldMs >= longPressMs) {
    phone.touch.longPress(down.at);
  } else {
    phone.touch.tap(down.at);
  }
}
