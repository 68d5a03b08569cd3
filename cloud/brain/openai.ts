// Any server with an OpenAI-compatible API: StepFun, vLLM, SGLang, llama.cpp. Busy servers, broken connections and
// timeouts are tried again by the client library, with growing pauses. A server that does not know JSON schemas is
// asked for plain JSON from then on. What a model thinks aloud is passed on as such and never taken for the answer.
import { abortReason, FarhandError } from '@farhand/shared';
import OpenAI, { BadRequestError } from 'openai';
import type { ChatAnswer, ChatDelta, ChatModel, ChatRequest, TokenUsage, ToolCall } from './chat.js';
import { explainOpenAi } from './openai-errors.js';
import { toOpenAiMessages, toOpenAiTools } from './openai-messages.js';

const retries = 2;
const longestAnswerTokens = 8192;

export interface OpenAiOptions {
  readonly url: string;
  /** Defaults to the first model that the server lists. */
  readonly model: string | undefined;
  readonly key: string | undefined;
  /** Limit of one answer, and of the wait for the first piece of a streamed one. */
  readonly timeoutMs: number;
}

type Body = Omit<OpenAI.Chat.ChatCompletionCreateParamsNonStreaming, 'stream'>;
type ResponseFormat = NonNullable<OpenAI.Chat.ChatCompletionCreateParams['response_format']>;

/** Throws BRAIN_UNREACHABLE when the server does not say which models it has and none was named. */
export async function connectOpenAi(options: OpenAiOptions, signal: AbortSignal): Promise<ChatModel> {
  const client = new OpenAI({
    baseURL: options.url,
    apiKey: options.key ?? 'none',
    timeout: options.timeoutMs,
    maxRetries: retries,
  });
  const model = options.model ?? (await firstModel(client, options.url, signal));
  return new OpenAiModel(client, options.url, model);
}

class OpenAiModel implements ChatModel {
  readonly identity: ChatModel['identity'];
  readonly #client: OpenAI;
  readonly #url: string;
  #knowsSchemas = true;

  constructor(client: OpenAI, url: string, model: string) {
    this.#client = client;
    this.#url = url;
    this.identity = { kind: 'openai', model, host: new URL(url).hostname };
  }

  answer(request: ChatRequest, signal: AbortSignal): Promise<ChatAnswer> {
    return this.#asked(request, signal, async (body) => {
      return readCompletion(await this.#client.chat.completions.create(body, ownSignal(signal)));
    });
  }

  async *stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatDelta, void, undefined> {
    const chunks = await this.#asked(request, signal, (body) =>
      this.#client.chat.completions.create(
        { ...body, stream: true, stream_options: { include_usage: true } },
        ownSignal(signal),
      ),
    );
    try {
      yield* readChunks(chunks);
    } catch (error) {
      throw this.#explain(error, signal);
    } finally {
      chunks.controller.abort();
    }
  }

  async close(): Promise<void> {}

  async #asked<T>(request: ChatRequest, signal: AbortSignal, ask: (body: Body) => Promise<T>): Promise<T> {
    try {
      if (!request.shape || !this.#knowsSchemas) return await ask(this.#body(request));
      return await ask(this.#body(request)).catch((error: unknown) => {
        if (!(error instanceof BadRequestError)) throw error;
        this.#knowsSchemas = false;
        return ask(this.#body(request));
      });
    } catch (error) {
      throw this.#explain(error, signal);
    }
  }

  #body(request: ChatRequest): Body {
    const { messages, tools = [], toolChoice, temperature = 0, topP, stop, maxTokens = longestAnswerTokens } = request;
    return {
      model: this.identity.model,
      messages: toOpenAiMessages(messages),
      temperature,
      max_tokens: maxTokens,
      ...(topP !== undefined && { top_p: topP }),
      ...(stop !== undefined && { stop: [...stop] }),
      ...(tools.length > 0 && { tools: toOpenAiTools(tools), ...(toolChoice && { tool_choice: toolChoice }) }),
      ...(request.shape && { response_format: this.#format(request.shape) }),
    };
  }

  #format({ name, schema }: NonNullable<ChatRequest['shape']>): ResponseFormat {
    if (!this.#knowsSchemas) return { type: 'json_object' };
    return { type: 'json_schema', json_schema: { name, strict: true, schema: { ...schema } } };
  }

  #explain(error: unknown, signal: AbortSignal): Error {
    return signal.aborted ? abortReason(signal) : explainOpenAi(error, this.#url, this.identity.model);
  }
}

