// Strict reading of data from outside: one sentence for the first thing that is wrong, and the nearest known name for
// an unknown key.
import { z } from 'zod';
import { type ErrorCode, FarhandError } from './errors.js';

/** The value as the schema types it, or a FarhandError of `code`; `what` names the data in the sentence ("plan"). */
export function parseStrict<S extends z.ZodType>(schema: S, value: unknown, code: ErrorCode, what: string): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (!issue) throw new FarhandError(code, `The ${what} is not valid`);
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const near = nearest(key, keysAt(schema, issue.path));
    const where = path ? ` in ${path}` : '';
    const suggestion = near ? `; did you mean "${near}"?` : '';
    throw new FarhandError(code, `The ${what} has the unknown key "${key}"${where}${suggestion}`);
  }
  throw new FarhandError(code, `The ${what} is not valid${path ? ` at ${path}` : ''}: ${issue.message}`);
}

/** The schema as JSON Schema (draft 2020-12), for documentation, the API and constrained decoding. */
export function toJsonSchema(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema) as Record<string, unknown>;
}

/** The candidate with the smallest edit distance, if that is at most a third of the word (rounded up). */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.ceil(word.length / 3);
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}

/**
 * Levenshtein distance over code points; O(|a|·|b|). With `swaps`, neighbours that changed places count once (optimal string
 * alignment), and detours may be shorter.
 */
export function editDistance(a: string, b: string, swaps = false): number {
  const from = [...a];
  const to = [...b];
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const isSwap = swaps && row > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const swapped = isSwap ? (beforePrevious[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, swapped));
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[to.length] ?? 0;
}

/** Names an object schema knows at `path`, as far as objects and arrays lead there. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let current: unknown = schema;
  for (const step of path) current = typeof step === 'number' ? elementOf(current) : shapeOf(current)?.[String(step)];
  return Object.keys(shapeOf(current) ?? {});
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  const inner = unwrap(schema);
  return (inner as { shape?: Record<string, unknown> } | undefined)?.shape;
}

function elementOf(schema: unknown): unknown {
  return (unwrap(schema) as { element?: unknown } | undefined)?.element;
}

function unwrap(schema: unknown): unknown {
  const optional = schema as { unwrap?: () => unknown; shape?: unknown; element?: unknown } | undefined;
  if (optional?.unwrap && !optional.shape && !optional.element) return unwrap(optional.unwrap());
  return schema;
}
