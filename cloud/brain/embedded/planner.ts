// Asks the embedded model for a plan and decides whether to believe it. The model only structures: apps are found
// before it reads, values are copied by grammar, and what it is unsure of becomes a refusal rather than a guess.
import type { Model } from '@farhand/native';
import { findMentions } from '@farhand/shared';
import { goesBeyondCommands, saysNothingOf } from './beyond-commands.js';
import { type CanonicalRequest, canonicalRequest, promptFor } from './canonical.js';
import { planGrammar } from './clause-grammar.js';
import { type Clause, readClauses } from './clauses.js';
import { misfit } from './expand.js';
import { changeOf } from './grammar/change.js';
import { chosenOfBefore, lookedUpFirst } from './grammar/chosen-of-before.js';
import { completed } from './grammar/completed.js';
import { composed, isRow } from './grammar/composed.js';
import { deedsOf } from './grammar/deed.js';
import { messageOf } from './grammar/message.js';
import { partsOf } from './grammar/parts.js';
import { questionOf } from './grammar/question.js';
import { askingWords } from './grammar/words.js';
import { type ClauseKind, type Dialect, handOver, isNewer, type SlotName } from './language.js';
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

/** Longer values are sentences of the user's own, which may hold stops and joints. */
const sentenceSlots: readonly SlotName[] = ['text', 'title', 'label'];

/**
 * The clauses of a request, or why there are none. What neither phrasings nor models plan, or plan only in part, is planned
 * part by part; what is still left is a question or a change that any app could be asked for. Rejects with the signal's
 * reason when aborted.
 */
export async function planClauses(models: Models, request: string, signal: AbortSignal): Promise<PlannedClauses> {
  const whole = await planOne(models, request, signal);
  if (whole.refusal === 'too-long') return whole;
  const spent = { promptTokens: whole.promptTokens, generatedTokens: whole.generatedTokens };
  if (leavesParts(whole, request)) {
    const clauses = await composed(request, {
      alone: async (text) => {
        const part = await planOne(models, text, signal);
        spent.promptTokens += part.promptTokens;
        spent.generatedTokens += part.generatedTokens;
        return part.clauses;
      },
      following: (text) => followingIn(models.phrasebook, text),
    });
    if (clauses !== undefined && misfit(clauses) === undefined)
      return { clauses, confidence: leastProbability.commands, ...spent };
  }
  return { ...whole, ...spent };
}

/** Whether parts begin outside of the plan's sentences, more than it has clauses. */
function leavesParts({ clauses, promptTokens }: PlannedClauses, request: string): boolean {
  const parts = partsOf(request);
  const starts = parts.map(({ start }) => start);
  if (clauses.length === 0) return isRow(parts);
  if (promptTokens === 0) return false;
  const chooses = parts.slice(1).some(({ text }) => chosenOfBefore(text).length > 0);
  if (chooses && clauses.every(({ values }) => values.best === undefined)) return true;
  const sentences = clauses.flatMap(({ values }) => sentenceSlots.flatMap((slot) => values[slot] ?? []));
  const isInside = (start: number): boolean =>
    sentences.some((said) => {
      const at = request.indexOf(said);
      return at !== -1 && start > at && start < at + said.length;
    });
  return starts.filter((start) => !isInside(start)).length > clauses.filter(({ kind }) => kind !== 'if').length;
}

function followingIn(phrasebook: Phrasebook, text: string): readonly Clause[] {
  const written = phrasebook.follower(text);
  return written === undefined ? [] : (readClauses(written, canonicalRequest(text, findMentions(text)), text) ?? []);
}

/** One request or one part of it. */
async function planOne(models: Models, request: string, signal: AbortSignal): Promise<PlannedClauses> {
  const said = await planSaid(models, request, signal);
  const reread = isMisread(said, request) ? [changeOf(request) ?? questionOf(request) ?? []].flat() : [];
  if (said.clauses.length > 0 && reread.length === 0)
    return { ...said, clauses: lookedUpFirst(completed(said.clauses, request), request) };
  if (said.refusal === 'too-long') return said;
  const clauses = reread.length > 0 ? reread : plainlySaid(request);
  if (clauses.length === 0 || misfit(clauses) !== undefined || saysNothingOf(clauses, request)) return said;
  const { refusal: _, ...rest } = said;
  return { ...rest, clauses, confidence: leastProbability.commands };
}

function plainlySaid(request: string): readonly Clause[] {
  const message = messageOf(request);
  return message ? [message] : completed(deedsOf(request), request);
}

/** Nobody is written to by a look. */
const looks = /^(?:请|麻烦)?(?:帮我|给我)?(?:看|查|瞧)|^(?:check|see|look|find out)\b/iu;
/** They have a figure and no price. */
const ownMatters = /余额|积分|信用分|账单|额度|话费|里程|\b(?:balance|points|bill|score|miles)\b/iu;

/** What is refused, or asked of a search that finds no such thing: a setting, or what is the user's own. */
function isMisread({ clauses, promptTokens }: PlannedClauses, request: string): boolean {
  const [clause] = clauses;
  if (clause === undefined) return true;
  if (clauses.length > 1 || promptTokens === 0) return false;
  const { best, filter, item } = clause.values;
  if (clause.kind === 'price') return clause.apps === 'all' && ownMatters.test(item ?? '');
  if (clause.kind === 'send') return looks.test(request) && askingWords.test(request);
  if (clause.kind === 'search') return best === undefined && filter === undefined;
  return clause.kind === 'ask' && changeOf(request) !== undefined && !askingWords.test(request);
}

/**
 * As the phrasings and the models say it. A plan that needs the whole language is believed of the phrasings if
 * they fit well, and of the model that speaks it if it is sure or the other one refuses; what is left is a plain command,
 * of the other model or else of the phrasings, or nothing.
 */
async function planSaid(models: Models, request: string, signal: AbortSignal): Promise<PlannedClauses> {
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
  if (goesBeyondCommands(commanded.clauses ?? [], request) || saysNothingOf(commanded.clauses ?? [], request))
    commanded.clauses = undefined;
  const instead = asks && !isBelieved(commanded, leastProbability.commands);
  const wrote = instead
    ? planned(asked, leastProbability.questionsInstead)
    : planned(commanded, leastProbability.commands);
  return {
    ...(wrote.refusal === undefined ? wrote : (found?.plan ?? wrote)),
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
  if (saysNothingOf(clauses, request)) return undefined;
  const confidence = Math.min(1, found.covered);
  return { plan: { clauses, confidence, promptTokens: 0, generatedTokens: 0 }, fit: found };
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
