// A conversation with a language model, the one shape that every model behind Farhand speaks: text, tools, JSON of a
// schema, whole or as it is written. Implemented by openai.ts and native.ts; the embedded model does not converse.
// Tool arguments are JSON text as the model wrote it: untrusted, and perhaps no JSON at all.

export interface BrainIdentity {
  readonly kind: 'embedded' | 'native' | 'openai';
  /** Name of the model, for logs, records and the price table. */
  readonly model: string;
  /** Host name of the server that runs it: prices are a matter of who serves a model. None for models of this machine. */
  readonly host?: string;
}

export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of type `object`. */
  readonly parameters: JsonObject;
}

export interface ToolCall {
  /** Names the call in the answering `tool` message; unique within the conversation. */
  readonly id: string;
  readonly name: string;
  /** JSON text, '{}' for none. */
  readonly arguments: string;
}

export type ChatMessage =
  | { readonly role: 'system'; readonly content: string }
  /** `pictures`: data or https URLs, shown after the text. A model without eyes throws INPUT_INVALID. */
  | { readonly role: 'user'; readonly content: string; readonly pictures?: readonly string[] }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly callId: string; readonly content: string };

/** JSON Schema or any other JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** What the model may call. Defaults to none. */
  readonly tools?: readonly ToolDefinition[];
  /** Defaults to `auto`; `required` asks for at least one call. The native engine only knows `auto` and `none`. */
  readonly toolChoice?: 'auto' | 'none' | 'required';
  /** The answer is JSON of this schema, as far as the model can be held to it. Excludes tools. */
  readonly shape?: { readonly name: string; readonly schema: JsonObject };
  /** Defaults to 0: the likeliest answer. */
  readonly temperature?: number;
  readonly topP?: number;
  readonly stop?: readonly string[];
  /** Tokens of the answer at the most, thoughts included. Defaults to 8192, or 2048 for the native engine. */
  readonly maxTokens?: number;
}

export interface TokenUsage {
  readonly promptTokens: number;
  /** Of these, what the server had read before. */
  readonly cachedTokens: number;
  readonly generatedTokens: number;
}

export interface ChatAnswer {
  /** Without thoughts and tool calls; '' when the model said nothing. */
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly ending: 'stop' | 'length' | 'tool_calls';
  readonly usage: TokenUsage;
}

export type ChatDelta =
  | { readonly type: 'text'; readonly text: string }
  /** What the model thinks aloud; never part of the answer. */
  | { readonly type: 'thinking'; readonly text: string }
  /** A whole call. */
  | { readonly type: 'tool_call'; readonly call: ToolCall }
  /** The last one. */
  | { readonly type: 'done'; readonly answer: ChatAnswer };

/**
 * One model. Both calls throw BRAIN_UNREACHABLE, BRAIN_ANSWER_INVALID, BRAIN_MODEL_INVALID, INPUT_INVALID,
 * BUDGET_EXCEEDED where an account stands before the model, or the signal's reason.
 */
export interface ChatModel {
  readonly identity: BrainIdentity;
  /** Tokens of prompt and answer together, where it is known. */
  readonly contextLength?: number;
  /** The whole answer; busy servers and broken connections are tried again. */
  answer(request: ChatRequest, signal: AbortSignal): Promise<ChatAnswer>;
  /** The answer as it is written. Leaving the loop early ends it. Tried again only before the first delta. */
  stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatDelta, void, undefined>;
  /** Tokens that the model would read, without asking it. Absent where its vocabulary is not known here. */
  countTokens?(request: ChatRequest, signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}
