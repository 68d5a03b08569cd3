// `engine pack`: makes a model's packed file before it is first loaded, or removes it.

import { type PackedFileChoice, type PackedFileInfo, packModel, removePackedFiles } from '@farhand/native';
import { printJson } from './output.js';
import { fileSize } from './style.js';

export interface PackFlags {
  readonly model: string;
  readonly threads?: number;
  readonly packedFile: PackedFileChoice;
  readonly remove?: boolean;
  readonly json?: boolean;
}

export async function pack(flags: PackFlags, signal: AbortSignal): Promise<void> {
  const place = { packedFile: flags.packedFile as Exclude<PackedFileChoice, 'auto' | 'off'> };
  if (flags.remove) {
    const removed = removePackedFiles(flags.model, place);
    if (flags.json) return printJson({ removed });
    process.stdout.write(
      removed.length === 0 ? 'there was none\n' : removed.map((path) => `removed ${path}\n`).join(''),
    );
    return;
  }
  const started = performance.now();
  const options = { ...place, signal, ...(flags.threads !== undefined && { threads: flags.threads }) };
  const packed = await packModel(flags.model, options);
  const seconds = (performance.now() - started) / 1000;
  if (flags.json) return printJson({ ...packed, seconds });
  warnOfPackedFile(packed);
  process.stdout.write(`${packedFileText(packed)}, ${seconds.toFixed(1)} s\n`);
}

export function packedFileText({ state, path, bytes }: PackedFileInfo): string {
  if (path === undefined) return 'no packed file';
  return `${path} (${fileSize(bytes)}), ${state === 'written' ? 'written now' : 'found and checked'}`;
}

/** One line on stderr if something was wrong with a packed file; the command goes on. */
export function warnOfPackedFile({ state, problem }: PackedFileInfo): void {
  if (problem === undefined) return;
  const instead = state === 'failed' ? 'The weights were packed in memory.' : 'It was written anew.';
  process.stderr.write(`! ${problem} ${instead}\n`);
}
