// Reads the entries of a list for people, over as many pages as it takes.
import type { Observation } from '../../../phone/phone.js';
import type { Sight } from '../../decider.js';
import { readAmounts } from '../../reading/amounts.js';
import { containers } from '../../reading/nodes.js';
import { saysEnd } from '../../reading/notices.js';
import type { Row } from '../../reading/rows.js';
import { type Brief, type Skill, turnPage } from '../skill.js';

const longest = 8;
const pages = 3;
const linesPerEntry = 6;
/** Of a list that is read to its end. */
const mostPages = 16;
const mostEntries = 120;

type Read = (screen: Observation) => readonly Row[];

/** Each entry as one line, in the order shown, at most eight; its price stands in it wherever the app shows it. */
export function* readList(brief: Brief, sight: Sight, read: Read): Skill<string[]> {
  const { entries } = yield* gather(brief, sight, read, { pages, entries: longest });
  return entries.slice(0, longest).map((lines) => shortened(lines).join(' · '));
}

export interface Gathered {
  readonly sight: Sight;
  /** The lines of each entry, in the order shown. */
  readonly entries: readonly (readonly string[])[];
  /** The end of the list was seen. */
  readonly isWhole: boolean;
}

/** Every entry of the list. */
export function* readWholeList(brief: Brief, sight: Sight, read: Read): Skill<Gathered> {
  return yield* gather(brief, sight, read, { pages: mostPages, entries: mostEntries });
}

function* gather(
  brief: Brief,
  sight: Sight,
  read: Read,
  most: { readonly pages: number; readonly entries: number },
): Skill<Gathered> {
  const entries: (readonly string[])[] = [];
  let now = sight;
  let isWhole = false;
  for (let page = 0; page < most.pages && !isWhole; page++) {
    for (const { lines } of read(now.screen)) keep(entries, [...new Set(lines)]);
    if (entries.length >= most.entries) break;
    const list = containers(now.screen.tree, now.screen.sizePx.heightPx).at(-1);
    isWhole = saysEnd(now.screen.tree) || !list;
    if (isWhole || !list || page === most.pages - 1) break;
    const before = now.screen.frameId;
    now = yield* turnPage(now, list, true, brief.say('往下翻看更多结果', 'Scroll on through the results'));
    isWhole = now.screen.frameId === before;
  }
  return { sight: now, entries, isWhole };
}

/** The edge of the list may cut an entry off: the whole of it, seen on another page, takes the place of the part. */
function keep(found: (readonly string[])[], entry: readonly string[]): void {
  const holds = (whole: readonly string[], part: readonly string[]) => part.every((line) => whole.includes(line));
  if (found.some((known) => holds(known, entry))) return;
  const part = found.findIndex((known) => holds(entry, known));
  if (part < 0) found.push(entry);
  else found[part] = entry;
}

function shortened(lines: readonly string[]): readonly string[] {
  const price = lines.find((line) => readAmounts(line).some(({ role }) => role === 'price' || role === 'final'));
  const first = lines.slice(0, linesPerEntry);
  return price === undefined || first.includes(price) ? first : [...first.slice(0, -1), price];
}
