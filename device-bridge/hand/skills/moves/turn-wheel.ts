// Turns one wheel of a picker to a value: taps it where it can be seen, pulls the column where it cannot, and looks after
// each move which value is chosen.
import { toModelPoint } from '@farhand/shared';
import type { Sight } from '../../decider.js';
import { centreOf, heightPx } from '../../reading/nodes.js';
import { findWheels, numberOf, type Wheel } from '../../reading/wheels.js';
import { type Skill, tap } from '../skill.js';

const moveLimit = 12;
/** A pull stays this far from the ends of the display. */
const marginShare = 0.1;
const pullPxPerMs = 1.5;

export interface WheelGoal {
  /** Of the wheels from left to right. */
  readonly index: number;
  readonly isWanted: (label: string) => boolean;
  /** For numbers: which way to turn, and how far. */
  readonly number?: number;
  readonly explain: string;
}

/** The sight with the wheel at its value, or nothing when it did not get there. */
export function* turnWheel(sight: Sight, goal: WheelGoal): Skill<Sight | undefined> {
  let now = sight;
  let down = true;
  let seen = '';
  for (let move = 0; move < moveLimit; move++) {
    const wheel = findWheels(now.screen)[goal.index];
    if (!wheel) return undefined;
    if (wheel.current !== undefined && goal.isWanted(wheel.current)) return now;
    const value = wheel.values.find(({ label }) => goal.isWanted(label));
    const shown = wheel.values.map(({ label }) => label).join('|');
    if (value?.node.clickable && !value.node.editable && seen !== `tapped ${shown}`) {
      seen = `tapped ${shown}`;
      now = yield* tap(now, value.node, goal.explain);
      continue;
    }
    // At the end of the column, and the value is not there: the other way.
    if (seen === shown) down = !down;
    seen = shown;
    now = yield* pull(now, wheel, rowsTo(wheel, goal, down), goal.explain);
  }
  return undefined;
}

/** How many rows the column has to move up (or, negative, down). */
function rowsTo(wheel: Wheel, goal: WheelGoal, down: boolean): number {
  const place = wheel.values.findIndex(({ label }) => goal.isWanted(label));
  const chosen = wheel.values.findIndex(({ label }) => label === wheel.current);
  if (place >= 0 && chosen >= 0) return place - chosen;
  const first = numberOf(wheel.values[0]?.label);
  const last = numberOf(wheel.values.at(-1)?.label);
  const { number } = goal;
  const page = wheel.values.length - 1;
  if (number === undefined || first === undefined || last === undefined) return down ? page : -page;
  // The step between neighbours: minutes may go by fives.
  const second = numberOf(wheel.values[1]?.label) ?? first + 1;
  const step = Math.max(1, Math.abs(second - first));
  if (number > last) return Math.max(1, Math.round((number - last) / step)) + Math.floor(page / 2);
  if (number < first) return -Math.max(1, Math.round((first - number) / step)) - Math.floor(page / 2);
  return down ? page : -page;
}

/** A pull begins inside the column and may end outside it. */
function* pull(sight: Sight, wheel: Wheel, rows: number, explain: string): Skill<Sight> {
  const { sizePx } = sight.screen;
  const { bounds } = wheel.node;
  const { x } = centreOf(bounds);
  const rowPx = wheel.values[0] ? heightPx(wheel.values[Math.floor(wheel.values.length / 2)]?.node ?? wheel.node) : 0;
  const startY = rows > 0 ? bounds.bottom - rowPx / 2 : bounds.top + rowPx / 2;
  const least = sizePx.heightPx * marginShare;
  const most = sizePx.heightPx * (1 - marginShare / 2);
  const endY = Math.min(most, Math.max(least, startY - rows * rowPx));
  const durationMs = Math.max(300, Math.round(Math.abs(endY - startY) / pullPxPerMs));
  const point1 = toModelPoint({ x, y: Math.round(startY) }, sizePx);
  const point2 = toModelPoint({ x, y: Math.round(endY) }, sizePx);
  return yield { action: { action: 'SLIDE', point1, point2, durationMs }, explain };
}
