// Asks the embedded model for a plan and decides whether to believe it. The model only structures: apps are found
// before it reads, values are copied by grammar, and what it is unsure of becomes a refusal rather than a guess.
import type { Model } from '@farhand/native';
import { findMentions } from '@farhand/shared';
import { canonicalRequest, promptFor } from './canonical.js';
import { planGrammar } from './clause-grammar.js';
import { type Clause, readClauses } from './clauses.js';
import { misfit } from './expand.js';

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
 * The clauses of a request, or why there are none. Rejects with the signal's reason when aborted.
 * @param threshold probability below which a plan is not believed
 */
export async function planClauses(
  model: Model,
  request: string,
  signal: AbortSignal,
  threshold: number = leastProbability,
): Promise<PlannedClauses> {
  const canonical = canonicalRequest(request, findMentions(request));
  const refuse = (refusal: Refusal, written?: Written): PlannedClauses => ({
    clauses: [],
    refusal,
    confidence: written?.confidence ?? 1,
    promptTokens: written?.promptTokens ?? 0,
    generatedTokens: written?.generatedTokens ?? 0,
  });
  if (canonical.units.length === 0) return refuse('out-of-domain');
  if (canonical.units.length > longestRequestUnits) return refuse('too-long');
  const written = await write(model, promptFor(canonical), planGrammar(canonical), signal);
  const clauses = readClauses(written.text, canonical, request);
  if (clauses === undefined) return refuse('unsure', written);
  if (clauses.length === 0) return refuse('out-of-domain', written);
  if (misfit(clauses) !== undefined) return refuse('app-misfit', written);
  if (written.confidence < threshold) return refuse('unsure', written);
  const { confidence, promptTokens, generatedTokens } = written;
  return { clauses, confidence, promptTokens, generatedTokens };
}
