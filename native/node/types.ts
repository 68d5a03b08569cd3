// What callers of the engine give and get. The only surprise: `logprob` is the model's own opinion, taken before
// the grammar and the temperature change anything, so a token that only the grammar forced shows a low value.

export interface LoadOptions {
  /** Threads one forward pass may use. Defaults to the physical cores; 1 for models too small to gain from more. */
  threads?: number;
  /** Largest number of tokens, prompt and output together. Defaults to what the model was made for. */
  contextLength?: number;
  /** Bytes the model may take; more is refused before anything is loaded. Defaults to what is available. */
  memoryLimit?: number;
  /** Reads the whole file at once and keeps its pages in memory, whatever else the machine does. Defaults to false. */
  mlock?: boolean;
  signal?: AbortSignal;
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
  readonly embeddingLength: number;
  readonly expertCount: number;
  readonly expertUsedCount: number;
  /** Tokens that a sliding-window layer sees, its own included */
  readonly slidingWindow: number;
  /** Number of tensors by type, for example { F32: 40, Q8_0: 61 } */
  readonly tensorTypes: Readonly<Record<string, number>>;
  readonly threads: number;
  /** Which kernels run: 'plain', 'avx2' or 'avx512' */
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

export interface GenerateOptions {
  /** Text to continue; give either this or `tokens`. */
  prompt?: string;
  /** Token ids to continue; give either this or `prompt`. */
  tokens?: readonly number[];
  /** Whether `prompt` may contain control tokens as text. Defaults to false. */
  special?: boolean;
  /** A GBNF grammar with a rule `root`; the whole output matches it unless `maxTokens` cuts it short. */
  grammar?: string;
  /** Output tokens at most. */
  maxTokens: number;
  /** 0 takes the likeliest token always. Defaults to 0. */
  temperature?: number;
  /** Only the k likeliest tokens take part; 0 means all. Defaults to 0. */
  topK?: number;
  /** Only the likeliest tokens that together reach this probability take part. Defaults to 1: all. */
  topP?: number;
  /** Only tokens at least this likely, relative to the likeliest, take part. Defaults to 0: all. */
  minP?: number;
  /** Makes a sampled output repeatable. Defaults to 0. */
  seed?: number;
  /** Output ends before the first of these texts; the text itself is not delivered. */
  stop?: readonly string[];
  signal?: AbortSignal;
}

/** Why an output ended: the model's end token, a stop text, a complete grammar, or the token limit. */
export type StopReason = 'end' | 'stop' | 'grammar' | 'length';

export interface GeneratedToken {
  readonly token: number;
  /** Text this token completes: '' while a character or a possible stop text is still open. */
  readonly text: string;
  /** Natural logarithm of the probability the model itself gave this token. */
  readonly logprob: number;
}

export interface GenerationStats {
  readonly promptTokens: number;
  readonly generatedTokens: number;
  readonly promptMs: number;
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

export interface Model {
  readonly info: ModelInfo;
  tokenize(text: string, options?: TokenizeOptions): number[];
  /** Text of the tokens; control tokens have none unless `special` is true, broken characters become U+FFFD. */
  detokenize(tokens: readonly number[], options?: TokenizeOptions): string;
  /** Text of one token, control tokens included. */
  tokenText(token: number): string;
  /** Throws at once for wrong options; what goes wrong later is thrown by the iteration. */
  generate(options: GenerateOptions): Generation;
  /** Raw logits of every position: Float32Array of tokens.length x vocabularySize, row by row. */
  logits(tokens: readonly number[], options?: { signal?: AbortSignal }): Promise<Float32Array>;
  /** Ends running generations, waits for them and lets go of the file. Calling it again does nothing. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
