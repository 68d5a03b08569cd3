// An answer of a brain as OpenAI's API writes it: whole, or as chunks. Thoughts stand in `reasoning_content`, as other
// servers have it, and never in the text.
import type { ChatAnswer, ChatDelta, TokenUsage, ToolCall } from '../../brain/chat.js';

export interface CompletionHead {
  readonly id: string;
  /** Unix seconds. */
  readonly created: number;
  readonly model: string;
}

export function completion(head: CompletionHead, answer: ChatAnswer): object {
  const { text, toolCalls, ending, usage } = answer;
  return {
    ...head,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text === '' && toolCalls.length > 0 ? null : text,
          refusal: null,
          ...(toolCalls.length > 0 && { tool_calls: toolCalls.map(callOf) }),
        },
        logprobs: null,
        finish_reason: ending,
      },
    ],
    usage: usageOf(usage),
  };
}

/** The data of each event, ending with `[DONE]`. */
export async function* completionChunks(
  head: CompletionHead,
  deltas: AsyncIterable<ChatDelta>,
  includeUsage: boolean,
): AsyncGenerator<string> {
  const chunk = (choices: readonly object[], usage: object | null = null) =>
    JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, ...(includeUsage && { usage }) });
  const piece = (delta: object, ending: string | null = null) =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason: ending }]);
  yield piece({ role: 'assistant', content: '' });
  let calls = 0;
  for await (const delta of deltas) {
    if (delta.type === 'text') yield piece({ content: delta.text });
    if (delta.type === 'thinking') yield piece({ reasoning_content: delta.text });
    if (delta.type === 'tool_call') yield piece({ tool_calls: [{ index: calls++, ...callOf(delta.call) }] });
    if (delta.type !== 'done') continue;
    yield piece({}, delta.answer.ending);
    if (includeUsage) yield chunk([], usageOf(delta.answer.usage));
  }
  yield '[DONE]';
}

function callOf({ id, name, arguments: args }: ToolCall): object {
  return { id, type: 'function', function: { name, arguments: args } };
}

function usageOf({ promptTokens, cachedTokens, generatedTokens }: TokenUsage): object {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: generatedTokens,
    total_tokens: promptTokens + generatedTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens },
  };
}
