// Deep research: plan, search in rounds, reflect, write, verify. Each agent has a conversation of its own; what they
// share is the numbered evidence. The budget is divided by stages, so that whatever happens a report is written of what
// was found by then, and what could not be checked says so.
import { setMaxListeners } from 'node:events';
import { abortReason, FarhandError, languageOf, type Source, toFarhandError } from '@farhand/shared';
import type { ChatModel } from '../brain/chat.js';
import { ToolShelf } from '../tools/hub/shelf.js';
import type { Tool, ToolContext } from '../tools/tool.js';
import type { WorkBudget, WorkUsage } from './budget.js';
import { type Claim, readReport, writeLines } from './claims.js';
import { Evidence } from './evidence.js';
import { type Finding, planResearch, reflect } from './master.js';
import { runAgent } from './tool-loop.js';
import { type CheckedClaim, verifyClaims } from './verify.js';
import { writeReport } from './writer.js';

/** Their calls are booked to the budget by whoever made them. */
export interface ResearchModels {
  /** Leads and searches. */
  readonly master: ChatModel;
  readonly writer: ChatModel;
  readonly judge: ChatModel;
}

export interface ResearchOptions {
  readonly models: ResearchModels;
  readonly tools: readonly Tool[];
  readonly context: ToolContext;
  readonly budget: WorkBudget;
  /** Rounds of searching at the most. */
  readonly rounds: number;
  /** Plans that are drafted before one is made of them. */
  readonly ways: number;
  readonly onProgress?: (line: string) => void;
}

export interface ResearchReport {
  readonly question: string;
  /** Markdown; every sentence names its sources, which are listed at the end. */
  readonly report: string;
  /** In the order of their numbers in the report. */
  readonly sources: readonly Source[];
  readonly claims: { readonly supported: number; readonly dropped: number; readonly unchecked: number };
  readonly usage: WorkUsage;
}

/** Parts of the budget after which a stage gives way to the next. */
const searchPart = 0.6;
const writePart = 0.9;
/** Tools that every search agent sees at first. */
const usualTools = ['arxiv_search', 'web_fetch'];

const searcherRole = [
  'You are a search agent of a research team. Find out what answers the question, with the tools you have; call several',
  'at once where they do not depend on each other. Then write what you found in a few plain sentences, each with the',
  'numbers of its sources like [3]. Say what you could not find. Never state what no source says.',
].join('\n');

/**
 * Throws TOOL_FAILED when nothing was found that a report could rest on, BUDGET_EXCEEDED when the budget ended before,
 * what models throw, and the signal's reason.
 */
export async function research(question: string, options: ResearchOptions): Promise<ResearchReport> {
  const { models, context, budget, onProgress = () => undefined } = options;
  const { signal } = context;
  const evidence = new Evidence();
  const findings = await searchInRounds(question, { ...options, onProgress }, evidence);
  if (evidence.size === 0) {
    if (budget.isSpent()) throw new FarhandError('BUDGET_EXCEEDED', 'The budget was used up before anything was found');
    throw new FarhandError('TOOL_FAILED', `Nothing was found on "${question}" that a report could rest on`, {
      hint: 'Ask more narrowly, or add tools: `npm start -- tools` lists them.',
    });
  }
  onProgress(`Writing from ${evidence.size} sources`);
  const draft = readReport(await writeReport(models.writer, question, findings, evidence, signal));
  const claims = draft.flatMap((line) => (line.kind === 'claims' ? line.claims : []));
  onProgress(`Checking ${claims.length} claims`);
  const checked = await verifyClaims(models.judge, claims, evidence, () => budget.isSpent(writePart), signal);
  return { ...finished(question, draft, checked, evidence), usage: budget.usage };
}

