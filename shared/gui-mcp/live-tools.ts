// The tools for people, not for models: watching a phone, and driving it by hand during a takeover. What they bring goes to
// the page of the person who asked and nowhere else.
import { z } from 'zod';
import { pointSchema } from '../hand/action.js';
import { deviceId, point, privacyLevel, tool } from './tool-definition.js';

/** Why a view shows less than the screen. */
export const viewReasons = ['level', 'owners', 'dark', 'moving', 'takeover', 'elsewhere'] as const;
export type ViewReason = (typeof viewReasons)[number];

export const viewSchema = z.object({
  mark: z.string().describe('Equal exactly when the view is equal'),
  still: z.boolean().optional().describe('Nothing has changed since the view that was named; only the mark is told'),
  shows: z.enum(['picture', 'words', 'nothing']),
  because: z
    .enum(viewReasons)
    .optional()
    .describe(
      "level: the privacy level. owners: the screen is its owner's alone. dark: no picture can be taken. moving: what is " +
        'to be painted over moves. takeover: a person has the phone. elsewhere: the person drives it from another page',
    ),
  lines: z
    .array(z.strictObject({ text: z.string(), point: pointSchema, tappable: z.boolean() }))
    .optional()
    .describe('What the screen says, where no picture may leave the bridge or can be taken'),
  app: z.string().optional(),
  width: z.int().describe('Of the display, in pixels'),
  height: z.int(),
});
export type View = z.infer<typeof viewSchema>;

const personsActs = ['tap', 'long_press', 'swipe', 'type', 'key'] as const;
const personsKeys = ['back', 'home', 'enter', 'delete', 'recents'] as const;
export type PersonsKey = (typeof personsKeys)[number];

const swipeMs = z.int().min(50).max(5000).optional();
const typed = z.string().min(1).max(2000);
const key = z.enum(personsKeys);

/** What a person does on the phone: what it is and what goes with it. */
export const personsActSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('tap'), point: pointSchema }),
  z.strictObject({ act: z.literal('long_press'), point: pointSchema }),
  z.strictObject({
    act: z.literal('swipe'),
    point: pointSchema,
    point2: pointSchema,
    duration_ms: swipeMs,
  }),
  z.strictObject({ act: z.literal('type'), text: typed }),
  z.strictObject({ act: z.literal('key'), key }),
]);
export type PersonsAct = z.infer<typeof personsActSchema>;

const hold = z.string().min(1).max(100);

export const liveTools = {
  watch_screen: tool(
    'For a person who watches: the screen as soon as it is another one than that of a mark, as the privacy level lets it out',
    true,
    z.strictObject({
      device_id: deviceId,
      privacy_level: privacyLevel,
      after: z.string().max(100).optional().describe('The mark of the view that the watcher has'),
      max_edge: z.int().min(64).max(2400).optional().describe('Longest edge in pixels; defaults to 960'),
      wait_ms: z.int().min(0).max(30_000).optional().describe('For the screen to change; defaults to 5000'),
      hold: hold.optional().describe('Of the person who drives the phone; nobody else sees it meanwhile'),
    }),
    viewSchema,
  ),
  take_over: tool(
    'A person takes the phone into their hands from afar: what runs on it stops and waits for them',
    false,
    z.strictObject({ device_id: deviceId, by: z.string().min(1).max(200).describe('Who, for the record') }),
    z.object({ device_id: z.string(), hold: z.string().describe('Names the person in watch_screen and drive') }),
  ),
  drive: tool(
    'The person who took a phone over does something on it; the gate is not asked and nothing is kept of what was typed',
    false,
    z.strictObject({
      device_id: deviceId,
      hold,
      act: z.enum(personsActs),
      point: point.optional(),
      point2: point.optional().describe('Where a swipe ends'),
      duration_ms: swipeMs,
      text: typed.optional(),
      key: key.optional(),
    }),
    z.object({ executed: z.boolean() }),
  ),
} as const;
