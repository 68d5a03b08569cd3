// JSON and JSON lines from outside, with the place of what is wrong.
import { FarhandError } from '@farhand/shared';

/** Throws INPUT_INVALID. */
export function readJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new FarhandError('INPUT_INVALID', `The ${what} is no JSON: ${(cause as Error).message}`, { cause });
  }
}

/** Values of a JSONL text with their lines, 1 first; empty lines are none. Throws INPUT_INVALID naming the line. */
export function linesOf(text: string, what: string): { line: number; value: unknown }[] {
  return text
    .split('\n')
    .map((content, index) => ({ content, line: index + 1 }))
    .filter(({ content }) => content.trim() !== '')
    .map(({ content, line }) => ({ line, value: readJson(content, `${what} of line ${line}`) }));
}
