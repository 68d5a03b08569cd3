// Says what phrasings found in the plan language, as a model would write it, so that it is read and checked like any plan.
import { findMentions, servesCategory } from '@farhand/shared';
import { type CanonicalRequest, canonicalRequest, valueText } from '../canonical.js';
import { type ClauseKind, carriedSlot, clauseRules, marks, mentionToken, type SlotName, slotsIn } from '../language.js';
import type { Line, LineClause } from './lines.js';
import type { Capture, Fit } from './match.js';
import type { NamedApp, RequestWords } from './request-units.js';

export interface Part {
  readonly line: Line;
  readonly fit: Fit;
  readonly from: number;
  readonly to: number;
  /** An app that was named round the part, for a phrasing that names none. */
  readonly app?: NamedApp | undefined;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a ticket, a car or a way is called where the phrasing itself says it: a value like any other. */
const kindsSaid: Readonly<Partial<Record<ClauseKind, RegExp>>> = {
  ticket: /高铁|火车|动车|飞机|机票|航班|\b(?:flights?|trains?|planes?)\b/iu,
  ride: /专车|快车|顺风车/u,
  navigate:
    /步行|走路|骑车|骑行|开车|自驾|坐公交|坐地铁|\b(?:by (?:subway|metro|bus|bike|car|train)|on foot|walking|cycling|driving)\b/iu,
};
/** An amount right before goods or food belongs to them. */
const amountBefore =
  /(?:[一两俩三四五六七八九十半几\d]+(?:份|杯|个|碗|盒|瓶|只|斤|串|笼|打|桶|双|台)|\b(?:one|two|three|half a dozen) )$/iu;
const holdsAmount: ReadonlySet<ClauseKind> = new Set(['food', 'price']);

export class Speaker {
  readonly #asked: RequestWords;
  readonly #canonical: CanonicalRequest;

  constructor(asked: RequestWords) {
    this.#asked = asked;
    this.#canonical = canonicalRequest(asked.request, findMentions(asked.request));
  }

  /** Undefined where a value cannot be said: an app beyond the ones with a number, words cut from a name. */
  say(parts: readonly Part[]): string | undefined {
    let text = '';
    for (const part of parts) {
      const captures = capturesOf(part.fit);
      for (const [index, clause] of part.line.clauses.entries()) {
        const said = this.#clause(clause, captures, index === 0 ? part : { ...part, app: undefined });
        if (said === undefined) return undefined;
        text += said;
      }
    }
    return text;
  }

  #clause(clause: LineClause, captures: ReadonlyMap<string, Capture>, part: Part): string | undefined {
    const apps = this.#apps(clause, captures, part);
    if (apps === undefined) return undefined;
    const carried = clause.takesPrevious ? carriedSlot[clause.kind] : undefined;
    let text = `<${clause.kind}>${apps}`;
    for (const [slot] of slotsIn('questions', clause.kind) ?? []) {
      if (slot === carried) {
        text += marks.previous;
        continue;
      }
      const span = this.#spanOf(slot, clause, captures, part);
      if (span === undefined) continue;
      const value = this.#value(span);
      if (value === undefined) return undefined;
      text += `<${slot}>${value}${marks.valueEnd}`;
    }
    return text;
  }

  #apps(clause: LineClause, captures: ReadonlyMap<string, Capture>, part: Part): string | undefined {
    const { apps } = clause;
    const { app: round } = part;
    if (apps === undefined) return round === undefined ? this.#besides(clause, captures, part) : this.#token(round);
    if (apps === 'all') return marks.all;
    const capture = captures.get(apps.name);
    if (capture === undefined) return undefined;
    const numbers = new Set<number>();
    for (const [at, app] of this.#asked.apps) {
      if (at >= capture.from && at < capture.to) numbers.add(this.#numberOf(app));
    }
    if (numbers.has(0)) return undefined;
    return [...numbers]
      .sort((a, b) => a - b)
      .map(mentionToken)
      .join('');
  }

  /** An app that the phrasing itself names before the first value of a clause (短信告诉他) is where that is done. */
  #besides(clause: LineClause, captures: ReadonlyMap<string, Capture>, part: Part): string | undefined {
    if (clauseRules[clause.kind].apps !== 'optional') return '';
    const own = clause.slots.flatMap(({ name }) => captures.get(name) ?? []);
    const first = Math.min(...own.map(({ from }) => from));
    const before = [...captures.values()].filter(({ to }) => to <= first).map(({ to }) => to);
    const start = Math.max(part.from, ...before);
    for (const [at, app] of this.#asked.apps) {
      if (at >= start && app.end <= first && takes(clause, app)) return this.#token(app);
    }
    return '';
  }

  #token(app: NamedApp): string | undefined {
    const number = this.#numberOf(app);
    return number === 0 ? undefined : mentionToken(number);
  }

  /** Counted from 1; 0 for an app beyond the ones with a number. */
  #numberOf({ mention }: NamedApp): number {
    return 1 + this.#canonical.mentions.findIndex((known) => known.app.id === mention.app.id);
  }

  #spanOf(
    slot: SlotName,
    { kind, slots }: LineClause,
    captures: ReadonlyMap<string, Capture>,
    part: Part,
  ): Span | undefined {
    const named = slots.find((one) => one.slot === slot);
    if (named === undefined) return slot === 'by' ? this.#kindSaid(kind, captures, part) : undefined;
    const capture = captures.get(named.name);
    if (capture === undefined) return undefined;
    const span = this.#spanAt(capture.from, capture.to);
    if (slot !== 'item' || !holdsAmount.has(kind)) return span;
    const amount = amountBefore.exec(this.#asked.request.slice(0, span.start))?.[0] ?? '';
    return { start: span.start - amount.length, end: span.end };
  }

  #spanAt(from: number, to: number): Span {
    const { words } = this.#asked;
    return { start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 };
  }

  /** The word of the phrasing that tells the kind, outside all values. */
  #kindSaid(kind: ClauseKind, captures: ReadonlyMap<string, Capture>, part: Part): Span | undefined {
    const words = kindsSaid[kind];
    if (words === undefined) return undefined;
    const { start, end } = this.#spanAt(part.from, part.to);
    const found = words.exec(this.#asked.request.slice(start, end));
    if (found === null) return undefined;
    const span = { start: start + found.index, end: start + found.index + found[0].length };
    const isTaken = [...captures.values()].some(({ from, to }) => {
      const taken = this.#spanAt(from, to);
      return taken.start < span.end && span.start < taken.end;
    });
    return isTaken ? undefined : span;
  }

  #value({ start, end }: Span): string | undefined {
    const { units } = this.#canonical;
    const first = units.findIndex((unit) => unit.start === start);
    const last = units.findIndex((unit) => unit.end === end);
    return first === -1 || last < first ? undefined : valueText(units, first, last);
  }
}

/** Whether a clause without an app can be done in this one. */
export function takes({ kind, apps }: LineClause, { mention: { app } }: NamedApp): boolean {
  const { apps: rule, fits, category } = clauseRules[kind];
  if (apps !== undefined || rule !== 'optional') return false;
  const wanted = fits ?? (category === undefined ? undefined : [category]);
  return wanted === undefined || wanted.some((one) => servesCategory(app, one));
}

function capturesOf(fit: Fit): Map<string, Capture> {
  const found = new Map<string, Capture>();
  for (let one = fit.captures; one !== undefined; one = one.before) found.set(one.name, one);
  return found;
}
