// From clauses to a plan that phones can carry out: one subtask per app, default apps where none was named, and the
// result of one clause handed to the next. Also the last check of meaning: an app has to be able to do its clause.
import {
  type App,
  type Combine,
  defaultApps,
  FarhandError,
  goalSentence,
  type Intent,
  type Language,
  languageOf,
  type Plan,
  parsePlan,
  type Subtask,
  servesCategory,
} from '@farhand/shared';
import type { Clause } from './clauses.js';
import { type ClauseKind, clauseRules, type SlotName } from './language.js';
import { narrowingOf } from './narrowing.js';
import { paperSearchOf } from './papers.js';

const intentOf: Readonly<Record<ClauseKind, Intent>> = {
  price: 'find_price',
  search: 'search',
  send: 'send_message',
  summary: 'summarise',
  ride: 'ride',
  food: 'order_food',
  play: 'play',
  navigate: 'navigate',
  ticket: 'ticket',
  hotel: 'hotel',
  alarm: 'alarm',
  note: 'note',
  call: 'call',
  open: 'open',
  setting: 'setting',
  post: 'post',
};

/** Shops that "everywhere" stands for. */
const usualShopCount = 3;

const videoWords =
  /电影|电视剧|视频|影片|动画|番剧|第.{1,3}[集季]|\b(?:film|movie|episode|season|video|show|series|trailer|watch)\b/i;

function categoryOf(clause: Clause, command: string): string {
  if (clause.kind === 'play' && videoWords.test(command)) return 'video';
  return clauseRules[clause.kind].category ?? 'browser';
}

function appsFor(clause: Clause, command: string): App[] {
  if (clause.apps !== 'all' && clause.apps.length > 0) return [...clause.apps];
  return defaultApps(categoryOf(clause, command)).slice(0, clause.apps === 'all' ? usualShopCount : 1);
}

function valueName(kind: ClauseKind, slot: SlotName): string {
  return slot === 'to' && (kind === 'send' || kind === 'call') ? 'recipient' : slot;
}

function valuesOf(clause: Clause): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [slot, value] of Object.entries(clause.values)) values[valueName(clause.kind, slot as SlotName)] = value;
  return values;
}

/** Name of the first app that cannot do what its clause asks for, if there is one. */
export function misfit(clauses: readonly Clause[]): App | undefined {
  for (const clause of clauses) {
    const fits = clauseRules[clause.kind].fits;
    if (fits === undefined || clause.apps === 'all') continue;
    const wrong = clause.apps.find((app) => !fits.some((category) => servesCategory(app, category)));
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

class PlanWriter {
  readonly subtasks: Subtask[] = [];
  readonly #command: string;
  readonly #language: Language;
  readonly #clauses: readonly Clause[];
  readonly #searchesOnce: boolean;
  #before: string[] = [];

  constructor(command: string, language: Language, clauses: readonly Clause[]) {
    this.#command = command;
    this.#language = language;
    this.#clauses = clauses;
    this.#searchesOnce = clauses.filter(({ kind }) => kind === 'search').length === 1;
  }

  add(clause: Clause): void {
    if (clause.kind === 'summary') {
      this.#before = [this.#summarise()];
      return;
    }
    const papers = paperSearchOf(clause, this.#command, this.#clauses);
    if (papers) {
      this.#before = [this.#searchPapers(papers)];
      return;
    }
    const source = clause.takesPrevious ? this.#oneResult() : undefined;
    const values = { ...valuesOf(clause), ...this.#narrowing(clause) };
    this.#before = appsFor(clause, this.#command).map((app) => this.#addFor(app, clause.kind, values, source));
  }

  /** Where a command searches more than once, nobody knows which search is meant. */
  #narrowing(clause: Clause): Record<string, string> {
    const { query } = clause.values;
    if (clause.kind !== 'search' || query === undefined || !this.#searchesOnce) return {};
    return narrowingOf(this.#command, query);
  }

  #push(subtask: Omit<Subtask, 'id'>): string {
    const id = `s${this.subtasks.length + 1}`;
    this.subtasks.push({ id, ...subtask });
    return id;
  }

  #addFor(app: App, kind: ClauseKind, values: Record<string, string>, source: string | undefined): string {
    const intent = intentOf[kind];
    return this.#push({
      kind: 'app',
      app: app.id,
      intent,
      goal: goalSentence(intent, values, app.names[this.#language], this.#language),
      values,
      ...(source !== undefined && { inputs: { text: source } }),
      dependsOn: source === undefined ? [] : [source],
    });
  }

  #searchPapers(values: Record<string, string>): string {
    const goal = goalSentence('search_papers', values, '', this.#language);
    return this.#push({ kind: 'tool', intent: 'search_papers', goal, values, dependsOn: [] });
  }

  #summarise(): string {
    const goal = goalSentence('summarise', {}, '', this.#language);
    return this.#push({ kind: 'tool', intent: 'summarise', goal, values: {}, dependsOn: [...this.#before] });
  }

  /** One text for the next clause: several results are brought together first. */
  #oneResult(): string | undefined {
    return this.#before.length > 1 ? this.#summarise() : this.#before[0];
  }
}

function combineFor(clauses: readonly Clause[]): Combine {
  const [first, ...rest] = clauses;
  if (first?.kind === 'price' && rest.every((clause) => clause.kind === 'summary')) return 'compare_prices';
  const chained = rest.some((clause) => clause.takesPrevious || clause.kind === 'summary');
  return rest.length === 0 || chained ? 'last' : 'collect';
}

/** The plan of a command. Throws BRAIN_ANSWER_INVALID if the clauses do not make one. */
export function expandClauses(clauses: readonly Clause[], command: string): Plan {
  if (clauses.length === 0) throw new FarhandError('BRAIN_ANSWER_INVALID', 'The embedded brain wrote an empty plan');
  const language = languageOf(command);
  const writer = new PlanWriter(command, language, clauses);
  for (const clause of clauses) writer.add(clause);
  return parsePlan({ language, subtasks: writer.subtasks, combine: combineFor(clauses) });
}