async function searchInRounds(
  question: string,
  options: ResearchOptions & { readonly onProgress: (line: string) => void },
  evidence: Evidence,
): Promise<Finding[]> {
  const { models, budget, rounds, ways, onProgress } = options;
  const { signal } = options.context;
  const stage = AbortSignal.any([signal, budget.timeSignal(searchPart)]);
  // Every agent and every call of a tool listens to it.
  setMaxListeners(0, stage);
  const findings: Finding[] = [];
  try {
    let open = await planResearch(models.master, question, ways, stage);
    for (let round = 1; open.length > 0; round++) {
      for (const asked of open) onProgress(`Searching: ${asked}`);
      findings.push(...(await Promise.all(open.map((asked) => search(asked, question, options, evidence, stage)))));
      if (round >= rounds || budget.isSpent(searchPart)) break;
      open = await reflect(models.master, question, findings, stage);
    }
  } catch (thrown) {
    // The stage's time is over, or the master fails once something has been found: a report is made of that.
    if (signal.aborted) throw abortReason(signal);
    if (evidence.size === 0 && !stage.aborted) throw thrown;
  }
  return findings;
}

/** A search agent that fails takes only its own question with it. */
async function search(
  asked: string,
  question: string,
  options: ResearchOptions & { readonly onProgress: (line: string) => void },
  evidence: Evidence,
  stage: AbortSignal,
): Promise<Finding> {
  const { models, tools, budget, onProgress, context } = options;
  try {
    const { text } = await runAgent({
      model: models.master,
      role: searcherRole,
      question: JSON.stringify({ question: asked, part_of: question }),
      shelf: new ToolShelf(tools, asked, usualTools),
      context: { ...context, signal: stage },
      isSpent: () => budget.isSpent(searchPart),
      keep: (source) => evidence.add(source),
      onCall: (name, input) => onProgress(`  ${name} ${input.slice(0, 100)}`),
    });
    return { question: asked, text };
  } catch (thrown) {
    if (context.signal.aborted) throw abortReason(context.signal);
    const { code, message } = toFarhandError(thrown);
    if (code === 'BRAIN_REFUSED' || code === 'BRAIN_UNREACHABLE') throw thrown;
    return { question: asked, text: stage.aborted ? 'The time was over before an answer.' : `It failed: ${message}` };
  }
}

/** Numbers of the report count its own sources, in the order in which they are first named. */
function finished(
  question: string,
  draft: ReturnType<typeof readReport>,
  checked: readonly CheckedClaim[],
  evidence: Evidence,
): Omit<ResearchReport, 'usage'> {
  const byClaim = new Map<Claim, CheckedClaim>(checked.map((result) => [result.claim, result]));
  const order: number[] = [];
  const numberOf = (source: number): number => {
    if (!order.includes(source)) order.push(source);
    return order.indexOf(source) + 1;
  };
  const text = writeLines(draft, (claim) => {
    const result = byClaim.get(claim);
    if (!result || result.verdict === 'unsupported') return [];
    return result.sources.filter((number) => evidence.get(number)).map(numberOf);
  });
  const sources = order.flatMap((number) => evidence.get(number) ?? []);
  const count = (verdict: CheckedClaim['verdict']) => checked.filter((result) => result.verdict === verdict).length;
  const claims = { supported: count('supported'), dropped: count('unsupported'), unchecked: count('unchecked') };
  const words = ending[languageOf(question)];
  const notes = [
    ...(text === '' ? [words.nothing] : []),
    ...(claims.unchecked > 0 ? [words.unchecked(claims.unchecked)] : []),
  ];
  const list = sources.map((source, place) => `[${place + 1}] ${reference(source)}`);
  const references = list.length > 0 ? [`## ${words.sources}`, list.join('\n')] : [];
  return { question, report: [text, ...notes, ...references].filter(Boolean).join('\n\n'), sources, claims };
}

const ending = {
  zh: {
    sources: '来源',
    nothing: '没有一条论断能由读到的来源证实。',
    unchecked: (count: number) => `注意：预算用完前有 ${count} 条论断未能核对。`,
  },
  en: {
    sources: 'Sources',
    nothing: 'No claim could be proved by the sources that were read.',
    unchecked: (count: number) => `Note: ${count} claims could not be checked before the budget ended.`,
  },
};

function reference({ title, authors = [], date, url }: Source): string {
  const by = authors.length > 3 ? `${authors[0]} et al.` : authors.join(', ');
  return [title, by, date, url].filter(Boolean).join('. ');
}
