// Which entry of a list is meant by a title or a few words of it, and by whom it is. People leave out signs and small words,
// and retell a title; an author who fits makes a looser title certain enough.
import { compact } from './compact.js';
import type { Row } from './rows.js';

/** How well an entry fits; higher is better, 0 is not at all. */
type Fit = 0 | 1 | 2 | 3 | 4;

/** A title that is retold is at most so much longer than the words that were said. */
const retoldLength = 2.2;
const shortestRetold = 4;

/** The entries that fit best, in the order shown; several when nothing tells them apart. */
export function matchEntries(rows: readonly Row[], item: string, by: string): Row[] {
  const fitting = rows.filter(({ lines }) => by === '' || lines.some((line) => isBy(line, by)));
  const fits = fitting.map(({ lines }) => fitOf(lines, item, by !== ''));
  const best = Math.max(0, ...fits);
  return best === 0 ? [] : fitting.filter((_, index) => fits[index] === best);
}

/** Whether a line names the author: alone, or among other words. */
function isBy(line: string, by: string): boolean {
  return bare(line).includes(bare(by));
}

function fitOf(lines: readonly string[], item: string, isAuthorKnown: boolean): Fit {
  const wanted = bare(item);
  if (wanted === '') return isAuthorKnown ? 1 : 0;
  const said = lines.map(bare);
  if (said.includes(wanted)) return 4;
  if (said.some((line) => line.includes(wanted))) return 3;
  const words = item.split(/[\s,，、:：·"“”《》]+/).map(bare);
  const whole = said.join(' ');
  if (words.length > 1 && words.every((word) => whole.includes(word))) return 2;
  const isRetold = said.some(
    (line) =>
      wanted.length >= shortestRetold && line.length <= wanted.length * retoldLength && holdsInOrder(line, wanted),
  );
  return isRetold ? 1 : 0;
}

/** All characters of the words, in their order, with others between them. */
function holdsInOrder(line: string, wanted: string): boolean {
  let at = 0;
  for (const character of wanted) {
    at = line.indexOf(character, at);
    if (at < 0) return false;
    at += 1;
  }
  return true;
}

/** Letters and digits alone. */
function bare(text: string): string {
  return compact(text).folded;
}
