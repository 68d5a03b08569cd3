// From what the model wrote to clauses in the user's own words. Owns the reading of the plan language; what a clause
// means for phones is expand.ts's concern.
import type { App } from '@farhand/shared';
import { type CanonicalRequest, type Unit, valueText } from './canonical.js';
import { type ClauseKind, clauseKinds, marks, mentionToken, type SlotName, slotNames } from './language.js';

export interface Clause {
  kind: ClauseKind;
  /** Apps named for it, in the order said; "all" for every usual shop; empty when none was named. */
  apps: readonly App[] | 'all';
  values: Readonly<Partial<Record<SlotName, string>>>;
  /** Whether its text is the result of the clause before. */
  takesPrevious: boolean;
}

/** Units of the request, first and last included. */
type Span = readonly [first: number, last: number];

interface DraftClause {
  kind: ClauseKind;
  apps: App[] | 'all';
  places: Map<SlotName, Span>;
  takesPrevious: boolean;
  /** Whether a value of it has no words of its own: they all belong to values before. */
  repeats: boolean;
}

const piecePattern = /<[^<>]+>|[^<>]+/g;

/** Places where a value stands in the request. */
function placesOf(value: string, units: readonly Unit[]): Span[] {
  const places: Span[] = [];
  for (let first = 0; first < units.length; first += 1) {
    for (let last = first; last < units.length; last += 1) {
      const text = valueText(units, first, last);
      if (text === value) places.push([first, last]);
      if (text.length >= value.length) break;
    }
  }
  return places;
}

/** Puts a value at a place that no other has taken; false if there is none such and none can be made. */
function settle(slot: SlotName, places: readonly Span[], clauses: readonly DraftClause[]): Span | undefined {
  const taken = clauses.flatMap((clause) => [...clause.places.values()]);
  const free = places.find(([first, last]) => taken.every(([from, to]) => last < from || to < first));
  const clause = clauses.at(-1);
  const place = free ?? places[0];
  if (clause === undefined || place === undefined) return undefined;
  if (free === undefined && !cutFrom(clause, place)) clause.repeats = true;
  clause.places.set(slot, place);
  return place;
}

/** A value of the same clause that runs into the new one gives up the words they share (明天北京 | 明天). */
function cutFrom(clause: DraftClause, [first, last]: Span): boolean {
  for (const [slot, [from, to]] of clause.places) {
    if (from < first && first <= to && to <= last) {
      clause.places.set(slot, [from, first - 1]);
      return true;
    }
    if (first <= from && from <= last && last < to) {
      clause.places.set(slot, [last + 1, to]);
      return true;
    }
  }
  return false;
}

function sameApps(a: DraftClause, b: DraftClause): boolean {
  return JSON.stringify(a.apps) === JSON.stringify(b.apps);
}

/**
 * Words belong to one value. A clause that says again what one before it says is dropped; the same wish for another app
 * stands; anything else that shares words is no plan to be trusted (undefined).
 */
function withoutRepeats(clauses: readonly DraftClause[]): DraftClause[] | undefined {
  const kept: DraftClause[] = [];
  for (const clause of clauses) {
    const twin = kept.find((before) => before.kind === clause.kind);
    if (!clause.repeats || (twin !== undefined && !sameApps(clause, twin))) kept.push(clause);
    else if (twin === undefined) return undefined;
  }
  return kept;
}

/**
 * Reads a plan. Undefined for anything that is not a trustworthy one; an empty list for a refusal.
 * @param written the model's output, special tokens as text, without the end mark
 */
export function readClauses(written: string, canonical: CanonicalRequest, request: string): Clause[] | undefined {
  if (written === marks.refuse) return [];
  const clauses: DraftClause[] = [];
  const pieces: string[] = written.match(piecePattern) ?? [];
  for (let i = 0; i < pieces.length; i += 1) {
    const name = pieces[i]?.slice(1, -1) ?? '';
    const kind = clauseKinds.find((known) => known === name);
    const slot = slotNames.find((known) => known === name);
    const clause = clauses.at(-1);
    if (kind !== undefined) {
      clauses.push({ kind, apps: [], places: new Map(), takesPrevious: false, repeats: false });
    } else if (clause === undefined) {
      return undefined;
    } else if (slot !== undefined) {
      const end = pieces.indexOf(marks.valueEnd, i);
      if (end === -1) return undefined;
      const places = placesOf(pieces.slice(i + 1, end).join(''), canonical.units);
      if (settle(slot, places, clauses) === undefined) return undefined;
      i = end;
    } else if (!readMark(pieces[i] ?? '', clause, canonical)) {
      return undefined;
    }
  }
  if (clauses.length === 0) return undefined;
  return withoutRepeats(clauses)?.map((clause) => inWordsOf(clause, canonical.units, request));
}

const articles = new Set([' the', ' a', ' an', ' my', ' our', ' your']);
const stops = new Set(['.', '。', ',', '，', '、', ';', '；', ':', '：']);
const freeText: ReadonlySet<SlotName> = new Set(['text', 'title', 'by', 'label', 'what', 'want', 'before', 'of']);

/** Leading articles and possessives and a closing stop are no part of a value, except articles in titles and texts. */
function trimmed(slot: SlotName, [from, to]: Span, units: readonly Unit[]): Span {
  let [first, last] = [from, to];
  while (last > first && stops.has(units[last]?.text ?? '')) last -= 1;
  while (first < last && !freeText.has(slot) && articles.has(units[first]?.text ?? '')) first += 1;
  return [first, last];
}

const wordsOf = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * A name and the text behind it, with no mark between them, meet between two words: of 张三会|议改到三点 the whole 会议
 * belongs to the text.
 */
function meetBetweenWords(places: Map<SlotName, Span>, units: readonly Unit[], request: string): void {
  const [name, text] = [places.get('to'), places.get('text')];
  if (name === undefined || text === undefined || name[1] + 1 !== text[0]) return;
  const start = units[name[0]]?.start ?? 0;
  const border = (units[text[0]]?.start ?? 0) - start;
  const words = [...wordsOf.segment(request.slice(start, units[text[1]]?.end))];
  const cut = words.find(({ index, segment }) => index < border && border < index + segment.length);
  if (cut === undefined || cut.index === 0) return;
  const first = units.findIndex((unit) => unit.start === start + cut.index);
  if (first <= name[0]) return;
  places.set('to', [name[0], first - 1]);
  places.set('text', [first, text[1]]);
}

/** The clause with its values cut from the request as it was written. */
function inWordsOf(clause: DraftClause, units: readonly Unit[], request: string): Clause {
  meetBetweenWords(clause.places, units, request);
  const values: Partial<Record<SlotName, string>> = {};
  for (const [slot, place] of clause.places) {
    const [first, last] = trimmed(slot, place, units);
    values[slot] = request.slice(units[first]?.start, units[last]?.end);
  }
  return { kind: clause.kind, apps: clause.apps, values, takesPrevious: clause.takesPrevious };
}

function readMark(mark: string, clause: DraftClause, canonical: CanonicalRequest): boolean {
  if (mark === marks.all) {
    clause.apps = 'all';
    return true;
  }
  if (mark === marks.previous) {
    clause.takesPrevious = true;
    return true;
  }
  const mention = canonical.mentions.find((_, i) => mentionToken(i + 1) === mark);
  if (mention === undefined || clause.apps === 'all') return false;
  clause.apps.push(mention.app);
  return true;
}
