// The `mobile: …Gesture` commands: one-finger gestures on an element, a point or an area. Units are pixels, pixels per
// second, milliseconds, and a share of the area between 0 and 1.
import type { Phone } from '../device/phone.js';
import type { Point } from '../device/touch.js';
import { centreOf, type VisibleNode } from '../device/visible-tree.js';
import type { Rect } from '../ui/view.js';
import { type Elements, elementIdOf } from './elements.js';
import { invalidArgument } from './errors.js';

export interface GestureRequest {
  readonly origin?: unknown;
  readonly offset?: Point;
  readonly area?: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly direction?: string;
  readonly percent?: number;
  readonly speed?: number;
  readonly duration?: number;
  readonly start?: Point;
  readonly end?: Point;
}

type Direction = 'up' | 'down' | 'left' | 'right';

export const tapSettleMs = 60;
const doubleTapGapMs = 60;
const defaultLongPressMs = 500;
const scrollSettleMs = 250;
const defaultSpeedPxPerSecond = 13000;
const opposite: Record<Direction, Direction> = { up: 'down', down: 'up', left: 'right', right: 'left' };

export class Gestures {
  readonly #phone: Phone;
  readonly #elements: Elements;

  constructor(phone: Phone, elements: Elements) {
    this.#phone = phone;
    this.#elements = elements;
  }

  async click(request: GestureRequest): Promise<void> {
    this.#phone.touch.tap(this.#point(request));
    await this.#phone.clock.pause(tapSettleMs);
  }

  async doubleClick(request: GestureRequest): Promise<void> {
    const point = this.#point(request);
    this.#phone.touch.tap(point);
    await this.#phone.clock.pause(doubleTapGapMs);
    this.#phone.touch.tap(point);
    await this.#phone.clock.pause(tapSettleMs);
  }

  async longClick(request: GestureRequest): Promise<void> {
    const point = this.#point(request);
    await this.#phone.clock.pause(request.duration ?? defaultLongPressMs);
    this.#phone.touch.longPress(point);
  }

  async drag(request: GestureRequest): Promise<void> {
    const start = request.start ?? this.#point(request);
    const end = request.end;
    if (end === undefined) throw invalidArgument('The end point of a drag must be provided');
    await this.#move(start, end, request.speed ?? defaultSpeedPxPerSecond);
  }

  /** The finger moves in the given direction. */
  async swipe(request: GestureRequest): Promise<void> {
    const { from, to } = strokeOf(this.#area(request), directionOf(request), shareOf(request));
    await this.#move(from, to, request.speed ?? defaultSpeedPxPerSecond);
  }

  /** The content is scrolled in the given direction. Returns whether it can be scrolled further. */
  async scroll(request: GestureRequest): Promise<boolean> {
    const direction = directionOf(request);
    const area = this.#area(request);
    const { from, to } = strokeOf(area, opposite[direction], shareOf(request));
    await this.#phone.clock.pause(scrollSettleMs);
    if (from.y !== to.y) this.#phone.touch.scrollAt(from, from.y - to.y);
    else this.#phone.touch.slideAt(from, from.x - to.x);
    return this.#canScroll(area, direction);
  }

  /** A scroll that keeps running; returns whether it can go further. */
  async fling(request: GestureRequest): Promise<boolean> {
    const direction = directionOf(request);
    const area = this.#area(request);
    const { from, to } = strokeOf(area, opposite[direction], 1);
    await this.#phone.clock.pause(scrollSettleMs);
    if (from.y !== to.y) this.#phone.touch.scrollAt(from, 2 * (from.y - to.y));
    return this.#canScroll(area, direction);
  }

  async #move(from: Point, to: Point, speedPxPerSecond: number): Promise<void> {
    const durationMs = (Math.hypot(to.x - from.x, to.y - from.y) / speedPxPerSecond) * 1000;
    await this.#phone.clock.pause(durationMs);
    this.#phone.touch.swipe(from, to, durationMs);
  }

  #element(request: GestureRequest): VisibleNode | undefined {
    const id = elementIdOf(request.origin);
    return id === undefined ? undefined : this.#elements.resolve(id);
  }

  #point(request: GestureRequest): Point {
    const element = this.#element(request);
    const { offset } = request;
    if (element === undefined) {
      if (offset === undefined) throw invalidArgument('Offset coordinates must be provided if no element is set');
      return offset;
    }
    if (offset === undefined) return centreOf(element);
    return { x: element.visible[0] + offset.x, y: element.visible[1] + offset.y };
  }

  #area(request: GestureRequest): Rect {
    const element = this.#element(request);
    if (element !== undefined) return element.visible;
    const { area } = request;
    if (area === undefined) throw invalidArgument('Area coordinates must be provided if no element is set');
    return [area.left, area.top, area.left + area.width, area.top + area.height];
  }

  #canScroll(area: Rect, direction: Direction): boolean {
    if (direction === 'left' || direction === 'right') return false;
    const middle = { x: (area[0] + area[2]) / 2, y: (area[1] + area[3]) / 2 };
    return this.#phone.touch.canScrollAt(middle, direction === 'down' ? 1 : -1);
  }
}

function directionOf(request: GestureRequest): Direction {
  const direction = String(request.direction).toLowerCase();
  if (!Object.hasOwn(opposite, direction)) {
    throw invalidArgument(`'${request.direction}' is not a direction: use up, down, left or right`);
  }
  return direction as Direction;
}

function shareOf(request: GestureRequest): number {
  const share = request.percent ?? 1;
  if (!(share > 0 && share <= 1)) throw invalidArgument(`percent must be in (0, 1], got ${share}`);
  return share;
}

/** From the edge where the stroke starts, through the middle of the area. */
function strokeOf([left, top, right, bottom]: Rect, direction: Direction, share: number): { from: Point; to: Point } {
  const x = Math.round((left + right) / 2);
  const y = Math.round((top + bottom) / 2);
  const dx = Math.round((right - 1 - left) * share);
  const dy = Math.round((bottom - 1 - top) * share);
  switch (direction) {
    case 'up':
      return { from: { x, y: bottom - 1 }, to: { x, y: bottom - 1 - dy } };
    case 'down':
      return { from: { x, y: top }, to: { x, y: top + dy } };
    case 'left':
      return { from: { x: right - 1, y }, to: { x: right - 1 - dx, y } };
    case 'right':
      return { from: { x: left, y }, to: { x: left + dx, y } };
  }
}
