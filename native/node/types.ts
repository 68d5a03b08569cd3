// What callers of the engine give and get. The only surprise: `logprob` is the model's own opinion, taken before
// the grammar and the temperature change anything, so a token that only the grammar forced shows a low value.

import type { ChatMessage, ToolCall, ToolDefinition } from '../chat/messages.js';
import type { JsonSchema, JsonValue } from '../gbnf/json-schema.js';
import type { CacheType, MemoryPlan, ModelPlanOptions, PackedFileInfo, Precision } from './load-types.js';

export interface LayerInfo {
  readonly heads: number;
  readonly kvHeads: number;
  /** Sees only the last `slidingWindow` positions */
  readonly sliding: boolean;
  /** Its feed-forward part is a mixture of experts */
  readonly experts: boolean;
}

export interface ModelInfo {
  readonly path: string;
  readonly fileBytes: number;
  readonly architecture: string;
  /** `general.name` of the file, or '' */
  readonly name: string;
  readonly parameterCount: number;
  readonly vocabularySize: number;
  readonly contextLength: number;
  readonly layerCount: number;
  readonly layers: readonly LayerInfo[];
  /** Multi-token-prediction heads that were loaded, for `draft: 'mtp'` */
  readonly predictionHeads: number;
  readonly embeddingLength: number;
  /** Values of one head's query or key */
  readonly keyLength: number;
  readonly valueLength: number;
  readonly expertCount: number;
  readonly expertUsedCount: number;
  /** Tokens that a sliding-window layer sees, its own included */
  readonly slidingWindow: number;
  /** Number of tensors by type, for example { F32: 40, Q8_0: 61 } */
  readonly tensorTypes: Readonly<Record<string, number>>;
  /** Bytes of weights that decoding one token reads */
  readonly weightBytesPerToken: number;
  /** How keys and values are kept */
  readonly cache: CacheType;
  readonly precision: Precision;
  readonly packedFile: PackedFileInfo;
  /** What the model was planned to take when it was loaded */
  readonly memory: MemoryPlan;
  readonly threads: number;
  /** Which kernels run: 'plain'; 'avx2', 'avx512' or 'amx' on x64; 'neon', 'dotprod' or 'i8mm' on arm64 */
  readonly instructionSet: string;
  readonly preTokenizer: string;
  readonly beginToken: number | undefined;
  /** Generation ends on any of these */
  readonly endTokens: readonly number[];
  readonly chatTemplate: string | undefined;
}

export interface TokenizeOptions {
  /** Read the text of control tokens, such as `<|im_end|>`, as those tokens. Defaults to false: safe for user text. */
  special?: boolean;
}

/** How the next token is chosen from the model's probabilities. */
export interface SamplingOptions {
  /** 0 takes the likeliest token always; 1 keeps the model's own probabilities. 0 to 100. Defaults to 0. */
  temperature?: number;
  /** Only the k likeliest tokens take part; 0 means all. Defaults to 0. */
  topK?: number;
  /** Only the likeliest tokens that together reach this probability take part. 0 to 1. Defaults to 1: all. */
  topP?: number;
  /** Only tokens at least this likely, relative to the likeliest, take part. 0 to 1. Defaults to 0: all. */
  minP?: number;
  /** Makes tokens of the recent text less likely: positive logits are divided by it. 0.01 to 100. Defaults to 1: off. */
  repetitionPenalty?: number;
  /** How many tokens, of prompt and output, count as recent; 0 means all. Defaults to 64. */
  repetitionWindow?: number;
  /** Makes a sampled output repeatable: a whole number. Defaults to 0. */
  seed?: number;
}

