// Checks what callers ask for and fills in the defaults, so that the C++ side receives complete, sane numbers.

import { checkMessages } from '../chat/messages.js';
import { EngineError } from '../errors.js';
import type { NativeGenerateOptions, NativePackedFile, NativeSampling } from './addon.js';
import type { CacheType, LoadOptions, ModelPlanOptions, Precision } from './load-types.js';
import { checkOptionNames, invalidOption, MAX_THREADS, oneOf, wholeNumber, within, yesOrNo } from './option-checks.js';
import { nativePackedFile } from './packed-file.js';
import type {
  ContextGenerateOptions,
  ContextOptions,
  DraftSource,
  GenerateOptions,
  MeasureOptions,
  ModelInfo,
  SamplingOptions,
} from './types.js';

const MAX_COUNT = 2 ** 31 - 1;
const MAX_PREDICTION_HEADS = 64;
/** Tokens whose keys and values lie in one page */
const PAGE_POSITIONS = 32;
const MAX_DRAFT_TOKENS = 8;
const DEFAULT_DRAFT_ACCEPTANCE = 0.5;

export interface CheckedLoadOptions {
  threads: number;
  contextLength: number;
  memoryLimit: number;
  mlock: boolean;
  predictionHeads: number | undefined;
  cache: CacheType | 'auto';
  precision: Precision | 'auto';
  packedFile: NativePackedFile;
}

const LOAD_OPTIONS: Readonly<Record<keyof LoadOptions, true>> = {
  threads: true,
  contextLength: true,
  memoryLimit: true,
  mlock: true,
  cache: true,
  precision: true,
  predictionHeads: true,
  packedFile: true,
  signal: true,
};

const CACHES: readonly (CacheType | 'auto')[] = ['f16', 'q8_0', 'f32', 'auto'];
const PRECISIONS: readonly (Precision | 'auto')[] = ['exact', 'fast', 'auto'];

export function checkedLoadOptions(options: LoadOptions): CheckedLoadOptions {
  checkOptionNames(options, LOAD_OPTIONS);
  const { threads, contextLength, memoryLimit, predictionHeads } = options;
  return {
    threads: threads === undefined ? 0 : wholeNumber('threads', threads, 1, MAX_THREADS),
    contextLength: contextLength === undefined ? 0 : wholeNumber('contextLength', contextLength, 1, MAX_COUNT),
    memoryLimit: memoryLimit === undefined ? 0 : wholeNumber('memoryLimit', memoryLimit, 1, Number.MAX_SAFE_INTEGER),
    mlock: yesOrNo('mlock', options.mlock ?? false),
    cache: oneOf('cache', options.cache ?? 'auto', CACHES),
    precision: oneOf('precision', options.precision ?? 'auto', PRECISIONS),
    packedFile: nativePackedFile(options.packedFile),
    predictionHeads:
      predictionHeads === undefined
        ? undefined
        : wholeNumber('predictionHeads', predictionHeads, 0, MAX_PREDICTION_HEADS),
  };
}

export function checkedPlanOptions(options: ModelPlanOptions, loaded: ModelInfo): Required<ModelPlanOptions> {
  checkOptionNames(options, { contextLength: true, cache: true });
  const { contextLength = loaded.contextLength, cache = loaded.cache } = options;
  return {
    contextLength: wholeNumber('contextLength', contextLength, 1, MAX_COUNT),
    cache: oneOf('cache', cache, ['f16', 'q8_0', 'f32']),
  };
}

/** Where decoding begins, in whole pages of keys and values unless it is the prompt's end */
export function checkedPosition(options: MeasureOptions, promptLength: number): number {
  checkOptionNames(options, { position: true, signal: true });
  const position = wholeNumber('position', options.position ?? promptLength, promptLength, MAX_COUNT);
  const whole = promptLength > 0 && promptLength % PAGE_POSITIONS === 0 && position % PAGE_POSITIONS === 0;
  if (position === promptLength || whole) return position;
  throw invalidOption(
    `position is ${position} after a prompt of ${promptLength}, but both must be multiples of ${PAGE_POSITIONS}.`,
  );
}

