// Looks in a list for the entry that was made of some fields: in its row, else on the page that the row opens.
import { type FormField, formNames, isKeyField } from '@farhand/shared';
import type { Observation } from '../../../phone/phone.js';
import type { Sight } from '../../decider.js';
import { saysValue, textsOn } from '../../reading/form.js';
import { saysEmpty } from '../../reading/notices.js';
import { findRows, openerOf, type Row } from '../../reading/rows.js';
import { findSearchField } from '../../reading/search-entry.js';
import { foldText } from '../../reading/texts.js';
import { type Brief, type Skill, tap, type } from '../skill.js';
import { backUntil, scrollTo } from './find-way.js';

/** Entries of one name that are looked into. */
const mostOpened = 3;
const pagesOfOne = 2;
const listPages = 8;

export interface Saved {
  readonly sight: Sight;
  /** Fields that nothing shows of it. */
  readonly unseen: readonly FormField[];
}

/** The entry that shows most of the fields, or nothing when none goes by its name; `sight` is where the look ended. */
export function* findSaved(
  brief: Brief,
  list: Sight,
  what: string,
  fields: readonly FormField[],
): Skill<{ readonly saved: Saved | undefined; readonly sight: Sight }> {
  const key = keyOf(what, fields);
  let now = yield* searchByName(brief, list, key);
  let best: Saved | undefined;
  const seen = new Set<string>();
  while (seen.size < mostOpened) {
    const find = (screen: Observation) => rowsOf(screen, key).find((row) => !seen.has(row.lines.join('\n')));
    const place = yield* scrollTo(brief, now, find, saysEmpty(now.screen.tree) ? 0 : listPages);
    if (!place) break;
    const { found: row } = place;
    seen.add(row.lines.join('\n'));
    now = place.sight;
    const inRow = fields.filter(({ value }) => !saysValue(row.lines, value));
    if (!best || inRow.length < best.unseen.length) best = { sight: now, unseen: inRow };
    if (inRow.length === 0) break;
    const page = yield* lookInto(brief, now, row, inRow);
    if (!page) continue;
    if (page.unseen.length < best.unseen.length) best = page;
    if (page.unseen.length === 0) return { saved: best, sight: page.sight };
    now = yield* backUntil(brief, page.sight, (screen) => rowsOf(screen, key).length > 0, 1);
  }
  return { saved: best, sight: now };
}

/** The field that tells such entries apart: a name, else the first of all. */
function keyOf(what: string, fields: readonly FormField[]): FormField {
  return fields.find(({ name }) => isKeyField(what, name)) ?? (fields[0] as FormField);
}

function* searchByName(brief: Brief, list: Sight, key: FormField): Skill<Sight> {
  const { value } = key;
  const field = findSearchField(list.screen.tree, list.screen.sizePx);
  if (!field) return list;
  const until = (screen: Observation) => saysEmpty(screen.tree) || rowsOf(screen, key).length > 0;
  return yield* type(list, field, value, false, brief.say(`查找${value}`, `Look for ${value}`), {
    until,
    limitMs: 2500,
  });
}

/** Rows with a line, or a part of one, that says exactly this name; an address may go on. */
function rowsOf(screen: Observation, { name, value }: FormField): Row[] {
  const wanted = foldText(value);
  const isName = formNames(name).includes('full name');
  const says = (line: string) => {
    if (!isName) return foldText(line).includes(wanted);
    return [line, ...line.split(/[\s·|｜,，、]+/)].some((part) => foldText(part) === wanted);
  };
  return findRows(screen, { fewest: 1 }).filter(({ lines }) => lines.some(says));
}

function* lookInto(brief: Brief, sight: Sight, row: Row, wanted: readonly FormField[]): Skill<Saved | undefined> {
  const until = (screen: Observation) => screen.frameId !== sight.screen.frameId;
  const name = row.lines[0] ?? '';
  const explain = brief.say(`打开“${name}”`, `Open "${name}"`);
  const page = yield* tap(sight, openerOf(row), explain, { until, limitMs: 2500 });
  if (!until(page.screen)) return undefined;
  let unseen = wanted;
  const look = (screen: Observation): true | undefined => {
    unseen = unseen.filter(({ value }) => !saysValue(textsOn(screen), value));
    return unseen.length === 0 ? true : undefined;
  };
  const end = yield* scrollTo(brief, page, look, pagesOfOne);
  return { sight: end?.sight ?? page, unseen };
}