export interface GenerateOptions extends SamplingOptions {
  /** Text to continue; give either this or `tokens`. */
  prompt?: string;
  /** Token ids to continue; give either this or `prompt`. */
  tokens?: readonly number[];
  /** Whether `prompt` may contain control tokens as text. Defaults to false. */
  special?: boolean;
  /** A GBNF grammar with a rule `root`; the whole output matches it unless `maxTokens` cuts it short. Defaults to none. */
  grammar?: string;
  /** Output tokens at most. */
  maxTokens: number;
  /**
   * With a grammar: text that it leaves no choice about is appended as the tokenizer would cut it, without asking the
   * model for each token. Quicker, but the tokens may be others than those the model would have chosen for the same
   * text, and theirs have no `logprob`. Defaults to false.
   */
  jumpAhead?: boolean;
  /**
   * Where guesses at the next tokens come from. They go through the model together and only what it would have written
   * anyway is kept, so the output stays the same: 'prompt-lookup' is worth while where an output repeats much of its
   * prompt, 'mtp' with models that have prediction heads (without, it makes no guesses). Defaults to 'none'.
   */
  draft?: DraftSource;
  /**
   * Guesses that go through the model in one step at most, 1 to 8. Defaults to 8, or with 'mtp' to the number of the
   * model's heads.
   */
  draftTokens?: number;
  /**
   * With 'mtp': guesses go only as far as all of them were right in this share of the output's latest steps, 0 to 1. Each
   * costs part of a step, little in dense models and up to half in those of many experts, because its token needs
   * experts of its own. Defaults to 0.5; 0 asks every head always.
   */
  draftAcceptance?: number;
  /** Output ends before the first of these texts; the text itself is not delivered. Defaults to none. */
  stop?: readonly string[];
  /**
   * Ends the output with ENGINE_ABORTED: within one layer if it is written alone, and beside others with the step that
   * they share (at most 512 tokens). Defaults to none.
   */
  signal?: AbortSignal;
}

/**
 * Nothing, or what followed the last few tokens when they stood in the prompt or the output before, or what the model's
 * multi-token-prediction heads say.
 */
export type DraftSource = 'none' | 'prompt-lookup' | 'mtp';

/** Why an output ended: the model's end token, a stop text, a complete grammar, or the token limit. */
export type StopReason = 'end' | 'stop' | 'grammar' | 'length';

export interface GeneratedToken {
  readonly token: number;
  /** Text this token completes: '' while a character or a possible stop text is still open. */
  readonly text: string;
  /** Natural logarithm of the probability the model itself gave this token; NaN for one that `jumpAhead` appended. */
  readonly logprob: number;
}

export interface GenerationStats {
  readonly promptTokens: number;
  /** Those of the prompt that were there already, computed for an earlier output with the same beginning */
  readonly cachedTokens: number;
  readonly generatedTokens: number;
  /** Tokens of `draft` that went through the model, and those of them that became output */
  readonly draftedTokens: number;
  readonly acceptedTokens: number;
  /** Tokens of the output that `jumpAhead` appended */
  readonly forcedTokens: number;
  /** Milliseconds from the start to the end of the prompt, waiting for a turn beside other outputs included */
  readonly promptMs: number;
  /** Milliseconds from there on */
  readonly generateMs: number;
}

/**
 * One output being written. Iterate it once; leaving the loop early ends it. Nothing is computed before the first
 * `next()`, and the engine runs at most a few dozen tokens ahead of the reader.
 */
export interface Generation extends AsyncIterableIterator<GeneratedToken> {
  /** Known once the iteration has ended normally. */
  readonly stopReason: StopReason | undefined;
  readonly stats: GenerationStats;
  /** Reads to the end and returns the whole text. */
  text(): Promise<string>;
}

export interface LogitsOptions {
  /** Only those after the last token, which costs less time and memory. Defaults to false: those of every position. */
  lastOnly?: boolean;
  /** Gives the computation up with ENGINE_ABORTED. Defaults to none. */
  signal?: AbortSignal;
}

export interface RateMeasurement {
  /** Milliseconds that reading the prompt took */
  readonly promptMs: number;
  /** Milliseconds that the tokens after it took, one by one */
  readonly decodeMs: number;
}

export interface ContextOptions {
  /** Tokens at the most, prompt and output together, for each output. Defaults to the model's own limit. */
  contextLength?: number;
}

