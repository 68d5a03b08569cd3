// Whether an answer's words hold the truth. A truth that stands somewhere in a list of everything proves nothing: long lists
// do not count, and what is left must single it out, by being (nearly) alone, by coming first, or by standing in the
// sentence that says which is the best.
import type { Language } from '@farhand/shared';
import { countsIn, daysIn, type Figure, metresIn, minutesIn, numbersIn, pricesIn, timesIn } from './figures.js';
import { dayText, yuanText } from './references.js';
import type { Saying } from './state-check.js';
import { bareWords, placeIn } from './words.js';

const mostFigures = 3;
const mostItems = 3;
/** Of distances, which screens round and people round more. */
const roundedBy = 0.02;
const superlative =
  /最|首选|推荐|应该选|建议选|更便宜|更低|更快|更近|更高|答案|cheap|lowest|best|highest|fast|earliest|latest|near|closest|shortest|longest|most|top|lower|recommend|answer/i;

/** Undefined when the answer says it; else what is missing, in words. References must be resolved. */
export function unsaid(answer: string, saying: Saying, language: Language): string | undefined {
  const whole = answer.normalize('NFKC');
  if (saying.every !== undefined) return absent(whole, namesOf(saying.every));
  if (saying.never !== undefined) return present(whole, namesOf(saying.never));
  const text = withoutLongLists(whole);
  const { yuan, number, about, metres, minutes, time, day } = saying;
  const fen = Math.abs(Number(yuan));
  if (yuan !== undefined) return missing(text, amountsIn(text, fen / 100), exactly(fen / 100), yuanText(fen));
  if (number !== undefined) return missing(text, numbersIn(text), exactly(Number(number)), String(number));
  if (about !== undefined) return missing(text, countsIn(text), asShown(Number(about)), `about ${about}`);
  if (metres !== undefined) return missing(text, metresIn(text), roughly(Number(metres)), `${metres} metres`);
  if (minutes !== undefined) return missing(text, minutesIn(text), exactly(Number(minutes)), `${minutes} minutes`);
  if (time !== undefined) return missing(text, timesIn(text), exactly(clockMinutes(time)), time);
  if (day !== undefined) return missing(text, daysIn(text), exactly(dayCode(day)), dayText(day, language));
  return unnamed(text, namesOf(saying.words), saying.among === undefined ? [] : namesOf(saying.among));
}

/** Lines that are items ("1. ", "- ") or rows of a table, where more than three follow one another, are left out. */
function withoutLongLists(text: string): string {
  const isItem = (line: string): boolean => /^\s*(?:\d+[.)、]|[-*•|])/.test(line);
  const isBorder = (line: string): boolean => /^\s*\|[\s|:-]+$/.test(line);
  const lines = text.split('\n');
  const lengthAt = (at: number): number => {
    let [from, to] = [at, at];
    while (from > 0 && isItem(lines[from - 1] ?? '')) from -= 1;
    while (to + 1 < lines.length && isItem(lines[to + 1] ?? '')) to += 1;
    const items = lines.slice(from, to + 1);
    return items.some(isBorder) ? items.length - 2 : items.length;
  };
  return lines.filter((line, at) => !isItem(line) || lengthAt(at) <= mostItems).join('\n');
}

/** Prices that are marked as such, if the wanted one is among them; else all numbers. */
function amountsIn(text: string, wanted: number): Figure[] {
  const prices = pricesIn(text);
  return prices.some(({ value }) => exactly(wanted)(value)) ? prices : numbersIn(text);
}

type Test = (value: number) => boolean;

const exactly =
  (wanted: number): Test =>
  (value) =>
    Math.abs(value - wanted) < 0.005;
const roughly =
  (wanted: number): Test =>
  (value) =>
    Math.abs(value - wanted) <= Math.max(1, wanted * roundedBy);

/** Screens show 12.8万 of 128,123, and 1.3亿 of 134 million. */
const asShown =
  (wanted: number): Test =>
  (value) =>
    Math.abs(value - wanted) <= (wanted >= 1e8 ? 5.01e6 : wanted >= 1e4 ? 501 : 0);

function missing(text: string, figures: readonly Figure[], isTrue: Test, wanted: string): string | undefined {
  const hit = figures.find(({ value }) => isTrue(value));
  if (!hit) return `does not say ${wanted}`;
  const others = new Set(figures.filter(({ value }) => !isTrue(value)).map(({ value }) => value));
  const isFirst = figures[0] === hit;
  if (others.size < mostFigures || isFirst) return undefined;
  const sentences = sentencesOf(text).filter((sentence) => superlative.test(sentence.text));
  const isMarked = figures.some(
    ({ value, at }) => isTrue(value) && sentences.some(({ from, to }) => from <= at && at < to),
  );
  return isMarked ? undefined : `says ${wanted} only among ${others.size} other figures`;
}

function unnamed(text: string, names: readonly string[], rivals: readonly string[]): string | undefined {
  const at = firstPlace(text, names);
  const wanted = names.join(' or ');
  if (at < 0) return `does not name ${wanted}`;
  const others = rivals.filter((rival) => !names.some((name) => bareWords(name) === bareWords(rival)));
  const isFirst = (part: string): boolean => {
    const own = firstPlace(part, names);
    return own >= 0 && others.every((rival) => !isBefore(firstPlace(part, [rival]), own));
  };
  const marked = sentencesOf(text).filter((sentence) => superlative.test(sentence.text));
  const named = marked.filter((sentence) => firstPlace(sentence.text, [...names, ...others]) >= 0);
  const isRight = named.length > 0 ? named.some((sentence) => isFirst(sentence.text)) : isFirst(text);
  return isRight ? undefined : `names ${wanted} beside others, but not as the one`;
}

function isBefore(place: number, other: number): boolean {
  return place >= 0 && place < other;
}

/** -1 when none of the names is there. */
function firstPlace(text: string, names: readonly string[]): number {
  const places = names.map((name) => placeIn(text, name)).filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

function absent(text: string, names: readonly string[]): string | undefined {
  const lacking = names.filter((name) => firstPlace(text, [name]) < 0);
  return lacking.length === 0 ? undefined : `does not name ${lacking.join(', ')}`;
}

function present(text: string, names: readonly string[]): string | undefined {
  const named = names.filter((name) => firstPlace(text, [name]) >= 0);
  return named.length === 0 ? undefined : `names ${named.join(', ')}`;
}

interface Sentence {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function sentencesOf(text: string): Sentence[] {
  return [...text.matchAll(/(?:[^。！？!?;；\n.]|\.(?=\S))+/g)].map(({ 0: sentence, index }) => ({
    text: sentence,
    from: index,
    to: index + sentence.length,
  }));
}

function namesOf(names: string | readonly string[] | undefined): string[] {
  return typeof names === 'string' ? [names] : [...(names ?? [])];
}

function clockMinutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function dayCode(day: string): number {
  return Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
}
