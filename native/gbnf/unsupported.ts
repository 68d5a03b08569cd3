import { EngineError } from '../errors.js';

/** The refusal of a schema: `at` is the JSON pointer of the part, `what` the rest of the sentence. */
export function unsupported(at: string, what: string): EngineError {
  return new EngineError('ENGINE_SCHEMA_UNSUPPORTED', `The schema at ${at} ${what}.`);
}
