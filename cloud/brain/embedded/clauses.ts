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

interface DraftClause {
  kind: ClauseKind;
  apps: App[] | 'all';
  values: Partial<Record<SlotName, string>>;
  takesPrevious: boolean;
  /** Whether a value of it has no words of its own: they all belong to values before. */
  repeats: boolean;
}

type Span = readonly [first: number, last: number];

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

/** The first place that no other value has taken. */
function freePlace(places: readonly Span[], taken: readonly Span[]): Span | undefined {
  return places.find(([first, last]) => taken.every(([from, to]) => last < from || to < first));
}

/**
 * Reads a plan. No words are used twice, so a further clause that only repeats values of those before it is dropped.
 * Undefined for anything that is not one, which the grammar rules out; an empty list for a refusal.
 * @param written the model's output, special tokens as text, without the end mark
 */
export function readClauses(written: string, canonical: CanonicalRequest, request: string): Clause[] | undefined {
  if (written === marks.refuse) return [];
  const clauses: DraftClause[] = [];
  const taken: Span[] = [];
  const pieces: string[] = written.match(piecePattern) ?? [];
  for (let i = 0; i < pieces.length; i += 1) {
    const name = pieces[i]?.slice(1, -1) ?? '';
    const kind = clauseKinds.find((known) => known === name);
    const slot = slotNames.find((known) => known === name);
    const clause = clauses.at(-1);
    if (kind !== undefined) {
      clauses.push({ kind, apps: [], values: {}, takesPrevious: false, repeats: false });
    } else if (clause === undefined) {
      return undefined;
    } else if (slot !== undefined) {
      const end = pieces.indexOf(marks.valueEnd, i);
      if (end === -1) return undefined;
      const places = placesOf(pieces.slice(i + 1, end).join(''), canonical.units);
      const free = freePlace(places, taken);
      const place = free ?? places[0];
      if (place === undefined) return undefined;
      clause.repeats ||= free === undefined;
      taken.push(place);
      clause.values[slot] = request.slice(canonical.units[place[0]]?.start, canonical.units[place[1]]?.end);
      i = end;
    } else if (!readMark(pieces[i] ?? '', clause, canonical)) {
      return undefined;
    }
  }
  const kept = clauses.filter((clause, i) => i === 0 || !clause.repeats);
  return kept.length === 0 ? undefined : kept.map(({ repeats: _, ...clause }) => clause);
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
