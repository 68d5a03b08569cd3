// Whether a plan does what the gold plan does, though its values are cut otherwise: the same deeds in the same apps, and for
// each value one that shares its words. Strangers' requests have several right cuts; exact equality counts only one of them.
export interface GoldClause {
  do: string;
  app?: string;
  apps?: string | string[];
  [slot: string]: string | string[] | undefined;
}

/** Kinds whose values are read together by the hand: where one ends and the next begins changes nothing. */
const readTogether: ReadonlySet<string> = new Set(['ask', 'setting']);
/** Share of the gold words that must be there, and of the plan's words that may be others. */
const leastShared = 0.6;
const mostOthers = 0.5;

const kept = /[\p{L}\p{N}]/u;

function pieces(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}.:']+/gu) ?? [];
  return new Set(words.filter((word) => kept.test(word)));
}

function share(part: ReadonlySet<string>, of: ReadonlySet<string>): number {
  return part.size === 0 ? 1 : [...part].filter((piece) => of.has(piece)).length / part.size;
}

function isAlikeValue(said: string, gold: string): boolean {
  if (said === 'PREV' || gold === 'PREV') return said === gold;
  const [a, b] = [pieces(said), pieces(gold)];
  return share(b, a) >= leastShared && 1 - share(a, b) <= mostOthers;
}

function valuesOf(clause: GoldClause): [slot: string, value: string][] {
  const slots = Object.entries(clause).filter(([slot]) => slot !== 'do' && slot !== 'app' && slot !== 'apps');
  return slots.flatMap(([slot, value]) => (typeof value === 'string' ? [[slot, value] as [string, string]] : []));
}

function isAlikeClause(said: GoldClause, gold: GoldClause): boolean {
  if (said.do !== gold.do || JSON.stringify(said.apps) !== JSON.stringify(gold.apps)) return false;
  if (said.app !== gold.app && gold.app !== undefined) return false;
  const [values, wanted] = [valuesOf(said), valuesOf(gold)];
  if (readTogether.has(gold.do)) {
    const all = (list: typeof values): string => list.map(([, value]) => value).join(' ');
    return isAlikeValue(all(values), all(wanted));
  }
  const named = new Map(values);
  return (
    wanted.every(([slot, value]) => isAlikeValue(named.get(slot) ?? '', value)) &&
    values.every(([slot]) => wanted.some(([known]) => known === slot))
  );
}

export function isAlike(said: readonly GoldClause[], gold: readonly GoldClause[]): boolean {
  return said.length === gold.length && said.every((clause, at) => isAlikeClause(clause, gold[at] as GoldClause));
}
