// A larger step35 model from a local GGUF file, run by the native engine, which keeps answers to a JSON schema by its
// grammar. With a schema it answers without thinking first: what is wanted is wanted at once, and what the schema leaves no
// choice about is not asked of the model. Guesses are those of the file's own heads; those from the prompt gain a plan less
// than the experts of their tokens cost (docs/benchmarks.md).

import type { ToolCall as EngineCall, ChatMessage as EngineMessage, JsonValue } from '@farhand/native';
import {
  type AnswerEvents,
  type ContextGenerateOptions,
  EngineError,
  type JsonSchema,
  loadModel,
} from '@farhand/native';
import { abortReason, createLogger, FarhandError } from '@farhand/shared';
import type { ChatAnswer, ChatDelta, ChatMessage, ChatModel, ChatRequest, ToolCall } from './chat.js';

const longestAnswerTokens = 2048;
/** More than any text has on average: what has more characters for the context is not cut into tokens to find that out. */
const mostCharactersPerToken = 8;
/** Characters of a JSON schema: a grammar is made of it while nothing else happens in this process. */
const longestSchema = 200_000;

/** Throws BRAIN_MODEL_INVALID when the file is not a model that the engine can run. */
export async function openNativeModel(path: string, signal: AbortSignal): Promise<ChatModel> {
  const model = await loadModel(path, { signal }).catch((error: unknown) => {
    throw explain(error, path, signal);
  });
  const { problem, ...packedFile } = model.info.packedFile;
  if (problem !== undefined) createLogger('brain').warn(packedFile, problem);
  const context = model.createContext();

  async function* stream(request: ChatRequest, limit: AbortSignal): AsyncGenerator<ChatDelta, void, undefined> {
    try {
      yield* deltas(context.generate(optionsOf(request, context.contextLength, limit)));
    } catch (error) {
      throw explain(error, path, limit);
    }
  }
  return {
    identity: { kind: 'native', model: model.info.name || path },
    contextLength: context.contextLength,
    stream,
    answer: (request, limit) => wholeAnswer(stream(request, limit)),
    countTokens: async (request, limit) => {
      try {
        return context.promptTokens(optionsOf(request, context.contextLength, limit));
      } catch (error) {
        throw explain(error, path, limit);
      }
    },
    close: () => model.dispose(),
  };
}

/** Throws INPUT_INVALID and BRAIN_ANSWER_INVALID for what is too large to be looked at. */
function optionsOf(request: ChatRequest, contextLength: number, signal: AbortSignal): ContextGenerateOptions {
  mustBeReadable(request, contextLength);
  const { messages, tools = [], toolChoice = 'auto', shape, temperature, topP, stop, maxTokens } = request;
  const offered = toolChoice === 'none' || shape ? [] : tools;
  return {
    messages: messages.map(toEngine),
    ...(offered.length > 0 && {
      tools: offered.map((tool) => ({ ...tool, parameters: tool.parameters as JsonSchema })),
    }),
    ...(shape && { schema: shape.schema as JsonSchema, jumpAhead: true }),
    ...((shape || offered.length === 0) && { thinking: false }),
    draft: 'mtp',
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(stop !== undefined && { stop }),
    maxTokens: maxTokens ?? longestAnswerTokens,
    signal,
  };
}

function mustBeReadable({ messages, tools = [], shape }: ChatRequest, contextLength: number): void {
  const calls = messages.flatMap((message) => (message.role === 'assistant' ? (message.toolCalls ?? []) : []));
  const said = messages.reduce((sum, { content }) => sum + content.length, 0);
  const characters = said + JSON.stringify([calls, tools]).length;
  if (characters > contextLength * mostCharactersPerToken) {
    const room = `The model reads ${contextLength} tokens; there is no room in them for ${characters} characters`;
    throw new FarhandError('BRAIN_ANSWER_INVALID', room);
  }
  const { length = 0 } = JSON.stringify(shape?.schema) ?? '';
  if (length > longestSchema) {
    throw new FarhandError('INPUT_INVALID', `The schema has ${length} characters; at most ${longestSchema} are read`);
  }
}

async function* deltas(events: AnswerEvents): AsyncGenerator<ChatDelta, void, undefined> {
  const toolCalls: ToolCall[] = [];
  for await (const event of events) {
    if (event.type === 'text' || event.type === 'thinking') yield event;
    else if (event.type === 'toolCall') {
      const call = named(event.call, toolCalls.length + 1);
      toolCalls.push(call);
      yield { type: 'tool_call', call };
    } else if (event.type === 'done') {
      const { text, reason, stats } = event;
      const ending = toolCalls.length > 0 ? 'tool_calls' : reason === 'length' ? 'length' : 'stop';
      const { promptTokens, cachedTokens, generatedTokens } = stats;
      yield {
        type: 'done',
        answer: { text, toolCalls, ending, usage: { promptTokens, cachedTokens, generatedTokens } },
      };
    }
  }
}

async function wholeAnswer(stream: AsyncIterable<ChatDelta>): Promise<ChatAnswer> {
  for await (const delta of stream) if (delta.type === 'done') return delta.answer;
  throw new FarhandError('BRAIN_ANSWER_INVALID', 'The brain ended its answer before it was whole');
}

/** The engine tells calls apart by their order alone. */
function named(call: EngineCall, number: number): ToolCall {
  return { id: `call_${number}`, name: call.name, arguments: JSON.stringify(call.arguments) };
}

function toEngine(message: ChatMessage): EngineMessage {
  if (message.role === 'tool') return { role: 'tool', content: message.content };
  if (message.role === 'user' && message.pictures && message.pictures.length > 0) {
    throw new FarhandError('INPUT_INVALID', 'The native engine runs text models; it cannot look at pictures');
  }
  if (message.role !== 'assistant') return { role: message.role, content: message.content };
  const calls = (message.toolCalls ?? []).map(({ name, arguments: text }) => ({
    name,
    arguments: readArguments(text),
  }));
  return { role: 'assistant', content: message.content, ...(calls.length > 0 && { toolCalls: calls }) };
}

function readArguments(text: string): Record<string, JsonValue> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, JsonValue>;
  } catch {
    // What the model once wrote wrongly is shown to it as no arguments.
  }
  return {};
}

/** What was asked is wrong, and not the model. */
const wrongRequest: ReadonlySet<string> = new Set([
  'ENGINE_SCHEMA_UNSUPPORTED',
  'ENGINE_GRAMMAR_INVALID',
  'ENGINE_OPTION_INVALID',
]);

function explain(error: unknown, path: string, signal: AbortSignal): Error {
  if (signal.aborted) return abortReason(signal);
  if (error instanceof RangeError) {
    return new FarhandError('INPUT_INVALID', 'The request nests too deeply for the native engine', { cause: error });
  }
  if (error instanceof EngineError && wrongRequest.has(error.code)) {
    return new FarhandError('INPUT_INVALID', error.message, { hint: error.hint, cause: error });
  }
  if (!(error instanceof EngineError)) return error instanceof Error ? error : new Error(String(error));
  if (error.code === 'ENGINE_CONTEXT_EXCEEDED') {
    return new FarhandError('BRAIN_ANSWER_INVALID', `The model ${path} has no room for this: ${error.message}`, {
      cause: error,
    });
  }
  return new FarhandError('BRAIN_MODEL_INVALID', `The model ${path} cannot be used: ${error.message}`, {
    cause: error,
  });
}
