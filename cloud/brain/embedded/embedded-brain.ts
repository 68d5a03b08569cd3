// The default brain: a small model that ships with Farhand and plans without any account or network. It knows its
// limits; outside them it refuses and names the setting that connects a larger model.
import { EngineError, loadModel, type Model } from '@farhand/native';
import { abortReason, FarhandError, type Plan } from '@farhand/shared';
import type { Account } from '../account.js';
import type { Brain } from '../brain.js';
import type { BrainIdentity } from '../chat.js';
import { expandClauses } from './expand.js';
import { planClauses, type Refusal } from './planner.js';

const reasons: Readonly<Record<Refusal, string>> = {
  'too-long': 'The embedded brain plans one or two sentences, and this command is longer',
  'out-of-domain': 'The embedded brain knows no phone task that this command asks for',
  unsure: 'The embedded brain is not sure what this command asks for',
  'app-misfit': 'The embedded brain does not see how the app named can do what this command asks for',
};

async function plan(model: Model, command: string, account: Account, signal: AbortSignal): Promise<Plan> {
  const identity = identityOf(model);
  await account.admit(identity);
  const startedMs = performance.now();
  try {
    const { clauses, refusal, promptTokens, generatedTokens } = await planClauses(model, command, signal);
    const usage = { promptTokens, cachedTokens: 0, generatedTokens };
    const seconds = (performance.now() - startedMs) / 1000;
    await account.charge({ purpose: 'plan', identity, usage, seconds });
    if (refusal !== undefined) throw new FarhandError('BRAIN_REFUSED', reasons[refusal]);
    return expandClauses(clauses, command);
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
    identity: identityOf(model),
    plan: (command, _now, account, limit) => plan(model, command, account, limit),
    close: () => model.close(),
  };
}

function identityOf(model: Model): BrainIdentity {
  return { kind: 'embedded', model: model.info.name };
}
