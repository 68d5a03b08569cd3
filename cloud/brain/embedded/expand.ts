// From clauses to a plan that phones can carry out: one subtask per app, usual apps where none was named, results
// handed on, and conditions on what came back. Also the last check of meaning: an app has to be able to do its clause.
import {
  type App,
  type Combine,
  type Condition,
  FarhandError,
  goalSentence,
  type Intent,
  intentTable,
  type Language,
  languageOf,
  type Plan,
  parsePlan,
  type Subtask,
  servesCategory,
} from '@farhand/shared';
import { carriedOver } from './carry.js';
import type { Clause } from './clauses.js';
import { meantIn } from './in-this-app.js';
import { type ClauseKind, carriedSlot, clauseRules, resultKinds, type SlotName } from './language.js';
import { narrowingOf } from './narrowing.js';
import { paperSearchOf } from './papers.js';
import { usualApps } from './which-app.js';
import { wholeQuestion } from './whole-question.js';
import { ofAll, withPartOfDay } from './wider-values.js';

/** Clauses that stand for no subtask of their own. */
type Joint = 'if' | 'else';

const intentOf: Readonly<Record<Exclude<ClauseKind, Joint>, Intent>> = {
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
  ask: 'ask',
  cart: 'add_to_cart',
  favourite: 'favourite',
  like: 'like',
  follow: 'follow',
  route: 'route',
};

/** Shops that "everywhere" stands for. */
const usualShopCount = 3;

/** A test that compares two things with each other and no number. */
const comparison = /^[^\d]*(?:贵|便宜|划算|高|低|快|慢|早|晚|cheaper|dearer|more|less|faster|slower)[^\d]*$/iu;
const cheaper: Readonly<Record<Language, string>> = { zh: '便宜', en: 'cheaper' };

const amountBefore =
  /^([一两俩三四五六七八九十\d]{1,3}(?:件|个|份|瓶|盒|箱|包|袋|杯|台|双|只|条|桶|罐|支|套|碗))(\S.*)$/u;

/** Slots whose value has another name in the intent. */
const valueNames: Readonly<Partial<Record<ClauseKind, Partial<Record<SlotName, string>>>>> = {
  send: { to: 'recipient' },
  call: { to: 'recipient' },
  follow: { to: 'who' },
  ride: { by: 'kind' },
};

/** The values of the intent, in its own names; what it has no name for stays unsaid. */
function valuesOf(kind: Exclude<ClauseKind, Joint>, clause: Clause): Record<string, string> {
  const values: Record<string, string> = {};
  const names: Partial<Record<SlotName, string>> = valueNames[kind] ?? {};
  for (const [slot, value] of Object.entries(clause.values) as [SlotName, string][]) {
    const name = names[slot] ?? slot;
    if (name in intentTable[intentOf[kind]]) values[name] = value;
  }
  return kind === 'cart' ? withCount(values) : values;
}