/** Give exactly one of `messages`, `tokens` and `prompt`. */
export interface ContextGenerateOptions extends Omit<GenerateOptions, 'maxTokens'> {
  /** A conversation, turned into a prompt by the file's chat template (ChatML if it has none). */
  messages?: readonly ChatMessage[];
  /** What the model may call; only with `messages`. Defaults to none. */
  tools?: readonly ToolDefinition[];
  /**
   * Whether the model thinks before it answers; only with `messages`. Defaults to what the template does, and to false
   * with a schema or a grammar, which a thought would not keep to.
   */
  thinking?: boolean;
  /** Further values for the template, such as `{ reasoning_effort: 'low' }`; only with `messages`. Defaults to none. */
  templateVariables?: Readonly<Record<string, JsonValue>>;
  /** The answer is a JSON document of this schema; excludes `grammar` and `tools`. Defaults to none. */
  schema?: JsonSchema;
  /** Output tokens at most. Defaults to what the context leaves. */
  maxTokens?: number;
}

/** The whole output: `text` without thought and tool calls. */
export interface Answer {
  readonly text: string;
  /** '' where the model didn't think, or was given no messages */
  readonly thinking: string;
  readonly toolCalls: readonly ToolCall[];
  readonly reason: StopReason;
  /** Tokens, and milliseconds */
  readonly stats: GenerationStats;
}

export type GenerationEvent =
  /** One token, as the model wrote it; what it adds to text or thought follows as events of their own */
  | { readonly type: 'token'; readonly token: number; readonly logprob: number }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly text: string }
  | { readonly type: 'toolCall'; readonly call: ToolCall }
  /** The last one */
  | ({ readonly type: 'done' } & Answer);

/** One output being written. Iterate it once; leaving the loop early ends it. */
export interface AnswerEvents extends AsyncIterableIterator<GenerationEvent> {
  /** Reads to the end and returns the whole output. */
  answer(): Promise<Answer>;
}

/** Where outputs are written. Several may be written at once; they don't disturb each other. */
export interface Context {
  readonly contextLength: number;
  /** Throws at once for wrong options; what goes wrong later is thrown by the iteration. */
  generate(options: ContextGenerateOptions): AnswerEvents;
  /** Tokens that `generate` would read before it writes. Runs nothing; throws as `generate` does for wrong options. */
  promptTokens(options: ContextGenerateOptions): number;
  /** Ends its running outputs and waits for them. Safe before and after the model's, and twice. */
  dispose(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface MeasureOptions {
  /**
   * Position of the first decoded token, as if the prompt's last keys and values came again and again before it: what
   * decoding costs after a long text, without reading one. It and the prompt's length are multiples of 32 then. Defaults
   * to the prompt's length.
   */
  position?: number;
  /** Gives up with ENGINE_ABORTED. Defaults to none. */
  signal?: AbortSignal;
}

export interface Model {
  readonly info: ModelInfo;
  tokenize(text: string, options?: TokenizeOptions): number[];
  /** Text of the tokens; control tokens have none unless `special` is true, broken characters become U+FFFD. */
  detokenize(tokens: readonly number[], options?: TokenizeOptions): string;
  /** Text of one token, control tokens included. */
  tokenText(token: number): string;
  /** Throws at once for wrong options; what goes wrong later is thrown by the iteration. */
  generate(options: GenerateOptions): Generation;
  /** Raw logits: Float32Array of tokens.length (or 1) x vocabularySize, row by row. */
  logits(tokens: readonly number[], options?: LogitsOptions): Promise<Float32Array>;
  /** How fast the model reads `prompt` and then decodes `decoded`, given instead of chosen. */
  measure(prompt: readonly number[], decoded: readonly number[], options?: MeasureOptions): Promise<RateMeasurement>;
  /**
   * What the model would take with another context or cache. Defaults to those it was loaded with; `contextLength` may
   * be any number from 1 on.
   */
  planMemory(options?: ModelPlanOptions): MemoryPlan;
  /** The option `contextLength` may not exceed the model's. */
  createContext(options?: ContextOptions): Context;
  /** Ends running outputs and contexts, waits for them and lets go of the file. Calling it again does nothing. */
  close(): Promise<void>;
  /** The same as `close`. */
  dispose(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
