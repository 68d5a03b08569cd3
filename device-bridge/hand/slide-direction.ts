// Which way a slide goes, as far as it matters to who remembers slides and not their points.
import type { Action } from '@farhand/shared';

export type SlideDirection = 'up' | 'down' | 'left' | 'right';

/** Of the finger: a list follows it, so that "up" shows what is further down. */
export function directionOf({ point1, point2 }: Extract<Action, { action: 'SLIDE' }>): SlideDirection {
  const [dx, dy] = [point2[0] - point1[0], point2[1] - point1[1]];
  if (Math.abs(dx) > Math.abs(dy)) return dx > 0 ? 'right' : 'left';
  return dy > 0 ? 'down' : 'up';
}
