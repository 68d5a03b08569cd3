// Any server with an OpenAI-compatible API: StepFun, vLLM, SGLang, llama.cpp. Plans are asked for with a JSON schema; a
// server that does not know schemas is asked for plain JSON from then on. Reasoning fields are never read.
import { abortReason, FarhandError } from '@farhand/shared';
import OpenAI, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  NotFoundError,
} from 'openai';
import type { ChatAnswer, ChatModel } from './chat-brain.js';
import { draftJsonSchema } from './draft.js';
import type { ChatMessage } from './prompt.js';

const retries = 2;
const longestAnswerTokens = 8192;

export interface OpenAiOptions {
  readonly url: string;
  /** Defaults to the first model that the server lists. */
  readonly model: string | undefined;
  readonly key: string | undefined;
  /** Limit of one answer. */
  readonly timeoutMs: number;
}

type ResponseFormat = OpenAI.Chat.ChatCompletionCreateParams['response_format'];

/** Throws BRAIN_UNREACHABLE when the server does not say which models it has and none was named. */
export async function connectOpenAi(options: OpenAiOptions, signal: AbortSignal): Promise<ChatModel> {
  const client = new OpenAI({
    baseURL: options.url,
    apiKey: options.key ?? 'none',
    timeout: options.timeoutMs,
    maxRetries: retries,
  });
  const model = options.model ?? (await firstModel(client, options.url, signal));
  let knowsSchemas = true;

  const complete = async (messages: readonly ChatMessage[], format: ResponseFormat, limit: AbortSignal) => {
    const completion = await client.chat.completions.create(
      {
        model,
        messages: [...messages],
        temperature: 0,
        max_tokens: longestAnswerTokens,
        ...(format && { response_format: format }),
      },
      { signal: limit },
    );
    return readCompletion(completion);
  };

  return {
    identity: { kind: 'openai', model },
    answer: async (messages, shape, limit) => {
      try {
        if (shape === 'text') return await complete(messages, undefined, limit);
        if (!knowsSchemas) return await complete(messages, { type: 'json_object' }, limit);
        return await complete(messages, draftFormat(), limit).catch((error: unknown) => {
          if (!(error instanceof BadRequestError)) throw error;
          knowsSchemas = false;
          return complete(messages, { type: 'json_object' }, limit);
        });
      } catch (error) {
        throw explain(error, options, model, limit);
      }
    },
    close: async () => undefined,
  };
}

function draftFormat(): ResponseFormat {
  return { type: 'json_schema', json_schema: { name: 'plan', strict: true, schema: draftJsonSchema() } };
}

async function firstModel(client: OpenAI, url: string, signal: AbortSignal): Promise<string> {
  const listed = await client.models.list({ signal }).catch((error: unknown) => {
    throw explain(error, { url }, '', signal);
  });
  const [first] = listed.data;
  if (first) return first.id;
  throw new FarhandError('BRAIN_UNREACHABLE', `The server ${url} lists no models`, {
    hint: 'Set FARHAND_BRAIN_MODEL to the name of a model that it serves.',
  });
}

function readCompletion(completion: OpenAI.Chat.ChatCompletion): ChatAnswer {
  const choice = completion.choices?.[0];
  const text = choice?.message?.content ?? '';
  if (text === '') {
    const why = choice?.finish_reason === 'length' ? 'it ran out of tokens before the answer began' : 'it was empty';
    throw new FarhandError('BRAIN_ANSWER_INVALID', `The brain's answer cannot be used: ${why}`);
  }
  return {
    text,
    promptTokens: completion.usage?.prompt_tokens ?? 0,
    generatedTokens: completion.usage?.completion_tokens ?? 0,
  };
}

function explain(error: unknown, { url }: { url: string }, model: string, signal: AbortSignal): Error {
  if (signal.aborted || error instanceof APIUserAbortError) return abortReason(signal);
  if (error instanceof FarhandError) return error;
  const unreachable = (message: string, hint?: string) =>
    new FarhandError('BRAIN_UNREACHABLE', message, { cause: error, ...(hint && { hint }) });
  if (error instanceof APIConnectionTimeoutError) return unreachable(`The brain at ${url} did not answer in time`);
  if (error instanceof APIConnectionError) return unreachable(`The brain at ${url} cannot be reached`);
  if (error instanceof AuthenticationError) {
    return unreachable(`The brain at ${url} does not accept the key`, 'Set FARHAND_BRAIN_KEY to a valid key.');
  }
  if (error instanceof NotFoundError) {
    const hint = 'Set FARHAND_BRAIN_MODEL to a model of that server, and FARHAND_BRAIN_URL to its base URL (…/v1).';
    return unreachable(`The brain at ${url} does not know the model "${model}"`, hint);
  }
  if (error instanceof APIError) return unreachable(`The brain at ${url} answered with an error: ${error.message}`);
  return error instanceof Error ? error : new Error(String(error));
}
