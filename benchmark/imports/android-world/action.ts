// Our actions in the words of AndroidWorld's JSON actions. Three of its ways decide what is here: `scroll` names where the
// content goes and starts in the middle, so the finger moves the other way; `swipe` follows the finger up and down but not
// sideways, so it is never used; `input_text` taps a point first and presses Enter behind the text, always.
import { type Action, type Point, type SizePx, toPixels } from '@farhand/shared';
import { z } from 'zod';

const pixel = z.int().nonnegative();
const place = { x: pixel, y: pixel };

export const worldActionSchema = z.discriminatedUnion('action_type', [
  z.strictObject({ action_type: z.literal('click'), ...place }),
  z.strictObject({ action_type: z.literal('double_tap'), ...place }),
  z.strictObject({ action_type: z.literal('long_press'), ...place }),
  z.strictObject({ action_type: z.literal('input_text'), ...place, text: z.string(), clear_text: z.boolean() }),
  z.strictObject({ action_type: z.literal('scroll'), direction: z.enum(['up', 'down', 'left', 'right']) }),
  z.strictObject({ action_type: z.literal('open_app'), app_name: z.string() }),
  z.strictObject({ action_type: z.literal('navigate_home') }),
  z.strictObject({ action_type: z.literal('navigate_back') }),
  z.strictObject({ action_type: z.literal('keyboard_enter') }),
  z.strictObject({ action_type: z.literal('wait') }),
  z.strictObject({ action_type: z.literal('answer'), text: z.string() }),
  z.strictObject({ action_type: z.literal('status'), goal_status: z.enum(['complete', 'infeasible']) }),
]);
export type WorldAction = z.infer<typeof worldActionSchema>;

/** What to send for one of ours, in order. Where nothing is sent, the model is told why in its next turn. */
export interface Converted {
  readonly send: readonly WorldAction[];
  /** Answer to a question: nobody is there to ask. */
  readonly reply?: string;
  readonly notice?: string;
}

export const unattendedReply = 'Nobody is here to answer: decide yourself.';

/** `field`: where text without a point of its own goes, usually the last point tapped. */
export function toWorldActions(action: Action, display: SizePx, field: Point | undefined): Converted {
  const at = (point: Point): { x: number; y: number } => {
    const { x, y } = toPixels(point, display);
    return { x, y };
  };
  switch (action.action) {
    case 'CLICK':
      return { send: [{ action_type: 'click', ...at(action.point) }] };
    case 'DOUBLE_CLICK':
      return { send: [{ action_type: 'double_tap', ...at(action.point) }] };
    case 'LONGPRESS':
      return { send: [{ action_type: 'long_press', ...at(action.point) }] };
    case 'TYPE': {
      const point = action.point ?? field;
      if (!point) return { send: [], notice: 'Nothing was typed: TYPE needs the point of the field here.' };
      const { value: text, clear: clear_text = true } = action;
      return { send: [{ action_type: 'input_text', text, clear_text, ...at(point) }] };
    }
    case 'SLIDE':
      return { send: [{ action_type: 'scroll', direction: scrollDirection(action.point1, action.point2, display) }] };
    case 'AWAKE':
      return { send: [{ action_type: 'open_app', app_name: action.value }] };
    case 'WAIT':
      return { send: [{ action_type: 'wait' }] };
    case 'BACK':
      return { send: [{ action_type: 'navigate_back' }] };
    case 'HOME':
      return { send: [{ action_type: 'navigate_home' }] };
    case 'HOT_KEY':
      return hotKey(action.key);
    case 'INFO':
      return { send: [], reply: unattendedReply };
    case 'COMPLETE': {
      const answer = action.return.trim();
      const status: WorldAction = { action_type: 'status', goal_status: 'complete' };
      return { send: answer === '' ? [status] : [{ action_type: 'answer', text: answer }, status] };
    }
    case 'ABORT':
      return { send: [{ action_type: 'status', goal_status: 'infeasible' }] };
  }
}

/** By the finger's main axis in pixels: a finger that goes up scrolls down, one that goes left scrolls right. */
function scrollDirection(from: Point, to: Point, { widthPx, heightPx }: SizePx): 'up' | 'down' | 'left' | 'right' {
  const dx = (to[0] - from[0]) * widthPx;
  const dy = (to[1] - from[1]) * heightPx;
  if (Math.abs(dx) > Math.abs(dy)) return dx < 0 ? 'right' : 'left';
  return dy < 0 ? 'down' : 'up';
}

function hotKey(key: Extract<Action, { action: 'HOT_KEY' }>['key']): Converted {
  if (key === 'back') return { send: [{ action_type: 'navigate_back' }] };
  if (key === 'home') return { send: [{ action_type: 'navigate_home' }] };
  if (key === 'enter') return { send: [{ action_type: 'keyboard_enter' }] };
  return { send: [], notice: `Nothing was pressed: the key ${key} does not exist here.` };
}
