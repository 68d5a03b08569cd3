// A connection that has Postgres parse and plan each statement once: what the cloud says to its database is the same few
// dozen statements over and over, and for most of them planning costs more than carrying them out.
import { createHash } from 'node:crypto';
import pg from 'pg';

/** Statements with a varying number of places are never the same for long: beyond this many none is kept any more. */
const mostNames = 400;
/**
 * What takes whichever columns a table has cannot be kept: another version of the cloud may add one meanwhile. Rows that are
 * counted and numbers that are multiplied are nothing of the kind.
 */
const everyColumn = /(?:\b(?:select|distinct|all|returning)|[,.])\s*\*/i;

const names = new Map<string, string | undefined>();

/** Undefined for what is not to be kept. */
export function nameOf(text: string): string | undefined {
  if (names.has(text)) return names.get(text);
  if (names.size >= mostNames) return undefined;
  const name = everyColumn.test(text) ? undefined : createHash('sha256').update(text).digest('base64url').slice(0, 20);
  names.set(text, name);
  return name;
}

export class PreparingClient extends pg.Client {}

const { query } = pg.Client.prototype;
/** pg declares a dozen overloads; only statements with their values, as text, are touched. */
PreparingClient.prototype.query = function (this: pg.Client, ...given: unknown[]): unknown {
  const [text, values, ...rest] = given;
  const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
  const whole = name === undefined ? given : [{ name, text, values }, ...rest];
  return Reflect.apply(query, this, whole);
} as typeof query;
