// The grammar of one request's plan, as GBNF: which clauses may follow each other, which values they take, and that
// every value is a contiguous piece of the request, beginning and ending on its units. What the model writes under it
// is a well-formed plan by construction; only its meaning can be wrong.
// The pieces of a request form a right-linear grammar: rule `u7` is "unit 7, then end or go on with unit 8".
import type { CanonicalRequest } from './canonical.js';
import {
  type ClauseKind,
  type ClauseRule,
  carriedSlot,
  clauseKinds,
  clauseRules,
  type Dialect,
  handOver,
  marks,
  mentionToken,
  resultKinds,
  type SlotName,
  slotsIn,
} from './language.js';

/** Kinds that only stand between others. */
const joints: ReadonlySet<ClauseKind> = new Set(['summary', 'if', 'else']);

function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

function valueRules({ units }: CanonicalRequest): string[] {
  const rules = [`value ::= ${units.map((_, i) => `u${i}`).join(' | ')}`];
  for (const [i, unit] of units.entries()) {
    const next = units[i + 1];
    const onwards = next === undefined ? '' : ` (${next.gap === '' ? '' : `${quoted(next.gap)} `}u${i + 1})?`;
    rules.push(`u${i} ::= ${quoted(unit.text)}${onwards}`);
  }
  return rules;
}

/** Rules for naming apps: `app` is one mention, `apps` an ascending list of them or "all". */
function appRules(count: number): string[] {
  const tokens = Array.from({ length: count }, (_, i) => quoted(mentionToken(i + 1)));
  const rules = count === 0 ? [] : [`app ::= ${tokens.join(' | ')}`];
  const lists = tokens.map((_, i) => `from${i}`);
  rules.push(`apps ::= ${[quoted(marks.all), ...lists].join(' | ')}`);
  for (const [i, token] of tokens.entries()) {
    const later = lists.slice(i + 1);
    rules.push(`from${i} ::= ${token}${later.length === 0 ? '' : ` (${later.join(' | ')})?`}`);
  }
  return rules;
}

function appPart(rule: ClauseRule, count: number): string | undefined {
  if (rule.apps === 'none' || (rule.apps === 'optional' && count === 0)) return '';
  if (rule.apps === 'list') return ' apps';
  if (rule.apps === 'optional') return ' app?';
  return count === 0 ? undefined : ' app';
}

function slotPart(slot: string, required: boolean): string {
  const text = `${quoted(`<${slot}>`)} value ${quoted(marks.valueEnd)}`;
  return required ? ` ${text}` : ` (${text})?`;
}

/** Rules by clause kind; a kind that cannot be said in the dialect, or with this many mentions, is missing. */
function clauseRulesFor(dialect: Dialect, count: number): Map<ClauseKind, string> {
  const rules = new Map<ClauseKind, string>();
  for (const kind of clauseKinds) {
    const app = appPart(clauseRules[kind], count);
    const slots = slotsIn(dialect, kind);
    if (app === undefined || slots === undefined || joints.has(kind)) continue;
    rules.set(kind, quoted(`<${kind}>`) + app + slots.map(([slot, required]) => slotPart(slot, required)).join(''));
  }
  return rules;
}

/** A clause that takes one of its values from those before it: the mark stands where the value would. */
function followerRules(dialect: Dialect, count: number): Map<ClauseKind, string> {
  const rules = new Map<ClauseKind, string>();
  const app = count === 0 ? '' : ' app?';
  for (const [kind, carried] of Object.entries(carriedSlot) as [ClauseKind, SlotName][]) {
    const slots = slotsIn(dialect, kind)?.map(([slot, required]) =>
      slot === carried ? ` ${quoted(marks.previous)}` : slotPart(slot, required),
    );
    if (slots !== undefined) rules.set(kind, quoted(`<${kind}>`) + app + slots.join(''));
  }
  return rules;
}

const summary = quoted('<summary>');
const then = (kinds: readonly ClauseKind[]): string => kinds.map((kind) => `then-${kind}`).join(' | ');

/** How clauses follow each other. */
const plans: Readonly<Record<Dialect, readonly string[]>> = {
  commands: [
    'clause clause?',
    `do-search (${summary} (${then(handOver.summary)})? | ${then(handOver.search)})`,
    `do-price (${summary} (${then(handOver.summary)})? | ${then(handOver.price)})`,
  ],
  questions: [
    'clause (any (any any?)?)?',
    `(do-search | do-price | do-ask) ${summary} (${then(handOver.summary)})?`,
    `result any? ${quoted('<if>')}${slotPart('test', true)} any any? (${quoted('<else>')} any any?)?`,
  ],
};

/** GBNF text whose language is every well-formed plan of the request, and the refusal. */
export function planGrammar(request: CanonicalRequest, dialect: Dialect): string {
  const count = request.mentions.length;
  const clauses = clauseRulesFor(dialect, count);
  const followers = followerRules(dialect, count);
  const anyOf = (kinds: readonly ClauseKind[]): string => kinds.map((kind) => `do-${kind}`).join(' | ');
  const kinds = [...clauses.keys()];
  const rules = [
    `root ::= ${[quoted(marks.refuse), ...plans[dialect]].join(' | ')}`,
    `clause ::= ${anyOf(kinds)}`,
    `result ::= ${anyOf(kinds.filter((kind) => resultKinds.has(kind)))}`,
    `follower ::= ${then([...followers.keys()])}`,
    'any ::= clause | follower',
  ];
  for (const [kind, rule] of clauses) rules.push(`do-${kind} ::= ${rule}`);
  for (const [kind, rule] of followers) rules.push(`then-${kind} ::= ${rule}`);
  return [...rules, ...appRules(count), ...valueRules(request)].join('\n');
}
