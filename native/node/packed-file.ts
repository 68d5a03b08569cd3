// Packed weights in a file of their own: where that is to lie, and making and removing one without loading the model.

import os from 'node:os';
import path from 'node:path';
import { abortedError, asEngineError, EngineError } from '../errors.js';
import { addon, type NativePackedFile, native } from './addon.js';
import type { PackedFileChoice, PackedFileInfo } from './load-types.js';
import { checkOptionNames, invalidOption, MAX_THREADS, wholeNumber } from './option-checks.js';

const ENDING = '.packed';
const VARIABLE = 'FARHAND_ENGINE_PACKED_FILE';

export interface PackOptions {
  /** Where it is to lie: 'on', or a path that ends in `.packed`. Defaults to 'on'. */
  packedFile?: Exclude<PackedFileChoice, 'auto' | 'off'>;
  /** Threads that pack. Defaults to the physical cores. */
  threads?: number;
  /** Gives packing up with ENGINE_ABORTED; nothing is left then. Defaults to none. */
  signal?: AbortSignal;
}

/**
 * Makes the packed file of a model, unless there is one already: what loading with `packedFile` does, but without the
 * memory that a model takes. Throws ENGINE_PACKED_FILE_UNWRITABLE, and what opening the model file throws.
 */
export async function packModel(model: string, options: PackOptions = {}): Promise<PackedFileInfo> {
  checkOptionNames(options, { packedFile: true, threads: true, signal: true });
  const { packedFile = 'on', threads, signal } = options;
  const count = threads === undefined ? 0 : wholeNumber('threads', threads, 1, MAX_THREADS);
  const place = placeOf(packedFile);
  if (signal?.aborted) throw abortedError(signal);
  const packing = addon().pack(model, count, place);
  const cancel = () => packing.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const report = await packing.result;
    if (report.state !== 'failed') return report;
    throw new EngineError('ENGINE_PACKED_FILE_UNWRITABLE', report.problem ?? 'The packed file was not written.');
  } catch (thrown) {
    throw signal?.aborted ? abortedError(signal) : asEngineError(thrown);
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/**
 * Removes the packed files of a model, unfinished ones too, and returns their paths. Models that use one go on with it.
 * Throws ENGINE_PACKED_FILE_UNWRITABLE, and what opening the model file throws.
 */
export function removePackedFiles(model: string, options: Pick<PackOptions, 'packedFile'> = {}): string[] {
  checkOptionNames(options, { packedFile: true });
  return native(() => addon().removePacked(model, placeOf(options.packedFile ?? 'on')));
}

/** What the engine is told; 'auto' is what the environment says, if it says something. */
export function nativePackedFile(choice: PackedFileChoice = 'auto'): NativePackedFile {
  const fromEnvironment = choice === 'auto' ? process.env[VARIABLE] : undefined;
  const decided = fromEnvironment || choice;
  const given = decided === choice ? 'packedFile' : VARIABLE;
  if (decided === 'auto' || decided === 'on' || decided === 'off') return { mode: decided, userFolder: userFolder() };
  if (typeof decided === 'string' && decided.endsWith(ENDING)) return { mode: 'on', path: decided };
  throw invalidOption(`${given} is ${decided}, but must be auto, on, off, or a path that ends in ${ENDING}.`);
}

function placeOf(choice: PackedFileChoice): NativePackedFile {
  const place = nativePackedFile(choice);
  if (choice !== 'auto' && place.mode === 'on') return place;
  throw invalidOption(`packedFile is ${choice}, but must be on or a path that ends in ${ENDING}.`);
}

/** For files whose model lies where this user may not write */
function userFolder(): string {
  const caches =
    process.platform === 'darwin'
      ? path.join(os.homedir(), 'Library', 'Caches')
      : process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(caches, 'farhand', 'packed');
}
