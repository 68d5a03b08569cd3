// Reads the first entries of a list for people, over as many pages as it takes.
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

/** Each entry as one line, in the order shown, at most eight; its price stands in it wherever the app shows it. */
export function* readList(brief: Brief, sight: Sight, read: (screen: Observation) => readonly Row[]): Skill<string[]> {
  const found: (readonly string[])[] = [];
  let now = sight;
  for (let page = 0; page < pages; page++) {
    for (const { lines } of read(now.screen)) keep(found, [...new Set(lines)]);
    if (found.length >= longest || saysEnd(now.screen.tree)) break;
    const list = containers(now.screen.tree, now.screen.sizePx.heightPx).at(-1);
    if (!list) break;
    const before = now.screen.frameId;
    now = yield* turnPage(now, list, true, brief.say('往下翻看更多结果', 'Scroll on through the results'));
    if (now.screen.frameId === before) break;
  }
  return found.slice(0, longest).map((lines) => shortened(lines).join(' · '));
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
