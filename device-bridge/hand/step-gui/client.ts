// Any OpenAI-compatible vision endpoint (StepFun, vLLM, llama.cpp, Ollama, ...). A reasoning field that the server keeps
// apart is put back in front of the answer as a thought, as the reference client does.
import { abortReason, FarhandError } from '@farhand/shared';
import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import type { Sampling } from './profile.js';
import { isBeside } from './shown.js';

export interface ModelEndpoint {
  /** Base address, e.g. http://localhost:11434/v1. */
  readonly url: string;
  readonly model: string;
  readonly key?: string | undefined;
  /** Of one try; a try that fails is made twice more. Defaults to 30 s. */
  readonly timeoutMs?: number | undefined;
}

export interface ModelAnswer {
  readonly text: string;
  readonly promptTokens: number;
  readonly generatedTokens: number;
}

export type ModelMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam;

const defaultTimeoutMs = 30_000;
const retries = 2;

export class ModelClient {
  /** Bytes of pictures and words that left this host for the model; none for a model beside it. */
  readonly sent = { bytes: 0 };
  readonly #client: OpenAI;
  readonly #endpoint: ModelEndpoint;
  readonly #sampling: Sampling;

  constructor(endpoint: ModelEndpoint, sampling: Sampling) {
    this.#sampling = sampling;
    this.#endpoint = endpoint;
    this.#client = new OpenAI({
      baseURL: endpoint.url,
      apiKey: endpoint.key || 'none',
      timeout: endpoint.timeoutMs ?? defaultTimeoutMs,
      maxRetries: retries,
    });
  }

  /** Throws BRAIN_UNREACHABLE when the endpoint does not answer, BRAIN_ANSWER_INVALID when it answers nothing. */
  async ask(messages: ModelMessage[], signal: AbortSignal): Promise<ModelAnswer> {
    const { model, url } = this.#endpoint;
    try {
      // The client leaves its listener behind; on a signal of its own that is no matter.
      const options = { signal: AbortSignal.any([signal]) };
      if (!isBeside(url)) this.sent.bytes += Buffer.byteLength(JSON.stringify(messages));
      const completion = await this.#client.chat.completions.create({ model, messages, ...this.#sampling }, options);
      const message = completion.choices[0]?.message;
      const text = withReasoning(message);
      if (text.trim() === '')
        throw new FarhandError('BRAIN_ANSWER_INVALID', `The hand's model ${model} gave no answer`);
      const { prompt_tokens = 0, completion_tokens = 0 } = completion.usage ?? {};
      return { text, promptTokens: prompt_tokens, generatedTokens: completion_tokens };
    } catch (error) {
      if (error instanceof APIUserAbortError || signal.aborted) throw abortReason(signal);
      if (error instanceof FarhandError) throw error;
      throw unreachable(url, error);
    }
  }
}

function withReasoning(message: OpenAI.Chat.Completions.ChatCompletionMessage | undefined): string {
  const more = message as { reasoning_content?: unknown; reasoning?: unknown } | undefined;
  const reasoning = more?.reasoning_content ?? more?.reasoning;
  const content = message?.content ?? '';
  return typeof reasoning === 'string' && reasoning !== '' ? `<think>${reasoning}</think>\n${content}` : content;
}

function unreachable(url: string, error: unknown): FarhandError {
  const hint = 'Check FARHAND_HAND_URL, FARHAND_HAND_MODEL and FARHAND_HAND_KEY, and that the model server runs.';
  const why = error instanceof APIConnectionError ? 'does not answer' : `answered with an error: ${messageOf(error)}`;
  return new FarhandError('BRAIN_UNREACHABLE', `The hand's model at ${url} ${why}`, { hint, cause: error });
}

function messageOf(error: unknown): string {
  return (error instanceof APIError || error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
