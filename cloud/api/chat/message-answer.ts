// An answer of a brain as Anthropic's API writes it: a message of blocks, whole or as events. The tokens of the prompt are
// only known at the end, so the last event tells them.
import type { ChatAnswer, ChatDelta, TokenUsage, ToolCall } from '../../brain/chat.js';
import type { SentEvent } from '../sse.js';

export interface MessageHead {
  readonly id: string;
  readonly model: string;
}

const stopReasons = { stop: 'end_turn', length: 'max_tokens', tool_calls: 'tool_use' } as const;

export function message(head: MessageHead, answer: ChatAnswer): object {
  const { text, toolCalls, ending, usage } = answer;
  return {
    ...head,
    type: 'message',
    role: 'assistant',
    content: [...(text === '' ? [] : [{ type: 'text', text, citations: null }]), ...toolCalls.map(useOf)],
    stop_reason: stopReasons[ending],
    stop_sequence: null,
    usage: usageOf(usage),
  };
}

export async function* messageEvents(
  head: MessageHead,
  deltas: AsyncIterable<ChatDelta>,
  tellsThoughts: boolean,
): AsyncGenerator<SentEvent> {
  const blocks = new Blocks();
  const begun = {
    ...head,
    type: 'message',
    role: 'assistant',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: usageOf({ promptTokens: 0, cachedTokens: 0, generatedTokens: 0 }),
  };
  yield event('message_start', { message: begun });
  for await (const delta of deltas) {
    if (delta.type === 'text') yield* blocks.grow('text', { type: 'text_delta', text: delta.text });
    if (delta.type === 'thinking' && tellsThoughts) {
      yield* blocks.grow('thinking', { type: 'thinking_delta', thinking: delta.text });
    }
    if (delta.type === 'tool_call') yield* blocks.call(delta.call);
    if (delta.type !== 'done') continue;
    yield* blocks.end();
    const { ending, usage } = delta.answer;
    yield event('message_delta', {
      delta: { stop_reason: stopReasons[ending], stop_sequence: null },
      usage: usageOf(usage),
    });
    yield event('message_stop', {});
  }
}

const emptyBlocks = {
  text: { type: 'text', text: '', citations: null },
  thinking: { type: 'thinking', thinking: '', signature: '' },
};

/** The blocks of one message, one open at a time. */
class Blocks {
  #index = -1;
  #open: keyof typeof emptyBlocks | undefined;

  *grow(kind: keyof typeof emptyBlocks, delta: object): Generator<SentEvent> {
    if (this.#open !== kind) {
      yield* this.end();
      this.#open = kind;
      yield event('content_block_start', { index: ++this.#index, content_block: emptyBlocks[kind] });
    }
    yield event('content_block_delta', { index: this.#index, delta });
  }

  *call(call: ToolCall): Generator<SentEvent> {
    yield* this.end();
    const index = ++this.#index;
    const { input, ...block } = useOf(call);
    yield event('content_block_start', { index, content_block: { ...block, input: {} } });
    yield event('content_block_delta', {
      index,
      delta: { type: 'input_json_delta', partial_json: JSON.stringify(input) },
    });
    yield event('content_block_stop', { index });
  }

  *end(): Generator<SentEvent> {
    if (this.#open) yield event('content_block_stop', { index: this.#index });
    this.#open = undefined;
  }
}

function event(type: string, body: object): SentEvent {
  return { event: type, data: JSON.stringify({ type, ...body }) };
}

/** Arguments that are no JSON object are told as none: clients take them for an object. */
function useOf({ id, name, arguments: args }: ToolCall): { type: 'tool_use'; id: string; name: string; input: object } {
  return { type: 'tool_use', id, name, input: objectIn(args) };
}

function objectIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** What was read before counts apart, as this API has it. */
function usageOf({ promptTokens, cachedTokens, generatedTokens }: TokenUsage): object {
  return {
    input_tokens: promptTokens - cachedTokens,
    cache_read_input_tokens: cachedTokens,
    cache_creation_input_tokens: 0,
    output_tokens: generatedTokens,
  };
}
