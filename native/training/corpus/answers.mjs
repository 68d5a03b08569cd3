// Reads a composed request back as the planner would, and writes the plan and the tags that the model shall learn.
// Pieces whose values do not begin and end on units, or whose app is not found again, make no sample.
import { canonicalRequest, carriedSlot, clauseRules, findMentions, marks, slotNames } from '../encoding.mjs';

/** Number of the tag of a unit: 0 outside; else by slot, by clause (first or a later one), by first unit or not. */
function tagOf(slot, clause, first) {
  const index = slot === 'apps' ? slotNames.length : slotNames.indexOf(slot);
  return 1 + (index * 2 + (clause > 0 ? 1 : 0)) * 2 + (first ? 0 : 1);
}

/** How many different tags there are. */
export const tagCount = 1 + (slotNames.length + 1) * 4;

function overlaps(piece, unit) {
  return piece.start < unit.end && unit.start < piece.end;
}

function mentionNumber(unit) {
  return /^<a\d>/.exec(unit.text)[0];
}

class Answer {
  tags;
  #canonical;
  #pieces;
  #filled = new Map();

  constructor(canonical, pieces) {
    this.#canonical = canonical;
    this.#pieces = pieces;
    this.tags = canonical.units.map(() => 0);
  }

  /** Takes an app piece or a value piece; false if it cannot be found in the request. */
  take(piece) {
    return piece.app ? this.#takeApp(piece) : this.#takeValue(piece);
  }

  #takeApp(piece) {
    const { units } = this.#canonical;
    const index = units.findIndex(
      (unit) => unit.kind === 'mention' && unit.start <= piece.start && piece.end <= unit.end,
    );
    if (index === -1 || this.#pieces.some((other) => other.slot && overlaps(other, units[index]))) return false;
    const key = `${piece.clause}:apps`;
    this.#filled.set(key, (this.#filled.get(key) ?? '') + mentionNumber(units[index]));
    this.tags[index] = tagOf('apps', piece.clause, true);
    return true;
  }

  #takeValue(piece) {
    const { units } = this.#canonical;
    const inside = (unit) => unit.start >= piece.start && unit.end <= piece.end;
    const first = units.findIndex(inside);
    const last = units.findLastIndex(inside);
    if (first === -1 || units[first].start !== piece.start || units[last].end !== piece.end) return false;
    let text = '';
    for (let i = first; i <= last; i += 1) {
      text += (i === first ? '' : units[i].gap) + units[i].text;
      this.tags[i] = tagOf(piece.slot, piece.clause, i === first);
    }
    this.#filled.set(`${piece.clause}:${piece.slot}`, text);
    return true;
  }

  /** An app named by the phrasing itself ("in my notes") belongs to the first clause of its kind that has none. */
  claimMentions(clauses) {
    for (const [index, unit] of this.#canonical.units.entries()) {
      if (unit.kind !== 'mention' || this.tags[index] !== 0) continue;
      if (this.#pieces.some((piece) => piece.decoy && overlaps(piece, unit))) continue;
      const { category } = this.#canonical.mentions[Number(unit.text[2]) - 1].app;
      const clause = clauses.findIndex(
        ({ kind, apps: named }, at) =>
          named === undefined && !this.#filled.has(`${at}:apps`) && clauseRules[kind].category === category,
      );
      if (clause === -1) continue;
      this.#filled.set(`${clause}:apps`, mentionNumber(unit));
      this.tags[index] = tagOf('apps', clause, true);
    }
  }

  target(clauses) {
    if (clauses.length === 0) return marks.refuse + marks.end;
    let target = '';
    for (const [index, clause] of clauses.entries()) {
      target += `<${clause.kind}>`;
      target += this.#filled.get(`${index}:apps`) ?? (clause.kind === 'price' ? marks.all : '');
      for (const slot of Object.keys(clauseRules[clause.kind].slots)) {
        const value = this.#filled.get(`${index}:${slot}`);
        if (value !== undefined) target += `<${slot}>${value}${marks.valueEnd}`;
        else if (clause.previous && slot === carriedSlot[clause.kind]) target += marks.previous;
      }
    }
    return target + marks.end;
  }
}

/**
 * The canonical request, the plan to write and one tag for each unit; undefined if a piece was lost.
 * @param pieces the request's pieces in order, each with `start` and `end` in the request
 */
export function answerFor(request, pieces, clauses) {
  const canonical = canonicalRequest(request, findMentions(request));
  const answer = new Answer(canonical, pieces);
  for (const piece of pieces) {
    const carries = piece.app || piece.slot !== undefined;
    if (carries && !answer.take(piece)) return undefined;
  }
  answer.claimMentions(clauses);
  return { canonical, target: answer.target(clauses), tags: answer.tags };
}
