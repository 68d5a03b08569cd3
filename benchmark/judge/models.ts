// Which models judge: any two OpenAI-compatible servers with eyes, by the environment. FARHAND_JUDGE_URL, _MODEL and _KEY
// name the judge, FARHAND_SECOND_JUDGE_URL, _MODEL and _KEY the second opinion, which may not be the same model.
import { type ChatModel, connectOpenAi } from '@farhand/cloud';
import { FarhandError } from '@farhand/shared';
import { z } from 'zod';
import type { Judges } from './index.js';

const timeoutMs = 180_000;
const url = z.url({ protocol: /^https?$/ });

/** Undefined where no judge is set. Throws CONFIG_INVALID naming the variable, BRAIN_UNREACHABLE. */
export async function judgesFrom(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Judges | undefined> {
  const first = await connect('FARHAND_JUDGE', env, signal);
  if (!first) return undefined;
  const second = await connect('FARHAND_SECOND_JUDGE', env, signal);
  if (second && second.identity.model === first.identity.model) {
    const message = `Both judges are ${first.identity.model}: a second opinion has to come from another model`;
    throw new FarhandError('CONFIG_INVALID', message, {
      hint: 'Set FARHAND_SECOND_JUDGE_MODEL to one of another family.',
    });
  }
  return { first, second };
}

async function connect(prefix: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<ChatModel | undefined> {
  const setting = (name: string): string | undefined => env[`${prefix}_${name}`] || undefined;
  const address = setting('URL');
  if (address === undefined) return undefined;
  if (!url.safeParse(address).success) {
    throw new FarhandError('CONFIG_INVALID', `${prefix}_URL cannot be "${address}": it is no http or https address`);
  }
  const options = { url: address, model: setting('MODEL'), key: setting('KEY'), timeoutMs };
  const model = await connectOpenAi(options, signal).catch((error: unknown) => {
    throw aboutJudge(error, prefix);
  });
  return {
    identity: model.identity,
    answer: (request, abort) =>
      model.answer(request, abort).catch((error: unknown) => {
        throw aboutJudge(error, prefix);
      }),
    stream: (request, abort) => model.stream(request, abort),
    close: () => model.close(),
  };
}

/** The same failure with the settings that are meant: a judge is not the brain of the product. */
function aboutJudge(error: unknown, prefix: string): unknown {
  if (!(error instanceof FarhandError) || !error.code.startsWith('BRAIN_')) return error;
  const hint = `Check ${prefix}_URL, ${prefix}_MODEL and ${prefix}_KEY, and that the model can see pictures.`;
  return new FarhandError(error.code, error.message, { hint, cause: error });
}
