// The default brain: two small models that ship with Farhand and plan without any account or network. It knows its
// limits; outside them it refuses and names the setting that connects a larger model.
import { EngineError, loadModel, type Model } from '@farhand/native';
import { abortReason, FarhandError, type Plan } from '@farhand/shared';
import type { Account } from '../account.js';
import type { Brain } from '../brain.js';
import type { BrainIdentity } from '../chat.js';
import { expandClauses } from './expand.js';
import { formPlanOf } from './forms.js';
import { KnownPlans } from './known-plans.js';
import type { Dialect } from './language.js';
import { Phrasebook } from './phrasebook/phrasebook.js';
import { type Models, planClauses, type Refusal } from './planner.js';

export type ModelPaths = Readonly<Record<Dialect, string>> & {
  /** The folder of what they learnt from. */
  readonly training: string;
};

const reasons: Readonly<Record<Refusal, string>> = {
  'too-long': 'The embedded brain plans one or two sentences, and this command is longer',
  'out-of-domain': 'The embedded brain knows no phone task that this command asks for',
  unsure: 'The embedded brain is not sure what this command asks for',
  'app-misfit': 'The embedded brain does not see how the app named can do what this command asks for',
};

async function plan(
  models: Models,
  known: KnownPlans,
  command: string,
  account: Account,
  signal: AbortSignal,
): Promise<Plan> {
  if (signal.aborted) throw abortReason(signal);
  const identity = identityOf(models);
  await account.admit(identity);
  const form = formPlanOf(command);
  if (form) return form;
  const startedMs = performance.now();
  try {
    const planned = await known.planned(command, () => planClauses(models, command, signal));
    const { clauses, refusal, promptTokens, generatedTokens } = planned;
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

/** Opens the embedded models. Throws BRAIN_MODEL_INVALID when a file is damaged or no model of this kind. */
export async function openEmbeddedBrain(paths: ModelPaths, signal: AbortSignal): Promise<Brain> {
  const commands = await open(paths.commands, signal);
  let models: Models;
  try {
    models = { commands, questions: await open(paths.questions, signal), phrasebook: new Phrasebook(paths.training) };
  } catch (error) {
    await commands.close();
    throw error;
  }
  const known = new KnownPlans();
  return {
    identity: identityOf(models),
    plan: (command, _now, account, limit) => plan(models, known, command, account, limit),
    close: async () => {
      await Promise.all([models.commands.close(), models.questions.close()]);
    },
  };
}

async function open(path: string, signal: AbortSignal): Promise<Model> {
  try {
    return await loadModel(path, { signal, threads: 1 });
  } catch (error) {
    if (signal.aborted) throw abortReason(signal);
    throw new FarhandError('BRAIN_MODEL_INVALID', `The embedded model ${path} cannot be opened`, { cause: error });
  }
}

/** Both together go by the name of the newer one. */
function identityOf(models: Models): BrainIdentity {
  return { kind: 'embedded', model: models.questions.info.name };
}