export function checkedGenerateOptions(options: GenerateOptions, tokens: Uint32Array): NativeGenerateOptions {
  return {
    tokens,
    grammar: options.grammar ?? '',
    maxTokens: wholeNumber('maxTokens', options.maxTokens, 1, MAX_COUNT),
    jumpAhead: options.jumpAhead ?? false,
    draft: oneOf('draft', options.draft ?? 'none', DRAFT_SOURCES),
    draftTokens:
      options.draftTokens === undefined ? 0 : wholeNumber('draftTokens', options.draftTokens, 1, MAX_DRAFT_TOKENS),
    draftAcceptance: within('draftAcceptance', options.draftAcceptance ?? DEFAULT_DRAFT_ACCEPTANCE, 0, 1),
    ...checkedSampling(options),
  };
}

function checkedSampling(options: SamplingOptions): NativeSampling {
  return {
    temperature: within('temperature', options.temperature ?? 0, 0, 100),
    topK: wholeNumber('topK', options.topK ?? 0, 0, MAX_COUNT),
    topP: within('topP', options.topP ?? 1, 0, 1),
    minP: within('minP', options.minP ?? 0, 0, 1),
    repetitionPenalty: within('repetitionPenalty', options.repetitionPenalty ?? 1, 0.01, 100),
    repetitionWindow: wholeNumber('repetitionWindow', options.repetitionWindow ?? 64, 0, MAX_COUNT),
    seed: wholeNumber('seed', options.seed ?? 0, 0, Number.MAX_SAFE_INTEGER),
  };
}

const DRAFT_SOURCES: readonly DraftSource[] = ['none', 'prompt-lookup', 'mtp'];

const CONTEXT_OPTIONS: Readonly<Record<keyof ContextGenerateOptions, true>> = {
  messages: true,
  tokens: true,
  prompt: true,
  special: true,
  tools: true,
  thinking: true,
  templateVariables: true,
  schema: true,
  grammar: true,
  maxTokens: true,
  jumpAhead: true,
  draft: true,
  draftTokens: true,
  draftAcceptance: true,
  temperature: true,
  topK: true,
  topP: true,
  minP: true,
  repetitionPenalty: true,
  repetitionWindow: true,
  seed: true,
  stop: true,
  signal: true,
};

/** Which options there are and which go together; their values are checked with the rest. */
export function checkContextOptions(options: ContextGenerateOptions): void {
  checkOptionNames(options, CONTEXT_OPTIONS);
  const { messages, tokens, prompt, schema, grammar, tools, thinking, templateVariables, special } = options;
  if ([messages, tokens, prompt].filter((given) => given !== undefined).length !== 1) {
    throw invalidOption('Give exactly one of messages, tokens and prompt.');
  }
  if (messages !== undefined) checkMessages(messages);
  const chatOnly = { tools, thinking, templateVariables };
  const misplaced = Object.entries(chatOnly).find(([, value]) => messages === undefined && value !== undefined);
  if (misplaced !== undefined) throw invalidOption(`The option ${misplaced[0]} goes with messages only.`);
  if (special !== undefined && prompt === undefined) throw invalidOption('The option special goes with prompt only.');
  if (schema !== undefined && grammar !== undefined) throw invalidOption('Give either schema or grammar, not both.');
  if (schema === undefined && grammar === undefined) return;
  if (thinking === true) throw invalidOption('A thought would not keep to the schema or grammar: leave thinking off.');
  if (tools !== undefined && tools.length > 0) {
    throw invalidOption('A tool call would not keep to the schema or grammar: leave the tools out.');
  }
}

export function checkedContextLength(options: ContextOptions, most: number): number {
  return wholeNumber('contextLength', options.contextLength ?? most, 1, most);
}

/** Token ids as the engine takes them; fails on anything that is no id of a vocabulary of this size. */
export function checkedTokens(tokens: readonly number[], vocabularySize: number): Uint32Array {
  for (const token of tokens) {
    if (!Number.isInteger(token) || token < 0 || token >= vocabularySize) {
      throw new EngineError(
        'ENGINE_TOKEN_INVALID',
        `${token} is no token of this model, which has tokens 0 to ${vocabularySize - 1}.`,
      );
    }
  }
  return Uint32Array.from(tokens);
}
