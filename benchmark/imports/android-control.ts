// AndroidControl, converted once from its TFRecords: JSONL with one episode a line,
// { episode_id, goal, step_instructions[], screenshots[] (files), screenshot_widths[], screenshot_heights[], actions[], boxes?[] }.
// There is one screenshot more than there are actions: the last one shows the end, whose action is to stop.
import { languageOf } from '@farhand/shared';
import { z } from 'zod';
import type { StaticItem } from '../static/item.js';
import { toBox } from '../static/item.js';
import { reachAround } from './aitz.js';
import { type ImportOptions, nothing, type Parsed, type Rejected } from './imported.js';

const point = { x: z.number(), y: z.number() };
const actionSchema = z.discriminatedUnion('action_type', [
  z.object({ action_type: z.literal('click'), ...point }),
  z.object({ action_type: z.literal('long_press'), ...point }),
  z.object({ action_type: z.literal('scroll'), direction: z.enum(['up', 'down', 'left', 'right']) }),
  z.object({ action_type: z.literal('input_text'), text: z.string() }),
  z.object({ action_type: z.literal('open_app'), app_name: z.string().min(1) }),
  z.object({ action_type: z.literal('navigate_home') }),
  z.object({ action_type: z.literal('navigate_back') }),
  z.object({ action_type: z.literal('wait') }),
]);
type ControlAction = z.infer<typeof actionSchema>;

const episodeSchema = z.object({
  episode_id: z.union([z.string(), z.number()]).transform(String),
  goal: z.string().min(1),
  step_instructions: z.array(z.string()),
  screenshots: z.array(z.string().min(1)),
  screenshot_widths: z.array(z.int().positive()),
  screenshot_heights: z.array(z.int().positive()),
  actions: z.array(actionSchema),
  /** Pixels of the element that each action touched, where the converter found it in the accessibility tree. */
  boxes: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable()).optional(),
});
type Episode = z.infer<typeof episodeSchema>;

/** The direction names where the content goes on; the finger moves the other way. */
const fingerWays = { up: [0, 1], down: [0, -1], left: [1, 0], right: [-1, 0] } as const;

export function importAndroidControl(
  rows: readonly { readonly line: number; readonly value: unknown }[],
  { level = 'high' }: Pick<ImportOptions, 'level'>,
): Parsed {
  const items: StaticItem[] = [];
  const rejected: Rejected[] = [];
  for (const { line, value } of rows) {
    const parsed = episodeSchema.safeParse(value);
    const flaw = parsed.success ? flawOf(parsed.data) : parsed.error.issues[0];
    if (!parsed.success || flaw !== undefined) {
      const why = typeof flaw === 'string' ? flaw : `${flaw?.path.join('.') || 'it'}: ${flaw?.message ?? 'not valid'}`;
      rejected.push({ line, why });
    } else items.push(...itemsOf(parsed.data, level));
  }
  return { ...nothing, items, rejected };
}

function flawOf({
  actions,
  screenshots,
  screenshot_widths: widths,
  screenshot_heights: heights,
  boxes,
}: Episode): string | undefined {
  if (screenshots.length !== actions.length + 1) {
    return `it has ${screenshots.length} screenshots for ${actions.length} actions, not one more`;
  }
  if (widths.length !== screenshots.length || heights.length !== screenshots.length) {
    return `it has ${widths.length} widths and ${heights.length} heights for ${screenshots.length} screenshots`;
  }
  return boxes && boxes.length !== actions.length
    ? `it has ${boxes.length} boxes for ${actions.length} actions`
    : undefined;
}

function itemsOf(episode: Episode, level: 'high' | 'low'): StaticItem[] {
  const { goal, actions, screenshots, step_instructions: said } = episode;
  return screenshots.map((picture, index) => {
    const sizePx = {
      widthPx: episode.screenshot_widths[index] ?? 1,
      heightPx: episode.screenshot_heights[index] ?? 1,
    };
    const action = actions[index];
    const now = said[index];
    return {
      id: `ac-${episode.episode_id}-${index}`,
      suite: 'androidcontrol',
      instruction: level === 'low' && now !== undefined ? `${goal}\n${now}` : goal,
      language: languageOf(goal),
      history: actions.slice(0, index).map((done, step) => ({ explain: said[step] ?? done.action_type })),
      picture,
      sizePx,
      groups: { level },
      label: action ? labelOf(action, episode.boxes?.[index] ?? null, sizePx) : { type: 'COMPLETE' },
    };
  });
}

function labelOf(
  action: ControlAction,
  box: readonly [number, number, number, number] | null,
  sizePx: StaticItem['sizePx'],
): StaticItem['label'] {
  switch (action.action_type) {
    case 'click':
    case 'long_press': {
      const { x, y } = action;
      const around = reachAround((x / sizePx.widthPx) * 1000, (y / sizePx.heightPx) * 1000);
      return {
        type: action.action_type === 'click' ? 'CLICK' : 'LONGPRESS',
        boxes: [box ? toBox(box, sizePx) : around],
      };
    }
    case 'scroll':
      return { type: 'SLIDE', direction: [...fingerWays[action.direction]] };
    case 'input_text':
      return { type: 'TYPE', text: action.text };
    case 'open_app':
      return { type: 'AWAKE', app: action.app_name };
    case 'navigate_home':
      return { type: 'HOME' };
    case 'navigate_back':
      return { type: 'BACK' };
    case 'wait':
      return { type: 'WAIT' };
  }
}