/** The client leaves its listener behind; on a signal of its own that is no matter. */
function ownSignal(signal: AbortSignal): { signal: AbortSignal } {
  return { signal: AbortSignal.any([signal]) };
}

async function firstModel(client: OpenAI, url: string, signal: AbortSignal): Promise<string> {
  const listed = await client.models.list({ signal }).catch((error: unknown) => {
    throw signal.aborted ? abortReason(signal) : explainOpenAi(error, url, '');
  });
  const [first] = listed.data;
  if (first) return first.id;
  throw new FarhandError('BRAIN_UNREACHABLE', `The server ${url} lists no models`, {
    hint: 'Set FARHAND_BRAIN_MODEL to the name of a model that it serves.',
  });
}

function readCompletion(completion: OpenAI.Chat.ChatCompletion): ChatAnswer {
  const choice = completion.choices?.[0];
  const calls = (choice?.message?.tool_calls ?? []).flatMap((call): ToolCall[] =>
    call.type === 'function' ? [{ id: call.id, name: call.function.name, arguments: call.function.arguments }] : [],
  );
  return wholeAnswer(choice?.message?.content ?? '', calls, choice?.finish_reason, usageOf(completion.usage));
}

/** Deltas as they come. Calls arrive in pieces, told apart by their index, and are passed on when they are whole. */
async function* readChunks(
  chunks: AsyncIterable<OpenAI.Chat.ChatCompletionChunk>,
): AsyncGenerator<ChatDelta, void, undefined> {
  let text = '';
  let reason: string | null | undefined;
  let usage = usageOf(undefined);
  const calls: { id: string; name: string; arguments: string }[] = [];
  for await (const chunk of chunks) {
    if (chunk.usage) usage = usageOf(chunk.usage);
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    reason = choice.finish_reason ?? reason;
    const { content, tool_calls: pieces } = choice.delta ?? {};
    const thought = thoughtOf(choice.delta);
    if (thought !== '') yield { type: 'thinking', text: thought };
    if (content) {
      text += content;
      yield { type: 'text', text: content };
    }
    for (const piece of pieces ?? []) {
      const call = calls[piece.index] ?? { id: '', name: '', arguments: '' };
      calls[piece.index] = call;
      call.id ||= piece.id ?? '';
      call.name += piece.function?.name ?? '';
      call.arguments += piece.function?.arguments ?? '';
    }
  }
  const answer = wholeAnswer(text, calls.filter(Boolean), reason, usage);
  for (const call of answer.toolCalls) yield { type: 'tool_call', call };
  yield { type: 'done', answer };
}

function wholeAnswer(
  text: string,
  calls: readonly ToolCall[],
  reason: string | null | undefined,
  usage: TokenUsage,
): ChatAnswer {
  const toolCalls = calls.map((call, index) => ({
    id: call.id || `call_${index + 1}`,
    name: call.name,
    arguments: call.arguments || '{}',
  }));
  const ending = toolCalls.length > 0 ? 'tool_calls' : reason === 'length' ? 'length' : 'stop';
  return { text, toolCalls, ending, usage };
}

/** Servers name the field differently; the type of the library knows neither. */
function thoughtOf(delta: unknown): string {
  const { reasoning_content: content, reasoning } = (delta ?? {}) as Record<string, unknown>;
  const thought = content ?? reasoning;
  return typeof thought === 'string' ? thought : '';
}

function usageOf(usage: OpenAI.CompletionUsage | null | undefined): TokenUsage {
  return {
    promptTokens: usage?.prompt_tokens ?? 0,
    cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
    generatedTokens: usage?.completion_tokens ?? 0,
  };
}
