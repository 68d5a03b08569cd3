// One labelled screen: what is asked, what has been done, a picture, and the action that comes next. One shape for sets
// that are generated from the virtual phone and for sets that are imported.
import { actionSchema, parseStrict } from '@farhand/shared';
import { z } from 'zod';

/** Thousandths of the picture per axis; all four edges belong to the box. */
export const boxSchema = z.tuple([
  z.number().min(0).max(1000),
  z.number().min(0).max(1000),
  z.number().min(0).max(1000),
  z.number().min(0).max(1000),
]);
export type Box = z.infer<typeof boxSchema>;

const boxes = z.array(boxSchema).min(1).describe('[left, top, right, bottom]; a point in any of them is right');
const bare = ['WAIT', 'COMPLETE', 'ABORT', 'BACK', 'HOME', 'ENTER', 'REFUSE'] as const;

/** What the next action must be. REFUSE: nothing on the screen is what is asked for, and saying so is right. */
export const labelSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('CLICK'), boxes }),
  z.strictObject({ type: z.literal('LONGPRESS'), boxes }),
  z.strictObject({ type: z.literal('AWAKE'), app: z.string().min(1) }),
  z.strictObject({ type: z.literal('TYPE'), text: z.string() }),
  z.strictObject({ type: z.literal('INFO'), question: z.string() }),
  z.strictObject({
    type: z.literal('SLIDE'),
    direction: z.tuple([z.number(), z.number()]).describe('Way of the finger, x to the right and y down; any length'),
  }),
  ...bare.map((type) => z.strictObject({ type: z.literal(type) })),
]);
export type Label = z.infer<typeof labelSchema>;
export type LabelType = Label['type'];

export const staticItemSchema = z.strictObject({
  id: z.string().min(1),
  suite: z.string().min(1),
  instruction: z.string().min(1),
  language: z.enum(['zh', 'en']),
  /** Steps before this one, oldest first, in words and as actions where those are known. */
  history: z.array(z.strictObject({ explain: z.string(), action: actionSchema.optional() })),
  picture: z.string().min(1).describe('File, relative to the set'),
  sizePx: z.strictObject({ widthPx: z.int().positive(), heightPx: z.int().positive() }),
  tree: z.string().optional().describe('File of the page source, relative to the set'),
  app: z.string().optional().describe('Package or name of the app in front'),
  /** Accuracy is told apart by these, such as ui_type or application. */
  groups: z.record(z.string(), z.string()),
  label: labelSchema,
});
export type StaticItem = z.infer<typeof staticItemSchema>;

/** Throws INPUT_INVALID naming the item. */
export function parseItem(candidate: unknown, what: string): StaticItem {
  return parseStrict(staticItemSchema, candidate, 'INPUT_INVALID', what);
}

/** Pixels of a picture as thousandths, cut off at its edges and rounded to a thousandth of them. */
export function toBox(
  [left, top, right, bottom]: readonly [number, number, number, number],
  { widthPx, heightPx }: StaticItem['sizePx'],
): Box {
  const share = (value: number, size: number): number =>
    Math.min(1000, Math.max(0, Math.round((value / size) * 1_000_000) / 1000));
  return [share(left, widthPx), share(top, heightPx), share(right, widthPx), share(bottom, heightPx)];
}
