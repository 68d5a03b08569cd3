// Runs an engine command on its loaded model. The engine's own errors decide what is printed and the exit code.
import {
  type CacheType,
  EngineError,
  loadModel,
  type Model,
  type PackedFileChoice,
  type Precision,
} from '@farhand/native';
import { FarhandError, toFarhandError } from '@farhand/shared';
import { warnOfPackedFile } from './engine-pack.js';
import { printError, printJson } from './output.js';

export interface ModelFlags {
  readonly model: string;
  readonly threads?: number;
  readonly context?: number;
  readonly heads?: number;
  readonly cache: CacheType | 'auto';
  readonly precision: Precision | 'auto';
  readonly mlock?: boolean;
  readonly packedFile: PackedFileChoice;
  readonly json?: boolean;
}

export type Work<Flags> = (model: Model, flags: Flags, signal: AbortSignal) => Promise<void>;

/** Codes that a different call would avoid: they end with the exit code of bad usage. */
const usageCodes: ReadonlySet<string> = new Set([
  'ENGINE_FILE_NOT_FOUND',
  'ENGINE_OPTION_INVALID',
  'ENGINE_TOKEN_INVALID',
  'ENGINE_GRAMMAR_INVALID',
  'ENGINE_TEMPLATE_INVALID',
  'ENGINE_SCHEMA_UNSUPPORTED',
  'ENGINE_CONTEXT_EXCEEDED',
  'ENGINE_PACKED_FILE_UNWRITABLE',
]);

export async function withModel<Flags extends ModelFlags>(
  flags: Flags,
  signal: AbortSignal,
  work: Work<Flags>,
): Promise<void> {
  await reporting(flags, signal, async () => {
    const model = await loadModel(flags.model, {
      signal,
      ...(flags.threads !== undefined && { threads: flags.threads }),
      ...(flags.context !== undefined && { contextLength: flags.context }),
      cache: flags.cache,
      precision: flags.precision,
      mlock: flags.mlock ?? false,
      packedFile: flags.packedFile,
      ...(flags.heads !== undefined && { predictionHeads: flags.heads }),
    });
    try {
      warnOfPackedFile(model.info.packedFile);
      await work(model, flags, signal);
    } finally {
      await model.close();
    }
  });
}

/** What goes wrong is printed and decides the exit code. */
export async function reporting(
  flags: { readonly json?: boolean },
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const known = describe(error, signal);
    if (flags.json) printJson({ error: { code: known.code, message: known.message, hint: known.hint } });
    else printError(known);
    process.exitCode = known.exitCode;
  }
}

/** The engine has an error table of its own; an interrupt is the command's, whatever the engine made of it. */
function describe(
  error: unknown,
  signal: AbortSignal,
): { code: string; message: string; hint: string; exitCode: number } {
  const isOwn = error instanceof EngineError && !signal.aborted;
  if (isOwn) {
    const { code, message, hint } = error;
    return { code, message, hint, exitCode: usageCodes.has(code) ? 2 : 1 };
  }
  const known = signal.aborted ? new FarhandError('CANCELLED', 'The command was interrupted') : toFarhandError(error);
  return { code: known.code, message: known.message, hint: known.hint, exitCode: known.exitCode };
}
