import type { RunFolder } from '../runs/run-folder.js';

export function writeComparison(
  _a: RunFolder,
  _b: RunFolder,
  _options: { json: boolean; out?: string | undefined },
): string {
  return '';
}
