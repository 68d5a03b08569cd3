// Two implementations of constrained decoding led along one random text, token by token, and compared before each step.

import type { NativeConstraint } from '../node/addon.js';
import type { Random } from './random.js';
import type { OracleConstraint } from './xgrammar.js';

export interface Walk {
  /** The tokens that were written */
  readonly written: readonly number[];
  /** What the implementations disagree about after them; undefined if nothing */
  readonly difference: Difference | undefined;
}

export interface Difference {
  /** Tokens that one side alone allows */
  readonly engineOnly: readonly number[];
  readonly oracleOnly: readonly number[];
  /** Whether the text may end here */
  readonly mayEnd: { readonly engine: boolean; readonly oracle: boolean };
}

/**
 * `mayGo` says which of the allowed tokens may be written; `steps` is the most that are; `compared` says which tokens have
 * to be allowed by both. Defaults to all.
 */
export async function walkTogether(
  engine: NativeConstraint,
  oracle: OracleConstraint,
  random: Random,
  steps: number,
  mayGo: (token: number) => boolean,
  compared?: (token: number) => boolean,
): Promise<Walk> {
  const written: number[] = [];
  for (;;) {
    const allowed = engine.allowed();
    const difference = differenceOf(allowed, engine.mayEnd(), oracle, compared);
    const ways = allowed.filter(mayGo);
    if (difference !== undefined || ways.length === 0 || written.length === steps) return { written, difference };
    const token = ways[random.below(ways.length)] ?? 0;
    engine.accept(token);
    await oracle.accept(token);
    written.push(token);
  }
}

function differenceOf(
  ours: Uint32Array,
  mayEnd: boolean,
  oracle: OracleConstraint,
  compared?: (token: number) => boolean,
): Difference | undefined {
  const allowed = compared === undefined ? ours : ours.filter(compared);
  const theirs = compared === undefined ? oracle.allowed() : oracle.allowed().filter(compared);
  const ends = { engine: mayEnd, oracle: oracle.mayEnd() };
  if (ends.engine === ends.oracle && Buffer.from(allowed.buffer).equals(Buffer.from(theirs.buffer))) return undefined;
  const [inOurs, inTheirs] = [new Set(allowed), new Set(theirs)];
  return {
    engineOnly: [...allowed].filter((token) => !inTheirs.has(token)),
    oracleOnly: [...theirs].filter((token) => !inOurs.has(token)),
    mayEnd: ends,
  };
}
