// Asks the embedded model for a plan and decides whether to believe it. The model only structures: apps are found
// before it reads, values are copied by grammar, and what it is unsure of becomes a refusal rather than a guess.
import type { Model } from '@farhand/native';
import { findMentions } from '@farhand/shared';
import { canonicalRequest, promptFor } from './canonical.js';
import { planGrammar } from './clause-grammar.js';
import { type Clause, readClauses } from './clauses.js';
import { misfit } from './expand.js';
import { type Dialect, isNewer, type SlotName } from './language.js';

/** Longest request in units (hanzi, words, signs): beyond it the model has seen too little to be trusted. */
const longestRequestUnits = 140;
const longestPlanTokens = 200;

/** Plans with a token less likely than this are refused. Set on held-out phrasings, see native/training/README.md. */
const leastProbability = 0.6;

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
 * The two models that ship. The second was refined from the first to speak the whole plan language, and forgot a little of
 * the plain commands by it; so each writes what it writes better.
 */
export type Models = Readonly<Record<Dialect, Model>>;

/**
 * The clauses of a request, or why there are none. A plan that needs the whole language is believed of the model that
 * speaks it; what is left is a plain command or nothing. Rejects with the signal's reason when aborted.
 * @param threshold probability below which a plan is not believed
 */
export async function planClauses(
  models: Models,
  request: string,
  signal: AbortSignal,
  threshold: number = leastProbability,
): Promise<PlannedClauses> {
  const canonical = canonicalRequest(request, findMentions(request));
  const none = { clauses: [], confidence: 1, promptTokens: 0, generatedTokens: 0 };
  if (canonical.units.length === 0) return { ...none, refusal: 'out-of-domain' };
  if (canonical.units.length > longestRequestUnits) return { ...none, refusal: 'too-long' };
  const read = async (dialect: Dialect): Promise<PlannedClauses> => {
    const written = await write(models[dialect], promptFor(canonical), planGrammar(canonical, dialect), signal);
    return believed(written, readClauses(written.text, canonical, request), threshold);
  };
  const asked = await read('questions');
  if (asked.clauses.some(({ kind, values }) => isNewer(kind, Object.keys(values) as SlotName[]))) return asked;
  const commanded = await read('commands');
  return {
    ...commanded,
    promptTokens: asked.promptTokens + commanded.promptTokens,
    generatedTokens: asked.generatedTokens + commanded.generatedTokens,
  };
}

function believed(written: Written, clauses: readonly Clause[] | undefined, threshold: number): PlannedClauses {
  const { confidence, promptTokens, generatedTokens } = written;
  const refuse = (refusal: Refusal): PlannedClauses => {
    return { clauses: [], refusal, confidence, promptTokens, generatedTokens };
  };
  if (clauses === undefined) return refuse('unsure');
  if (clauses.length === 0) return refuse('out-of-domain');
  if (misfit(clauses) !== undefined) return refuse('app-misfit');
  if (confidence < threshold) return refuse('unsure');
  return { clauses, confidence, promptTokens, generatedTokens };
}
