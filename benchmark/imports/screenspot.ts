// ScreenSpot, versions 2 and Pro: JSON arrays of { img_filename, bbox, instruction, ... }, boxes in pixels. Two copies are
// about: boxes as two corners, and (older ones) as corner and size. Which it is shows in the file; where it does not, it
// has to be said, for a wrong guess would score everything wrong in silence.
import { FarhandError, languageOf } from '@farhand/shared';
import { z } from 'zod';
import { type StaticItem, toBox } from '../static/item.js';
import { type ImportOptions, nothing, type Parsed, type Rejected } from './imported.js';

const four = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const rowSchema = z.object({
  img_filename: z.string().min(1),
  /** Absent in rows whose right answer is that nothing fits. */
  bbox: four.optional(),
  instruction: z.string().min(1),
  id: z.string().optional(),
  application: z.string().optional(),
  platform: z.string().optional(),
  img_size: z.tuple([z.int().positive(), z.int().positive()]).optional(),
  ui_type: z.enum(['text', 'icon']).optional(),
  /** The names of version 2. */
  data_type: z.enum(['text', 'icon']).optional(),
  data_source: z.string().optional(),
  group: z.string().optional(),
  gt_type: z.enum(['positive', 'negative']).optional(),
});
type Row = z.infer<typeof rowSchema>;
type BoxForm = NonNullable<ImportOptions['boxes']>;

export type SizeOfPicture = (file: string) => Promise<StaticItem['sizePx'] | undefined>;

/** Throws CONFIG_INVALID when the file does not tell how its boxes are written and `options.boxes` does not either. */
export async function importScreenSpot(
  rows: readonly unknown[],
  options: Pick<ImportOptions, 'boxes'>,
  sizeOfPicture: SizeOfPicture,
): Promise<Parsed> {
  const rejected: Rejected[] = [];
  const read: { line: number; row: Row; sizePx: StaticItem['sizePx'] }[] = [];
  for (const [index, candidate] of rows.entries()) {
    const line = index + 1;
    const parsed = rowSchema.safeParse(candidate);
    const sizePx = parsed.success ? await sizeOf(parsed.data, sizeOfPicture) : undefined;
    if (!parsed.success) rejected.push({ line, why: issueOf(parsed.error) });
    else if (!sizePx) rejected.push({ line, why: `it has no img_size, and ${parsed.data.img_filename} is not there` });
    else read.push({ line, row: parsed.data, sizePx });
  }
  const form = options.boxes ?? formOf(read);
  const items: StaticItem[] = [];
  for (const { line, row, sizePx } of read) {
    const item = toItem(row, sizePx, form, line);
    if (typeof item === 'string') rejected.push({ line, why: item });
    else items.push(item);
  }
  rejected.sort((a, b) => a.line - b.line);
  return { ...nothing, items, rejected };
}

async function sizeOf(row: Row, sizeOfPicture: SizeOfPicture): Promise<StaticItem['sizePx'] | undefined> {
  if (!row.img_size) return sizeOfPicture(row.img_filename);
  return { widthPx: row.img_size[0], heightPx: row.img_size[1] };
}

/** A box whose second pair is left of or above the first cannot be corners; one that reaches off the picture, no size. */
function formOf(rows: readonly { readonly row: Row; readonly sizePx: StaticItem['sizePx'] }[]): BoxForm {
  let isCorners = true;
  let isSize = true;
  for (const { row, sizePx } of rows) {
    if (!row.bbox) continue;
    const [a, b, c, d] = row.bbox;
    if (c < a || d < b) isCorners = false;
    if (a + c > sizePx.widthPx || b + d > sizePx.heightPx) isSize = false;
  }
  if (isCorners !== isSize) return isCorners ? 'corners' : 'size';
  if (rows.every(({ row }) => !row.bbox)) return 'corners';
  const message = isCorners
    ? 'The boxes of this ScreenSpot file can be read as two corners and as corner and size'
    : 'The boxes of this ScreenSpot file are neither all corners nor all corner and size';
  throw new FarhandError('CONFIG_INVALID', message, { hint: 'Say which: --boxes corners, or --boxes size.' });
}

function toItem(row: Row, sizePx: StaticItem['sizePx'], form: BoxForm, line: number): StaticItem | string {
  const label = labelOf(row, sizePx, form);
  if (typeof label === 'string') return label;
  const type = row.ui_type ?? row.data_type;
  const platform = row.platform ?? row.data_source;
  const groups = {
    ...(type && { ui_type: type }),
    ...(platform && { platform }),
    ...(row.application && { application: row.application }),
    ...(row.group && { group: row.group }),
  };
  return {
    id: `ss-${row.id ?? line}`,
    suite: 'screenspot',
    instruction: row.instruction,
    language: languageOf(row.instruction),
    history: [],
    picture: row.img_filename,
    sizePx,
    groups,
    label,
  };
}

function labelOf(row: Row, sizePx: StaticItem['sizePx'], form: BoxForm): StaticItem['label'] | string {
  if (!row.bbox || row.gt_type === 'negative') return { type: 'REFUSE' };
  const [a, b, c, d] = row.bbox;
  const corners = form === 'corners' ? row.bbox : ([a, b, a + c, b + d] as const);
  const [left, top, right, bottom] = corners;
  if (right <= left || bottom <= top) return `its bbox [${row.bbox.join(', ')}] has no area`;
  if (left >= sizePx.widthPx || top >= sizePx.heightPx) return `its bbox [${row.bbox.join(', ')}] is off the picture`;
  return { type: 'CLICK', boxes: [toBox(corners, sizePx)] };
}

function issueOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not valid'}`;
}