/** How many go into the cart is said apart from what: 两份海天酱油 is 海天酱油, two of it. */
function withCount(values: Record<string, string>): Record<string, string> {
  const amount = values.count === undefined ? amountBefore.exec(values.item ?? '') : null;
  const [, count, item] = amount ?? [];
  return count === undefined || item === undefined ? values : { ...values, count, item };
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
  /** Clauses written so far, with what they carried over. */
  readonly #written: Clause[] = [];
  /** Subtasks whose results the next clause may take, and whether one has. */
  #results: string[] = [];
  #taken = false;
  #condition: Condition | undefined;

  constructor(command: string, language: Language, clauses: readonly Clause[]) {
    this.#command = command;
    this.#language = language;
    this.#clauses = clauses;
    this.#searchesOnce = clauses.filter(({ kind }) => kind === 'search').length === 1;
  }

  add(clause: Clause): void {
    const { kind } = clause;
    if (kind === 'if') this.#condition = this.#conditionOf(clause.values.test ?? '');
    else if (kind === 'else') this.#condition = this.#condition && { ...this.#condition, holds: false };
    else if (kind === 'summary') this.#results = [this.#summarise()];
    else this.#addSubtasks(kind, clause);
  }

  #addSubtasks(kind: Exclude<ClauseKind, Joint | 'summary'>, said: Clause): void {
    const papers = paperSearchOf(said, this.#command, this.#clauses);
    if (papers) {
      this.#written.push(said);
      this.#bring([this.#searchPapers(papers)]);
      return;
    }
    if (kind === 'cart' && said.takesPrevious && said.apps.length === 0 && this.#results.length > 1) {
      this.#cartWhereCheaper(said);
      return;
    }
    const waits = said.takesPrevious && this.#takesResult(said);
    const clause = waits ? said : carriedOver(said, this.#written, this.#language);
    const source = waits ? this.#oneResult() : undefined;
    this.#taken ||= waits;
    const values = this.#valuesFor(kind, clause);
    const ids = this.#appsFor(clause).map((app) => this.#addFor(app, kind, values, source));
    this.#written.push(clause);
    if (resultKinds.has(kind)) this.#bring(ids);
  }

  #valuesFor(kind: Exclude<ClauseKind, Joint>, clause: Clause): Record<string, string> {
    const values = { ...this.#narrowing(clause), ...valuesOf(kind, clause) };
    const { what } = values;
    const isLast = this.#clauses.at(-1)?.kind === kind;
    if (kind === 'ask' && what !== undefined && isLast) return { ...values, what: wholeQuestion(what, this.#command) };
    if (kind === 'ticket') return withPartOfDay(values);
    return kind === 'favourite' ? ofAll(values, this.#command, this.#language) : values;
  }

  /** Whether the mark stands for a result: a text or a time, unless the clause before says the same to somebody else. */
  #takesResult(clause: Clause): boolean {
    const slot = carriedSlot[clause.kind];
    const last = this.#written.at(-1);
    const repeats = last?.kind === clause.kind && slot !== undefined && last.values[slot] !== undefined;
    return (slot === 'text' || slot === 'time') && this.#results.length > 0 && !repeats;
  }

  /** Results gather until one is taken. */
  #bring(ids: readonly string[]): void {
    this.#results = this.#taken ? [...ids] : [...this.#results, ...ids];
    this.#taken = false;
  }

  #appsFor(clause: Clause): App[] {
    if (clause.apps !== 'all' && clause.apps.length > 0) return [...clause.apps];
    const apps = usualApps(clause, this.#command).slice(0, clause.apps === 'all' ? usualShopCount : 1);
    if (apps.length === 0) {
      throw new FarhandError('BRAIN_REFUSED', 'The embedded brain does not see which app this command is for');
    }
    return apps;
  }

  #conditionOf(test: string): Condition {
    const [report, than] = this.#results.slice(-2);
    if (report === undefined) {
      throw new FarhandError('BRAIN_REFUSED', `The embedded brain does not see what decides whether “${test}”`);
    }
    if (than !== undefined && comparison.test(test)) return { report, than, test, holds: true };
    return { report: than ?? report, test, holds: true };
  }

  /** The article goes into the cart of the cheaper of two shops. */
  #cartWhereCheaper(clause: Clause): void {
    const [report, than, ...others] = this.#results;
    if (report === undefined || than === undefined || others.length > 0) {
      throw new FarhandError('BRAIN_REFUSED', 'The embedded brain chooses between two shops, not between more');
    }
    for (const [id, holds] of [
      [report, true],
      [than, false],
    ] as const) {
      const app = this.#clauses
        .flatMap(({ apps }) => (apps === 'all' ? [] : apps))
        .find((one) => one.id === this.#appOf(id));
      const here = carriedOver({ ...clause, apps: app ? [app] : [] }, this.#written, this.#language);
      this.#condition = { report, than, test: cheaper[this.#language], holds };
      for (const one of this.#appsFor(here)) {
        this.#addFor(one, 'cart', valuesOf('cart', here), undefined);
      }
    }
    this.#condition = undefined;
    this.#written.push(clause);
  }

  #appOf(id: string): string | undefined {
    return this.subtasks.find((subtask) => subtask.id === id)?.app;
  }

  /** Where a command searches more than once, nobody knows which search is meant. */
  #narrowing(clause: Clause): Record<string, string> {
    const { query, best, filter } = clause.values;
    if (clause.kind !== 'search' || query === undefined || !this.#searchesOnce) return {};
    return best === undefined && filter === undefined ? narrowingOf(this.#command, query) : {};
  }

  #push(subtask: Omit<Subtask, 'id'>): string {
    const id = `s${this.subtasks.length + 1}`;
    this.subtasks.push({ id, ...subtask });
    return id;
  }

  #addFor(
    app: App,
    kind: Exclude<ClauseKind, Joint>,
    values: Record<string, string>,
    source: string | undefined,
  ): string {
    const meant = meantIn(app, { intent: intentOf[kind], values }, this.#language);
    const condition = this.#condition;
    const needed = [source, condition?.report, condition?.than].filter((id) => id !== undefined);
    return this.#push({
      kind: 'app',
      app: app.id,
      intent: meant.intent,
      goal: goalSentence(meant.intent, meant.values, app.names[this.#language], this.#language),
      values: { ...meant.values },
      ...(source !== undefined && { inputs: { [carriedSlot[kind] ?? 'text']: source } }),
      dependsOn: [...new Set(needed)],
      ...(condition && { when: condition }),
    });
  }

  #searchPapers(values: Record<string, string>): string {
    const goal = goalSentence('search_papers', values, '', this.#language);
    return this.#push({ kind: 'tool', intent: 'search_papers', goal, values, dependsOn: [] });
  }

  #summarise(): string {
    const goal = goalSentence('summarise', {}, '', this.#language);
    return this.#push({ kind: 'tool', intent: 'summarise', goal, values: {}, dependsOn: [...this.#results] });
  }

  /** One text for the next clause: several results are brought together first. */
  #oneResult(): string | undefined {
    if (this.#results.length > 1) this.#results = [this.#summarise()];
    return this.#results[0];
  }
}

function combineFor(clauses: readonly Clause[], subtasks: readonly Subtask[]): Combine {
  const [first, ...rest] = clauses;
  if (first?.kind === 'price' && rest.every((clause) => clause.kind === 'summary')) return 'compare_prices';
  if (rest.length === 0) return 'last';
  if (clauses.every(({ kind, values }) => kind === 'ticket' && values.best !== undefined)) return 'compare_prices';
  // A chain ends in what was asked for; a condition, or clauses side by side, are told one by one.
  const conditional = subtasks.some(({ when }) => when !== undefined);
  const chained = subtasks.every(
    ({ id, inputs, intent }) =>
      inputs !== undefined || intent === 'summarise' || subtasks.some((later) => later.dependsOn.includes(id)),
  );
  const asksBefore = clauses.slice(0, -1).some(({ kind, values }) => kind !== 'ask' && values.want !== undefined);
  return chained && !conditional && !asksBefore ? 'last' : 'collect';
}

/**
 * The plan of a command. Throws BRAIN_ANSWER_INVALID if the clauses do not make one, BRAIN_REFUSED if words are missing
 * that tell for which app or on which value they are.
 */
export function expandClauses(clauses: readonly Clause[], command: string): Plan {
  if (clauses.length === 0) throw new FarhandError('BRAIN_ANSWER_INVALID', 'The embedded brain wrote an empty plan');
  const language = languageOf(command);
  const writer = new PlanWriter(command, language, clauses);
  for (const clause of clauses) writer.add(clause);
  return parsePlan({ language, subtasks: writer.subtasks, combine: combineFor(clauses, writer.subtasks) });
}
