// AITZ (Android in the Zoo, CoAT): a JSON array of steps per episode. What surprises: lists and points are JSON inside
// strings; points are [y, x] in shares of the screen, [-1, -1] for none; elements are [y, x, height, width] in pixels; the
// type of an action is a number of Android in the Wild, and the words of coat_action_desc say what was really meant.
import { languageOf } from '@farhand/shared';
import { z } from 'zod';
import { type Box, type StaticItem, toBox } from '../static/item.js';
import { nothing, type Parsed, type Rejected } from './imported.js';
import type { SizeOfPicture } from './screenspot.js';

/** Where no element holds the point: this much around it is right, in thousandths. Android in the Wild: 0.14 of the screen. */
const reachThousandths = 70;
/** Touch and lift this close together are a tap (Android in the Wild). */
const tapShare = 0.04;
const codes = { type: 3, gesture: 4, back: 5, home: 6, enter: 7, complete: 10, impossible: 11 } as const;

/** JSON that may stand in a string of its own. */
function nested<T extends z.ZodType>(inner: T) {
  return z.preprocess((value) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }, inner);
}

const pair = nested(z.tuple([z.number(), z.number()]));
const rectangles = nested(z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])));
const stepSchema = z.object({
  episode_id: z.union([z.string(), z.number()]).transform(String),
  step_id: z.coerce.number().int().nonnegative(),
  instruction: z.string().min(1),
  ui_positions: rectangles.default([]),
  result_action_type: z.coerce.number().int(),
  result_action_text: z.string().nullish(),
  result_touch_yx: pair,
  result_lift_yx: pair,
  image_path: z.string().min(1),
  coat_action_desc: z.string().default(''),
});
type Step = z.infer<typeof stepSchema>;

export async function importAitz(rows: readonly unknown[], sizeOfPicture: SizeOfPicture): Promise<Parsed> {
  const items: StaticItem[] = [];
  const rejected: Rejected[] = [];
  const history = new Map<string, string[]>();
  for (const [index, candidate] of rows.entries()) {
    const line = index + 1;
    const parsed = stepSchema.safeParse(candidate);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      rejected.push({ line, why: `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not valid'}` });
      continue;
    }
    const step = parsed.data;
    const before = history.get(step.episode_id) ?? [];
    history.set(step.episode_id, [...before, step.coat_action_desc]);
    const sizePx = await sizeOfPicture(step.image_path);
    const label = sizePx ? labelOf(step, sizePx) : `its picture ${step.image_path} is not there`;
    if (typeof label === 'string' || !sizePx) rejected.push({ line, why: String(label) });
    else items.push(toItem(step, before, sizePx, label));
  }
  return { ...nothing, items, rejected };
}

function toItem(
  step: Step,
  before: readonly string[],
  sizePx: StaticItem['sizePx'],
  label: StaticItem['label'],
): StaticItem {
  return {
    id: `aitz-${step.episode_id}-${step.step_id}`,
    suite: 'aitz',
    instruction: step.instruction,
    language: languageOf(step.instruction),
    history: before.map((explain) => ({ explain })),
    picture: step.image_path,
    sizePx,
    groups: {},
    label,
  };
}

function labelOf(step: Step, sizePx: StaticItem['sizePx']): StaticItem['label'] | string {
  switch (step.result_action_type) {
    case codes.type:
      return { type: 'TYPE', text: step.result_action_text ?? '' };
    case codes.gesture:
      return gestureOf(step, sizePx);
    case codes.back:
      return { type: 'BACK' };
    case codes.home:
      return { type: 'HOME' };
    case codes.enter:
      return { type: 'ENTER' };
    case codes.complete:
      return { type: 'COMPLETE' };
    case codes.impossible:
      return { type: 'ABORT' };
    default:
      return `its result_action_type ${step.result_action_type} is unknown`;
  }
}

/** `scroll up` shows what is further up, so the finger goes down. */
const fingerWays: Readonly<Record<string, readonly [number, number]>> = {
  up: [0, 1],
  down: [0, -1],
  left: [1, 0],
  right: [-1, 0],
};

function gestureOf(step: Step, sizePx: StaticItem['sizePx']): StaticItem['label'] | string {
  const [touchY, touchX] = step.result_touch_yx;
  const [liftY, liftX] = step.result_lift_yx;
  const said = /\b(?:scroll|swipe)\w*\b.*?\b(up|down|left|right)\b/i.exec(step.coat_action_desc)?.[1]?.toLowerCase();
  const isNone = touchX < 0 || touchY < 0;
  if (isNone && said === undefined) return 'its touch is [-1, -1], and its words name no direction';
  const way = [(liftX - touchX) * sizePx.widthPx, (liftY - touchY) * sizePx.heightPx] as const;
  const isTap = !isNone && Math.hypot(liftX - touchX, liftY - touchY) <= tapShare;
  if (!isNone && !isTap) return { type: 'SLIDE', direction: [way[0], way[1]] };
  if (said !== undefined) return { type: 'SLIDE', direction: [...(fingerWays[said] ?? [0, -1])] as [number, number] };
  if (touchX > 1 || touchY > 1) return `its touch [${touchY}, ${touchX}] is no share of the screen`;
  return { type: 'CLICK', boxes: [boxAround(touchX, touchY, step.ui_positions, sizePx)] };
}

/** The smallest element that holds the point, or the reach around it. */
function boxAround(x: number, y: number, elements: Step['ui_positions'], sizePx: StaticItem['sizePx']): Box {
  const [px, py] = [x * sizePx.widthPx, y * sizePx.heightPx];
  const holding = elements
    .map(([top, left, height, width]) => ({
      left,
      top,
      right: left + width,
      bottom: top + height,
      area: width * height,
    }))
    .filter(({ left, top, right, bottom, area }) => area > 0 && px >= left && px <= right && py >= top && py <= bottom)
    .sort((a, b) => a.area - b.area)[0];
  if (holding) return toBox([holding.left, holding.top, holding.right, holding.bottom], sizePx);
  return reachAround(x * 1000, y * 1000);
}

/** A square around a point of which no element is known. Thousandths. */
export function reachAround(x: number, y: number): Box {
  const keep = (value: number): number => Math.min(1000, Math.max(0, value));
  return [
    keep(x - reachThousandths),
    keep(y - reachThousandths),
    keep(x + reachThousandths),
    keep(y + reachThousandths),
  ];
}
