// The engine's own error table. It owns every code a caller may meet, with the hint that goes with it.
// The C++ side throws plain errors that carry one of these codes; `asEngineError` turns them into EngineError.

const HINTS = {
  ENGINE_NOT_BUILT: 'Run `npm start` once (it builds the engine), or `npx node-gyp rebuild --directory native`.',
  ENGINE_FILE_NOT_FOUND: 'Check the path of the model file and that this user may read it.',
  ENGINE_NOT_GGUF: 'Give the path of a GGUF model file, version 2 or 3, little-endian.',
  ENGINE_GGUF_DAMAGED: 'Download or copy the model file again and compare its checksum.',
  ENGINE_UNSUPPORTED_ARCHITECTURE: 'Use a GGUF of architecture step35, or serve the model with another engine.',
  ENGINE_UNSUPPORTED_TYPE: 'Use a file with other tensor types, for example Q8_0, Q4_K or Q4_0.',
  ENGINE_UNSUPPORTED_TOKENIZER: 'Use a file with tokenizer model gpt2 and pre-tokenizer deepseek-v3 or gpt-2.',
  ENGINE_METADATA_INVALID: 'Convert the model again with a current converter.',
  ENGINE_SPLIT_INVALID: 'Put all parts of the model, under the names they were published with, into one folder.',
  ENGINE_TENSOR_MISSING: 'Convert the model again with a current converter.',
  ENGINE_CONTEXT_EXCEEDED: 'Shorten the prompt, or load the model with a larger contextLength.',
  ENGINE_TOKEN_INVALID: 'Use token ids of this model, as `tokenize` returns them.',
  ENGINE_GRAMMAR_INVALID: 'Correct the grammar at the place named.',
  ENGINE_GRAMMAR_STUCK: 'Allow the vocabulary to spell the text that the grammar asks for.',
  ENGINE_SCHEMA_UNSUPPORTED:
    'Leave out or change the keyword named; `JsonSchema` lists those that a grammar is written for.',
  ENGINE_TEMPLATE_INVALID: "Correct the messages, or give `tokens` where the file's chat template can't be used.",
  ENGINE_OPTION_INVALID: 'Correct the option named.',
  ENGINE_OUT_OF_MEMORY: 'Use a shorter context, a smaller model, or a machine with more memory.',
  ENGINE_LOCK_REFUSED:
    'Raise the limit (`ulimit -l unlimited`, or LimitMEMLOCK of the service), or load without locking.',
  ENGINE_PACKED_FILE_UNWRITABLE: 'Make room on the disk, or name another place for the packed file.',
  ENGINE_ABORTED: 'Start the call again if the result is still wanted.',
  ENGINE_CLOSED: 'Load the model again.',
  ENGINE_INTERNAL: 'Please report this with the model file and the call that caused it.',
} as const;

export type EngineErrorCode = keyof typeof HINTS;

export const engineErrorCodes: readonly EngineErrorCode[] = Object.keys(HINTS) as EngineErrorCode[];

/** An error with a stable code, a sentence with the actual value, and a hint that says what to do next. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  readonly hint: string;

  constructor(code: EngineErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'EngineError';
    this.code = code;
    this.hint = options.hint ?? HINTS[code];
  }
}

/** Turns whatever the addon threw into an EngineError; unknown things become ENGINE_INTERNAL with their cause. */
export function asEngineError(thrown: unknown): EngineError {
  if (thrown instanceof EngineError) return thrown;
  const code = codeOf(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (code !== undefined) return new EngineError(code, message);
  return new EngineError('ENGINE_INTERNAL', `The engine failed: ${message}`, { cause: thrown });
}

/** The error of an aborted call; the signal's own reason is the cause. */
export function abortedError(signal: AbortSignal): EngineError {
  return new EngineError('ENGINE_ABORTED', 'The call was aborted.', { cause: signal.reason });
}

function codeOf(thrown: unknown): EngineErrorCode | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return engineErrorCodes.find((code) => code === thrown.code);
}
