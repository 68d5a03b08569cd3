// The grammar of a string schema: lengths, a pattern or a format.

import { FORMATS } from './formats.js';
import type { JsonSchema } from './json-schema.js';
import { repetition } from './literal.js';
import { PatternError, patternToGbnf, singleClassRun } from './pattern-to-gbnf.js';
import { unsupported } from './unsupported.js';

const ANY_CHARACTER = 'character';

/** A pattern beside a format is taken as the closer description of the two, as zod writes both. */
export function schemaString(schema: JsonSchema, at: string): string {
  const { minLength = 0, maxLength, pattern, format } = schema;
  if (maxLength !== undefined && maxLength < minLength) throw unsupported(`${at}/maxLength`, 'is less than minLength');
  const content = (text: string) => `"\\"" ${text} "\\""`;
  const known = format === undefined ? undefined : FORMATS[format];
  if (format !== undefined && known === undefined && pattern === undefined) {
    throw unsupported(`${at}/format`, `is ${JSON.stringify(format)}; known are ${Object.keys(FORMATS).join(', ')}`);
  }
  const wanted = pattern ?? known;
  if (wanted === undefined) return content(`${ANY_CHARACTER}${repetition(minLength, maxLength)}`);
  const keyword = `${at}/${pattern === undefined ? 'format' : 'pattern'}`;
  try {
    if (minLength === 0 && maxLength === undefined) return content(patternToGbnf(wanted, ANY_CHARACTER));
    const run = singleClassRun(wanted);
    if (run !== undefined) return content(`${run.character}${repetition(Math.max(run.least, minLength), maxLength)}`);
  } catch (error) {
    if (error instanceof PatternError) throw unsupported(keyword, error.message);
    throw error;
  }
  throw unsupported(keyword, 'stands beside a length, which only a run of one class can keep to');
}
