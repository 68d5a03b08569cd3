// What a clause takes over from the clauses before it: the value that its mark stands for, the app it goes on in, and
// what pronouns mean. Results of subtasks are not its concern: those are known only when they have been carried out.
import { type App, type Language, servesCategory } from '@farhand/shared';
import type { Clause } from './clauses.js';
import { type ClauseKind, carriedSlot, clauseRules, type SlotName } from './language.js';

/** Where the thing that a clause speaks of stands in an earlier one, likeliest first. */
const sources: Readonly<Partial<Record<SlotName, readonly SlotName[]>>> = {
  item: ['item', 'of', 'title', 'query'],
  title: ['title', 'item', 'of', 'query'],
  to: ['to', 'place', 'query', 'of'],
  text: ['text'],
  time: ['time'],
};

/** Kinds whose `to` is somebody, not somewhere. */
const toPeople: ReadonlySet<ClauseKind> = new Set(['send', 'call', 'follow']);

/** Words that point back instead of naming. */
const pronouns = /^(?:那里|那儿|那边|这里|过去|它|这个|那个|there|it|that one|that place)$/iu;

/** Words for somebody who was spoken of: a person, or the group that is meant by "the group". */
const somebody =
  /^(?:那个|这个|该)?群(?:里|聊)?$|^(?:他|她|他们|她们|对方)$|^(?:the )?group(?: chat)?$|^(?:him|her|them)$/iu;
const isGroup = /群|group/iu;

const stay: Readonly<Record<Language, string>> = { zh: '酒店', en: 'hotel' };
/** Which one of several is chosen, in words that the hand reads. */
export const cheapest: Readonly<Record<Language, string>> = { zh: '最便宜', en: 'cheapest' };

/** Kinds whose values say which one of several is meant: that holds for what is done with it, too. */
const chosenBy: readonly SlotName[] = ['best', 'filter', 'by', 'place'];

/** What two ways of making one journey share. */
const journey: readonly SlotName[] = ['from', 'time'];

/** The clause with the values, and the app, that it leaves to those before it. */
export function carriedOver(clause: Clause, before: readonly Clause[], language: Language): Clause {
  if (toPeople.has(clause.kind) && somebody.test(clause.values.to ?? '')) return toSomebody(clause, before);
  const slot = carriedSlot[clause.kind];
  const pointed = slot !== undefined && pronouns.test(clause.values[slot] ?? '');
  const takes = clause.takesPrevious || pointed;
  const last = before.at(-1);
  const sameKind = last?.kind === clause.kind ? last : undefined;
  if (slot === undefined || !takes) {
    return sameKind?.takesPrevious === false ? { ...clause, apps: appsOf(clause, sameKind) } : clause;
  }
  const thingOf = (source: Clause): string | undefined =>
    source.kind === 'hotel' && slot === 'item'
      ? stay[language]
      : (sources[slot] ?? []).map((name) => source.values[name]).find((value) => value !== undefined);
  const source = before.findLast(
    (candidate) => thingOf(candidate) !== undefined && !(slot === 'to' && toPeople.has(candidate.kind)),
  );
  const thing = source && thingOf(source);
  if (source === undefined || thing === undefined) return clause;
  const values = { ...chosenValues(clause.kind, source, language), ...clause.values, [slot]: thing };
  return { ...clause, values, apps: appsOf(clause, source), takesPrevious: false };
}

/** Who was written to, called, or asked about before: the last one that can be meant. */
function toSomebody(clause: Clause, before: readonly Clause[]): Clause {
  const wantsGroup = isGroup.test(clause.values.to ?? '');
  for (const source of before.toReversed()) {
    const name = toPeople.has(source.kind) ? source.values.to : source.values.of;
    if (name === undefined || isGroup.test(name) !== wantsGroup) continue;
    return { ...clause, values: { ...clause.values, to: name }, apps: appsOf(clause, source) };
  }
  return clause;
}

function chosenValues(kind: ClauseKind, source: Clause, language: Language): Partial<Record<SlotName, string>> {
  const takes = clauseRules[kind].slots;
  const chosen: Partial<Record<SlotName, string>> = {};
  const wanted = carriedSlot[kind] === 'item' ? chosenBy : kind === 'ticket' ? journey : [];
  for (const name of wanted) {
    if (name in takes && source.values[name] !== undefined) chosen[name] = source.values[name];
  }
  if (source.kind === 'price' && carriedSlot[kind] === 'item' && 'best' in takes) chosen.best = cheapest[language];
  return chosen;
}

/** A clause without an app goes on in the app of the clause that it continues, if that one can do it. */
function appsOf(clause: Clause, source: Clause): Clause['apps'] {
  if (clause.apps === 'all' || clause.apps.length > 0 || source.apps === 'all') return clause.apps;
  const { category, fits } = clauseRules[clause.kind];
  const able = (app: App): boolean =>
    category === undefined || (fits ?? [category]).some((wanted) => servesCategory(app, wanted));
  const apart = carriedSlot[clause.kind] === 'to' && source.kind !== clause.kind;
  return apart ? clause.apps : source.apps.filter(able).slice(0, 1);
}
