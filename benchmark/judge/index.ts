// The judge of one attempt: rules, then evidence, then a verdict, then a second opinion on what passed. It reads what the
// attempt left behind and needs no phone. A pass that the second judge does not share is none until a person has looked.
import type { ChatModel } from '@farhand/cloud';
import { z } from 'zod';
import type { FailureLabel, Verdict } from '../attempt.js';
import { decide } from './decide.js';
import { type EvidenceEntry, evidenceSchema, gatherEvidence } from './evidence.js';
import { Fence, wordsToJudge } from './fence.js';
import type { Material } from './material.js';
import { promptHash } from './prompts.js';
import { failedRules } from './rules.js';
import { type Decided, decisionSchema } from './weigh.js';

export interface Judges {
  readonly first: ChatModel;
  /** Another family of models; asked about passes only. */
  readonly second?: ChatModel | undefined;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly labels: readonly FailureLabel[];
}

export const judgePromptHash: string = promptHash([z.toJSONSchema(evidenceSchema), z.toJSONSchema(decisionSchema)]);

/** Names the judges with their prompts: what another name decided is not the same score. */
export function judgeName({ first, second }: Judges): string {
  return [first.identity.model, ...(second ? [second.identity.model] : []), judgePromptHash].join('+');
}

/** Throws BRAIN_UNREACHABLE and BRAIN_ANSWER_INVALID: an attempt that could not be judged has no verdict. */
export async function judgeAttempt(material: Material, judges: Judges, signal: AbortSignal): Promise<Judged> {
  const failed = failedRules(material);
  if (failed.length > 0) {
    const labels = [...new Set(failed.flatMap(({ label }) => (label === undefined ? [] : [label])))];
    return { verdict: { pass: false, by: 'rules', items: failed.map(({ item }) => item) }, labels };
  }
  const fence = new Fence();
  const evidence = await gatherEvidence(judges.first, material, fence, signal);
  const decided = await decide(judges.first, material, evidence, fence, signal);
  const by = judges.first.identity.model;
  const verdict = { pass: decided.pass, by, items: [...decided.items], promptHash: judgePromptHash };
  const spoken = decided.pass ? wordsToJudge(textsOf(material, evidence)) : undefined;
  if (spoken !== undefined) return { verdict: withheld(verdict, spoken), labels: [] };
  if (!decided.pass || !judges.second) return { verdict, labels: decided.labels };
  const second = await decide(judges.second, material, evidence, fence, signal);
  return { verdict: withSecond(verdict, judges.second, second), labels: second.labels };
}

function withheld(verdict: Verdict, words: string): Verdict {
  const item = {
    tier: 'negative',
    what: 'Nothing on the way speaks to the judge',
    outcome: 'violated',
    why: `it says "${words}"`,
  } as const;
  return { ...verdict, pass: false, needsHuman: true, items: [...verdict.items, item] };
}

function withSecond(verdict: Verdict, model: ChatModel, { pass, why }: Decided): Verdict {
  const second = { by: model.identity.model, pass, why };
  return pass ? { ...verdict, second } : { ...verdict, second, pass: false, needsHuman: true };
}

/** Everything that was not written by the benchmark, and what was read from pictures. */
function textsOf({ steps, attempt: { report } }: Material, evidence: readonly EvidenceEntry[]): string[] {
  const read = evidence.flatMap(({ facts, risks, visible_once }) => [...facts, ...risks, ...visible_once]);
  return [report, ...steps.flatMap(({ thought, screenText = '' }) => [thought, screenText]), ...read];
}
