// The grammar of a string schema: lengths, patterns and formats, several of them by an automaton that keeps to all.

import { TooLargeError, tableOf, withLength, writeTable } from './automaton.js';
import { FORMATS } from './formats.js';
import type { JsonSchema } from './json-schema.js';
import { repetition } from './literal.js';
import { type Pattern, PatternError, readPattern } from './pattern.js';
import { PatternAutomaton } from './pattern-automaton.js';
import { patternToGbnf } from './pattern-to-gbnf.js';
import type { Rules } from './rules.js';
import { unsupported } from './unsupported.js';

const ANY_CHARACTER = 'character';
/** Of an automaton. What is longer than they allow can't be written, though the schema may allow it. */
const MOST_STATES = 6000;
/** Of patterns alone, without a length */
const MOST_PATTERN_STATES = 1000;

/** Formats whose patterns go together with one of the schema; the others say the same again, and less closely. */
const FORMATS_BESIDE_PATTERNS: ReadonlySet<string> = new Set(['uri']);

interface Placed {
  readonly at: string;
  readonly pattern: Pattern;
}

export function schemaString(schema: JsonSchema, at: string, rules: Rules): string {
  const { minLength, maxLength } = lengthsOf(schema);
  if (maxLength !== undefined && maxLength < minLength) throw unsupported(`${at}/maxLength`, 'is less than minLength');
  const patterns = patternsOf(schema, at);
  const [first] = patterns;
  if (first === undefined) return content(`${ANY_CHARACTER}${repetition(minLength, maxLength)}`);
  const unbounded = minLength === 0 && maxLength === undefined;
  if (patterns.length === 1 && unbounded)
    return content(naming(first, () => patternToGbnf(first.pattern, ANY_CHARACTER)));
  return content(naming(first, () => intersection(patterns, minLength, maxLength, at, rules)));
}

function lengthsOf({ minLength = 0, maxLength, allOf = [] }: JsonSchema): { minLength: number; maxLength?: number } {
  const parts = allOf.map(lengthsOf);
  const most = [maxLength, ...parts.map((part) => part.maxLength)].filter((length) => length !== undefined);
  return {
    minLength: Math.max(minLength, ...parts.map((part) => part.minLength)),
    ...(most.length > 0 && { maxLength: Math.min(...most) }),
  };
}

function content(text: string): string {
  return `"\\"" ${text} "\\""`;
}

function patternsOf(schema: JsonSchema, at: string): readonly Placed[] {
  const { pattern, format, allOf = [] } = schema;
  const known = format === undefined || !Object.hasOwn(FORMATS, format) ? undefined : FORMATS[format];
  const found: Placed[] = pattern === undefined ? [] : [placed(pattern, `${at}/pattern`)];
  for (const [index, part] of allOf.entries()) found.push(...patternsOf(part, `${at}/allOf/${index}`));
  if (known !== undefined && (found.length === 0 || FORMATS_BESIDE_PATTERNS.has(format ?? ''))) {
    found.push(placed(known, `${at}/format`));
  }
  if (format !== undefined && found.length === 0) {
    throw unsupported(`${at}/format`, `is ${JSON.stringify(format)}; known are ${Object.keys(FORMATS).join(', ')}`);
  }
  return found;
}

function placed(expression: string, at: string): Placed {
  return naming({ at }, () => ({ at, pattern: readPattern(expression) }));
}

/** Texts that fit all patterns and the length. Where the states don't suffice, the longest ones are left out. */
function intersection(
  patterns: readonly Placed[],
  least: number,
  most: number | undefined,
  at: string,
  rules: Rules,
): string {
  const table = tableOf(new PatternAutomaton(patterns.map(({ pattern }) => pattern)), MOST_PATTERN_STATES);
  const longest = Math.floor(MOST_STATES / table.length) - 1;
  if (longest < least) throw new TooLargeError();
  const text = writeTable(withLength(table, least, most === undefined ? undefined : Math.min(most, longest)), rules);
  if (text === undefined)
    throw unsupported(at, 'has patterns and lengths that no text of moderate length fits together');
  return text;
}

/** Says which keyword a pattern's problem is of. */
function naming<T>({ at }: { readonly at: string }, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof PatternError) throw unsupported(at, error.message);
    if (error instanceof TooLargeError)
      throw unsupported(at, 'is too intricate to be held to a length or to another pattern');
    throw error;
  }
}
