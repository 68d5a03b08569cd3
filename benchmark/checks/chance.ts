// Repeatable chance for tasks: from a text to a number, the same on every machine.
import { createHash } from 'node:crypto';

/** 0 to 2^32 - 1. */
export function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0);
}
