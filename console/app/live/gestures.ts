// From what a pointer does on the picture of a phone to what is done on the phone: a press, a long press, a drag.
import type { Act } from './holds.js';

type Point = [number, number];

const longPressMs = 600;
/** In thousandths of the screen: a finger is never quite still. */
const stillReach = 15;

export interface Press {
  readonly at: Point;
  readonly sinceMs: number;
}

/** In thousandths of the picture. */
export function pointOf(event: PointerEvent, picture: HTMLElement): Point {
  const { left, top, width, height } = picture.getBoundingClientRect();
  const part = (value: number, size: number) => Math.round(Math.min(Math.max(value / size, 0), 1) * 1000);
  return [part(event.clientX - left, width), part(event.clientY - top, height)];
}

export function actOf({ at, sinceMs }: Press, to: Point, nowMs: number): Act {
  const heldMs = nowMs - sinceMs;
  const isStill = Math.hypot(to[0] - at[0], to[1] - at[1]) <= stillReach;
  if (!isStill)
    return { act: 'swipe', point: at, point2: to, duration_ms: Math.round(Math.min(Math.max(heldMs, 50), 5000)) };
  return { act: heldMs >= longPressMs ? 'long_press' : 'tap', point: at };
}

/** A key of the computer as a key of the phone, or as text; undefined for what the browser keeps. */
export function actOfKey({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): Act | undefined {
  if (ctrlKey || metaKey || altKey || isComposing) return undefined;
  if (key === 'Enter') return { act: 'key', key: 'enter' };
  if (key === 'Backspace') return { act: 'key', key: 'delete' };
  if (key === 'Escape') return { act: 'key', key: 'back' };
  if (key === 'Home') return { act: 'key', key: 'home' };
  return [...key].length === 1 ? { act: 'type', text: key } : undefined;
}
