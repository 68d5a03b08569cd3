// A larger step35 model from a local GGUF file, run by the native engine, which keeps its plans to the draft's schema. It
// answers without thinking first: a plan is wanted at once.

import { type Context, EngineError, type JsonSchema, loadModel } from '@farhand/native';
import { abortReason, createLogger, FarhandError } from '@farhand/shared';
import type { ChatAnswer, ChatModel } from './chat-brain.js';
import { draftJsonSchema } from './draft.js';
import type { ChatMessage } from './prompt.js';

const longestDraftTokens = 2048;
const longestTextTokens = 512;
const draftSchema = draftJsonSchema() as JsonSchema;

/** Throws BRAIN_MODEL_INVALID when the file is not a model that the engine can run. */
export async function openNativeModel(path: string, signal: AbortSignal): Promise<ChatModel> {
  const model = await loadModel(path, { signal }).catch((error: unknown) => {
    throw explain(error, path, signal);
  });
  const { problem, ...packedFile } = model.info.packedFile;
  if (problem !== undefined) createLogger('brain').warn(packedFile, problem);
  const context = model.createContext();
  return {
    identity: { kind: 'native', model: model.info.name || path },
    answer: async (messages, shape, limit) => {
      try {
        return await generate(context, messages, shape === 'draft' ? draftSchema : undefined, limit);
      } catch (error) {
        throw explain(error, path, limit);
      }
    },
    close: () => model.dispose(),
  };
}

async function generate(
  context: Context,
  messages: readonly ChatMessage[],
  schema: JsonSchema | undefined,
  signal: AbortSignal,
): Promise<ChatAnswer> {
  const output = context.generate({
    messages,
    thinking: false,
    maxTokens: schema === undefined ? longestTextTokens : longestDraftTokens,
    ...(schema !== undefined && { schema }),
    signal,
  });
  const { text, stats } = await output.answer();
  return { text, promptTokens: stats.promptTokens, generatedTokens: stats.generatedTokens };
}

function explain(error: unknown, path: string, signal: AbortSignal): Error {
  if (signal.aborted) return abortReason(signal);
  if (!(error instanceof EngineError)) return error instanceof Error ? error : new Error(String(error));
  return new FarhandError('BRAIN_MODEL_INVALID', `The model ${path} cannot be used: ${error.message}`, {
    cause: error,
  });
}
