// Asks the embedded model for a plan and decides whether to believe it. The model only structures: apps are found
// before it reads, values are copied by grammar, and what it is unsure of becomes a refusal rather than a guess.
import type { Model } from '@farhand/native';
import { findMentions } from '@farhand/shared';
import { goesBeyondCommands, saysNothingOf } from './beyond-commands.js';
import { type CanonicalRequest, canonicalRequest, promptFor } from './canonical.js';
import { planGrammar } from './clause-grammar.js';
import { type Clause, readClauses } from './clauses.js';
import { misfit } from './expand.js';
import { type ClauseKind, type Dialect, handOver, isNewer, type SlotName } from './language.js';
import { ownQuestion } from './own-question.js';
import type { FoundPlan, Phrasebook } from './phrasebook/phrasebook.js';

/** Longest request in units (hanzi, words, signs): beyond it the model has seen too little to be trusted. */
const longestRequestUnits = 140;
const longestPlanTokens = 200;

/**
 * Plans with a token less likely than this are not believed: see native/training/README.md for how they were chosen. The
 * model of the whole language has to be surer where it speaks before the other, and less so where that one refuses.
 */
const leastProbability = { commands: 0.6, questionsFirst: 0.7, questionsInstead: 0.5 };

export type Refusal = 'too-long' | 'out-of-domain' | 'unsure' | 'app-misfit';

export interface PlannedClauses {
  /** Empty when refused. */
  clauses: readonly Clause[];
  refusal?: Refusal;
  /** Probability of the least likely token of the plan, 0 to 1. */
  confidence: number;
  promptTokens: number;
  generatedTokens: number;
}

interface Written {
  text: string;
  confidence: number;
  promptTokens: number;
  generatedTokens: number;
}

/** What was written, and the clauses that it says; undefined where it says none that can be trusted. */
interface Read extends Written {
  clauses: readonly Clause[] | undefined;
}

async function write(model: Model, prompt: string, grammar: string, signal: AbortSignal): Promise<Written> {
  const generation = model.generate({ prompt, grammar, maxTokens: longestPlanTokens, signal });
  const tokens: number[] = [];
  let lowest = 0;
  for await (const { token, logprob } of generation) {
    tokens.push(token);
    lowest = Math.min(lowest, logprob);
  }
  const { promptTokens, generatedTokens } = generation.stats;
  const text = model.detokenize(tokens);
  return { text, confidence: Math.exp(lowest), promptTokens, generatedTokens };
}

/**
 * What the phrasings fit is believed if they say so much of it themselves, and nothing else fits as well. Plain commands are
 * what the models know best: there they have to fit better to come before them.
 */
const leastFound = { score: 4, covered: 0.35, ahead: 0.5 };
const leastFull = { score: 3, covered: 0.55, ahead: 0.5 };
const leastPlain = { score: 6, covered: 0.6, ahead: 1 };

/**
 * The two models that ship, and the phrasings that they learnt from. The second was refined from the first to speak the
 * whole plan language, and forgot a little of the plain commands by it; so each writes what it writes better.
 */
export type Models = Readonly<Record<Dialect, Model>> & { readonly phrasebook: Phrasebook };

/**
 * The clauses of a request, or why there are none. A plan that needs the whole language is believed of the phrasings if
 * they fit well, and of the model that speaks it if it is sure or the other one refuses; what is left is a plain command,
 * of the other model or else of the phrasings, or nothing. Rejects with the signal's reason when aborted.
 */
export async function planClauses(models: Models, request: string, signal: AbortSignal): Promise<PlannedClauses> {
  const canonical = canonicalRequest(request, findMentions(request));
  const none = { clauses: [], confidence: 1, promptTokens: 0, generatedTokens: 0 };
  if (canonical.units.length === 0) return { ...none, refusal: 'out-of-domain' };
  if (canonical.units.length > longestRequestUnits) return { ...none, refusal: 'too-long' };
  const read = async (dialect: Dialect): Promise<Read> => {
    const written = await write(models[dialect], promptFor(canonical), planGrammar(canonical, dialect), signal);
    return { ...written, clauses: readClauses(written.text, canonical, request) };
  };
  const found = foundIn(models.phrasebook, canonical, request);
  if (found && (needsWholeLanguage(found.plan.clauses) || fits(found.fit, leastPlain))) return found.plan;
  const asked = await read('questions');
  if (saysNothingOf(asked.clauses ?? [], request)) asked.clauses = undefined;
  const asks = needsWholeLanguage(asked.clauses ?? []);
  if (asks && isBelieved(asked, leastProbability.questionsFirst)) return planned(asked);
  const commanded = await read('commands');
  if (goesBeyondCommands(commanded.clauses ?? [], request)) commanded.clauses = undefined;
  const instead = asks && !isBelieved(commanded, leastProbability.commands);
  const wrote = instead
    ? planned(asked, leastProbability.questionsInstead)
    : planned(commanded, leastProbability.commands);
  return {
    ...(wrote.refusal === undefined ? wrote : (found?.plan ?? askedOfOwn(request) ?? wrote)),
    promptTokens: asked.promptTokens + commanded.promptTokens,
    generatedTokens: asked.generatedTokens + commanded.generatedTokens,
  };
}

/** The plan of the phrasings that fit, if they fit well; its confidence is the share of the request that they say. */
function foundIn(
  phrasebook: Phrasebook,
  canonical: CanonicalRequest,
  request: string,
): { plan: PlannedClauses; fit: FoundPlan } | undefined {
  const found = phrasebook.find(request);
  if (found === undefined || !(fits(found, leastFound) || fits(found, leastFull))) return undefined;
  const clauses = readClauses(found.written, canonical, request);
  if (clauses === undefined || clauses.length === 0 || misfit(clauses) !== undefined) return undefined;
  const confidence = Math.min(1, found.covered);
  return { plan: { clauses, confidence, promptTokens: 0, generatedTokens: 0 }, fit: found };
}

function askedOfOwn(request: string): PlannedClauses | undefined {
  const clause = ownQuestion(request);
  return clause && { clauses: [clause], confidence: leastProbability.commands, promptTokens: 0, generatedTokens: 0 };
}

function fits({ score, covered, ahead }: FoundPlan, least: Omit<FoundPlan, 'written'>): boolean {
  return score >= least.score && covered >= least.covered && ahead >= least.ahead;
}

/** Whether a plan cannot be said in the older half of the language. */
export function needsWholeLanguage(clauses: readonly Clause[]): boolean {
  return clauses.some(({ kind, values, takesPrevious }, index) => {
    const before = clauses[index - 1]?.kind;
    const hands: Readonly<Partial<Record<ClauseKind, readonly ClauseKind[]>>> = handOver;
    const followsAnew = takesPrevious && !(before !== undefined && hands[before]?.includes(kind));
    return followsAnew || isNewer(kind, Object.keys(values) as SlotName[]);
  });
}

function refusalOf({ clauses, confidence }: Read, threshold: number): Refusal | undefined {
  if (clauses === undefined) return 'unsure';
  if (clauses.length === 0) return 'out-of-domain';
  if (misfit(clauses) !== undefined) return 'app-misfit';
  return confidence < threshold ? 'unsure' : undefined;
}

function isBelieved(read: Read, threshold: number): boolean {
  return refusalOf(read, threshold) === undefined;
}

function planned(read: Read, threshold = 0): PlannedClauses {
  const { confidence, promptTokens, generatedTokens } = read;
  const refusal = refusalOf(read, threshold);
  const clauses = refusal === undefined ? (read.clauses ?? []) : [];
  return { clauses, ...(refusal && { refusal }), confidence, promptTokens, generatedTokens };
}
