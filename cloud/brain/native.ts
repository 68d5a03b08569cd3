// A larger step35 model from a local GGUF file, run by the native engine. A grammar made from the draft's schema keeps
// its plans to the schema. What users say is tokenised apart from the chat's own marks, so it can never become one.

import { EngineError, type JsonSchema, jsonSchemaToGbnf, loadModel, type Model } from '@farhand/native';
import { abortReason, FarhandError } from '@farhand/shared';
import type { ChatAnswer, ChatModel } from './chat-brain.js';
import { draftJsonSchema } from './draft.js';
import type { ChatMessage } from './prompt.js';

const longestDraftTokens = 2048;
const longestTextTokens = 512;

/** Throws BRAIN_MODEL_INVALID when the file is not a model that the engine can run. */
export async function openNativeModel(path: string, signal: AbortSignal): Promise<ChatModel> {
  const model = await loadModel(path, { signal }).catch((error: unknown) => {
    throw explain(error, path, signal);
  });
  const grammar = jsonSchemaToGbnf(draftJsonSchema() as JsonSchema);
  return {
    identity: { kind: 'native', model: model.info.name || path },
    answer: async (messages, shape, limit) => {
      try {
        return await generate(model, messages, shape === 'draft' ? grammar : undefined, limit);
      } catch (error) {
        throw explain(error, path, limit);
      }
    },
    close: () => model.close(),
  };
}

async function generate(
  model: Model,
  messages: readonly ChatMessage[],
  grammar: string | undefined,
  signal: AbortSignal,
): Promise<ChatAnswer> {
  const generation = model.generate({
    tokens: chatTokens(model, messages),
    maxTokens: grammar === undefined ? longestTextTokens : longestDraftTokens,
    ...(grammar !== undefined && { grammar }),
    signal,
  });
  const text = await generation.text();
  const { promptTokens, generatedTokens } = generation.stats;
  return { text, promptTokens, generatedTokens };
}

/** ChatML, the form of step35's own chat template, with an empty thought so that the answer begins at once. */
function chatTokens(model: Model, messages: readonly ChatMessage[]): number[] {
  const mark = (text: string) => model.tokenize(text, { special: true });
  const tokens: number[] = [];
  for (const { role, content } of messages) {
    tokens.push(...mark(`<|im_start|>${role}\n`), ...model.tokenize(content), ...mark('<|im_end|>\n'));
  }
  return [...tokens, ...mark('<|im_start|>assistant\n<think>\n</think>\n')];
}

function explain(error: unknown, path: string, signal: AbortSignal): Error {
  if (signal.aborted) return abortReason(signal);
  if (!(error instanceof EngineError)) return error instanceof Error ? error : new Error(String(error));
  return new FarhandError('BRAIN_MODEL_INVALID', `The model ${path} cannot be used: ${error.message}`, {
    cause: error,
  });
}
