// Reads the first entries of a list for people, over as many pages as it takes.
import type { Observation } from '../../../phone/phone.js';
import type { Sight } from '../../decider.js';
import { containers } from '../../reading/nodes.js';
import { saysEnd } from '../../reading/notices.js';
import type { Row } from '../../reading/rows.js';
import { type Brief, type Skill, turnPage } from '../skill.js';

const longest = 8;
const pages = 3;
const linesPerEntry = 6;

/** Each entry as one line, in the order shown, at most eight. */
export function* readList(brief: Brief, sight: Sight, read: (screen: Observation) => readonly Row[]): Skill<string[]> {
  const found = new Set<string>();
  let now = sight;
  for (let page = 0; page < pages; page++) {
    for (const { lines } of read(now.screen)) found.add([...new Set(lines)].slice(0, linesPerEntry).join(' · '));
    if (found.size >= longest || saysEnd(now.screen.tree)) break;
    const list = containers(now.screen.tree, now.screen.sizePx.heightPx).at(-1);
    if (!list) break;
    const before = now.screen.frameId;
    now = yield* turnPage(now, list, true, brief.say('往下翻看更多结果', 'Scroll on through the results'));
    if (now.screen.frameId === before) break;
  }
  return [...found].slice(0, longest);
}
