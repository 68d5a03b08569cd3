// Scores the embedded brain on sets of requests with gold plans: `npm run eval:brain -- [--commands FILE] [--questions FILE] [--json]`.
// Prints how many requests are planned exactly (apps, values, order), by language, shape and kind, and how many
// requests that should be refused are answered. It never prints an item, so that a blind set stays blind.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadModel } from '@farhand/native';
import { type GoldClause, isAlike } from './alike.js';
import type { Clause } from './clauses.js';
import { carriedSlot, clauseRules, type SlotName } from './language.js';
import { Phrasebook } from './phrasebook/phrasebook.js';
import { type Models, planClauses } from './planner.js';

interface GoldItem {
  request: string;
  lang: string;
  shape?: string;
  plan: GoldClause[] | null;
}

interface Tally {
  right: number;
  total: number;
}

export interface Scores {
  /** Exactly planned requests, by group: all, zh, en, plain, unusual, and each row of clause kinds. */
  exact: Record<string, Tally>;
  /** Planned to the same effect, values cut otherwise or not. */
  alike: Tally;
  /** Requests to plan that were refused. */
  refused: Tally;
  /** Requests to refuse that were answered. */
  outOfDomainAnswered: Tally;
  msPerRequest: number;
}

/** The clause in the form of the gold plans. */
export function asGold(clause: Clause): GoldClause {
  const gold: GoldClause = { do: clause.kind };
  if (clause.kind === 'price') gold.apps = clause.apps === 'all' ? 'all' : clause.apps.map((app) => app.id);
  else if (clause.apps !== 'all' && clause.apps[0] !== undefined) gold.app = clause.apps[0].id;
  for (const slot of Object.keys(clauseRules[clause.kind].slots) as SlotName[]) {
    const value = clause.values[slot];
    if (value !== undefined) gold[slot] = value;
  }
  const carried = carriedSlot[clause.kind];
  if (clause.takesPrevious && carried !== undefined) gold[carried] = 'PREV';
  return gold;
}

/**
 * The values that a set's plans are written with, as "kind.slot". A set that is older than a value of the plan language
 * says nothing about it: such values are not compared.
 */
function slotsOf(items: readonly GoldItem[]): Set<string> {
  const clauses = items.flatMap(({ plan }) => plan ?? []);
  return new Set(clauses.flatMap((clause) => Object.keys(clause).map((slot) => `${clause.do}.${slot}`)));
}

/** A text that is equal for equal plans, whatever the order of their keys. */
function fingerprint(plan: readonly GoldClause[], known: ReadonlySet<string>): string {
  return JSON.stringify(
    plan.map((clause) =>
      Object.entries(clause)
        .filter(([slot, value]) => value !== undefined && (slot === 'do' || known.has(`${clause.do}.${slot}`)))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  );
}

function count(tallies: Record<string, Tally>, group: string, right: boolean): void {
  const tally = tallies[group] ?? { right: 0, total: 0 };
  tallies[group] = { right: tally.right + (right ? 1 : 0), total: tally.total + 1 };
}

/** Scores the models on requests to plan and requests to refuse (those whose gold plan is null). */
export async function score(models: Models, items: readonly GoldItem[], signal: AbortSignal): Promise<Scores> {
  const exact: Record<string, Tally> = {};
  const rest: Record<string, Tally> = {};
  const known = slotsOf(items);
  const began = performance.now();
  for (const { request, lang, shape, plan } of items) {
    const { clauses } = await planClauses(models, request, signal);
    if (plan === null) {
      count(rest, 'answered', clauses.length > 0);
      continue;
    }
    const said = clauses.map(asGold);
    const right = fingerprint(said, known) === fingerprint(plan, known);
    count(rest, 'alike', right || isAlike(said, plan));
    const kind = plan.map((clause) => clause.do).join(' > ');
    for (const group of ['all', lang, shape === 'plain' ? 'plain' : 'unusual', kind]) count(exact, group, right);
    count(rest, 'refused', clauses.length === 0);
  }
  const none: Tally = { right: 0, total: 0 };
  return {
    exact,
    alike: rest.alike ?? none,
    refused: rest.refused ?? none,
    outOfDomainAnswered: rest.answered ?? none,
    msPerRequest: (performance.now() - began) / Math.max(1, items.length),
  };
}

function readItems(path: string): GoldItem[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line): GoldItem => JSON.parse(line));
}

function row(name: string, { right, total }: Tally): string {
  const percent = total === 0 ? 0 : (100 * right) / total;
  return `${name.padEnd(28)} ${String(right).padStart(5)} of ${String(total).padStart(4)}  ${percent.toFixed(1).padStart(5)} %`;
}

function table(scores: Scores): string {
  const groups = Object.entries(scores.exact);
  const lines = ['Planned exactly'];
  const heads = ['all', 'zh', 'en', 'plain', 'unusual'];
  for (const name of heads) lines.push(row(`  ${name}`, scores.exact[name] ?? { right: 0, total: 0 }));
  for (const [name, tally] of groups
    .filter(([name]) => !heads.includes(name))
    .sort((a, b) => b[1].total - a[1].total)) {
    lines.push(row(`  ${name}`, tally));
  }
  lines.push(row('Planned alike', scores.alike));
  lines.push(row('Refused though planable', scores.refused));
  lines.push(row('Out of domain answered', scores.outOfDomainAnswered));
  lines.push(`${scores.msPerRequest.toFixed(1)} ms per request`);
  return lines.join('\n');
}

async function main(): Promise<void> {
  const native = fileURLToPath(new URL('../../../../native/', import.meta.url));
  const { values } = parseArgs({
    options: {
      commands: { type: 'string', default: `${native}model/farhand-brain-v1.gguf` },
      questions: { type: 'string', default: `${native}model/farhand-brain-v3.gguf` },
      set: {
        type: 'string',
        multiple: true,
        default: [`${native}eval/blind.jsonl`, `${native}eval/out-of-domain.jsonl`],
      },
      json: { type: 'boolean', default: false },
    },
  });
  const models = {
    commands: await loadModel(values.commands, { threads: 1 }),
    questions: await loadModel(values.questions, { threads: 1 }),
    phrasebook: new Phrasebook(`${native}training`),
  };
  try {
    const scores = await score(models, values.set.flatMap(readItems), new AbortController().signal);
    console.log(values.json ? JSON.stringify(scores) : table(scores));
  } finally {
    await Promise.all([models.commands.close(), models.questions.close()]);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
