// A request of several deeds, planned part by part: each part is short, which the models read best; what a part leaves to those
// before it is the phrasebook's to say, and a condition is cut into what is looked at and what has to hold.
import type { App } from '@farhand/shared';
import type { Clause } from '../clauses.js';
import { misfit } from '../expand.js';
import { clauseRules, resultKinds } from '../language.js';
import { homeOf } from '../which-app.js';
import { chosenOfBefore } from './chosen-of-before.js';
import { conditionIn, partsOf, type RequestPart, withoutElse } from './parts.js';
import { clauseOf, withoutApp } from './pieces.js';
import { askingWords, beginsDeed, testWords } from './words.js';

export interface PartPlanner {
  /** Empty where the part alone says nothing to do. */
  alone(text: string): Promise<readonly Clause[]>;
  /** What takes up the parts before; empty where it does not. */
  following(text: string): readonly Clause[];
}

/** More parts than people say in one breath: each costs a look of the models. */
const mostParts = 6;

/** Undefined where the request is no row of deeds, or one of its parts cannot be planned. */
export async function composed(request: string, planner: PartPlanner): Promise<readonly Clause[] | undefined> {
  const parts = ordered(partsOf(request));
  if (!isRow(parts) || parts.length > mostParts) return undefined;
  const clauses: Clause[] = [];
  for (const [at, part] of parts.entries()) {
    const planned = await clausesOf(part, clauses, planner);
    // A reason in front of all: 太暗了看不清，…
    const isReason = at === 0 && part.role === 'deed' && !beginsDeed(part.text) && !askingWords.test(part.text);
    if (planned.length === 0 && !isReason) return undefined;
    clauses.push(...planned);
  }
  const deeds = withoutOpening(clauses);
  return deeds.length > 0 ? deeds : undefined;
}

/** An app that is opened for something is where that is done. */
function withoutOpening(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.flatMap((clause, at) => {
    const before = clauses[at - 1];
    const next = clauses[at + 1];
    const [opened] = clause.apps === 'all' ? [] : clause.apps;
    if (clause.kind === 'open' && next !== undefined && isIn(next, opened)) return [];
    const isPlaced = clause.apps === 'all' || clause.apps.length > 0 || clauseRules[clause.kind].apps === 'none';
    return before?.kind === 'open' && !isPlaced ? [{ ...clause, apps: before.apps }] : [clause];
  });
}

/** Whether a clause is done in the app, or names none and could be. */
function isIn(clause: Clause, app: App | undefined): boolean {
  if (clause.apps === 'all' || app === undefined || clauseRules[clause.kind].apps === 'none') return false;
  const [own] = clause.apps;
  return own === undefined ? misfit([{ ...clause, apps: [app] }]) === undefined : own.id === app.id;
}

/** Several parts, or a condition with its deed. */
export function isRow(parts: readonly RequestPart[]): boolean {
  return parts.length > 1 || parts[0]?.role === 'if';
}

/** A condition that is said last holds for the deed before it. */
function ordered(parts: readonly RequestPart[]): readonly RequestPart[] {
  const last = parts.at(-1);
  const before = parts.at(-2);
  if (last?.role !== 'if' || before?.role !== 'deed' || conditionIn(last.text, testWords)?.deed !== '') return parts;
  return [...parts.slice(0, -2), last, before];
}

async function clausesOf(
  part: RequestPart,
  before: readonly Clause[],
  planner: PartPlanner,
): Promise<readonly Clause[]> {
  if (part.role === 'if') return conditional(part.text, before, planner);
  if (part.role === 'else') {
    const deed = await deedOf(withoutElse(part.text), before, planner);
    return deed.length > 0 && before.some(({ kind }) => kind === 'if') ? [clauseOf('else', {}), ...deed] : [];
  }
  return deedOf(part.text, before, planner);
}

async function deedOf(text: string, before: readonly Clause[], planner: PartPlanner): Promise<readonly Clause[]> {
  if (before.length > 0) {
    const chosen = chosenOfBefore(text);
    const follows = chosen.length > 0 ? chosen : planner.following(text);
    if (follows.length > 0) return follows;
  }
  return planner.alone(text);
}

async function conditional(text: string, before: readonly Clause[], planner: PartPlanner): Promise<readonly Clause[]> {
  const condition = conditionIn(text, testWords);
  if (condition === undefined) return [];
  const { subject, test, deed } = condition;
  const looked = subject.length < 2 ? [] : await lookedAt(subject, planner);
  if (looked.length === 0 && !before.some(({ kind }) => resultKinds.has(kind))) return [];
  const row = [...looked, clauseOf('if', { test })];
  if (deed === '') return row;
  const done = await deedOf(deed, [...before, ...row], planner);
  return done.length > 0 ? [...row, ...done] : [];
}

async function lookedAt(subject: string, planner: PartPlanner): Promise<readonly Clause[]> {
  const { app, parts } = withoutApp(subject);
  const what = parts.length === 1 ? (parts[0] ?? '') : subject;
  const hasHome = app !== undefined || homeOf(subject) !== undefined;
  if (what !== '' && hasHome && !beginsDeed(what)) return [clauseOf('ask', { what }, app)];
  const planned = await planner.alone(subject);
  return planned.every(({ kind }) => resultKinds.has(kind)) ? planned : [];
}
