// The default brain: a small model that ships with Farhand and plans without any account or network. It knows its
// limits; outside them it refuses and names the setting that connects a larger model. It writes no summaries of its own:
// it picks sentences, and says so.
import { EngineError, loadModel, type Model } from '@farhand/native';
import { abortReason, FarhandError } from '@farhand/shared';
import type { Brain, Planned } from '../brain.js';
import { expandClauses } from './expand.js';
import { extractiveSummary } from './extract.js';
import { planClauses, type Refusal } from './planner.js';

const reasons: Readonly<Record<Refusal, string>> = {
  'too-long': 'The embedded brain plans one or two sentences, and this command is longer',
  'out-of-domain': 'The embedded brain knows no phone task that this command asks for',
  unsure: 'The embedded brain is not sure what this command asks for',
  'app-misfit': 'The embedded brain does not see how the app named can do what this command asks for',
};

const noCalls = { calls: 0, promptTokens: 0, generatedTokens: 0 };

async function plan(model: Model, command: string, signal: AbortSignal): Promise<Planned> {
  try {
    const { clauses, refusal, promptTokens, generatedTokens } = await planClauses(model, command, signal);
    if (refusal !== undefined) throw new FarhandError('BRAIN_REFUSED', reasons[refusal]);
    return { plan: expandClauses(clauses, command), usage: { calls: 1, promptTokens, generatedTokens } };
  } catch (error) {
    if (signal.aborted) throw abortReason(signal);
    if (error instanceof EngineError) throw new FarhandError('BRAIN_ANSWER_INVALID', error.message, { cause: error });
    throw error;
  }
}

/** Opens the embedded model. Throws BRAIN_MODEL_INVALID when the file is damaged or no model of this kind. */
export async function openEmbeddedBrain(path: string, signal: AbortSignal): Promise<Brain> {
  let model: Model;
  try {
    model = await loadModel(path, { signal, threads: 1 });
  } catch (error) {
    if (signal.aborted) throw abortReason(signal);
    throw new FarhandError('BRAIN_MODEL_INVALID', `The embedded model ${path} cannot be opened`, { cause: error });
  }
  return {
    identity: { kind: 'embedded', model: model.info.name },
    canSummarise: true,
    plan: (command, _now, limit) => plan(model, command, limit),
    summarise: async (reports, command) => ({ text: extractiveSummary(reports, command), usage: noCalls }),
    close: () => model.close(),
  };
}
