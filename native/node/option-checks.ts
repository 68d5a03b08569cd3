// Checks of single options, in the words that callers know them by. Each returns what it was given, or throws
// ENGINE_OPTION_INVALID.

import { EngineError } from '../errors.js';
import { nearestName } from './nearest-name.js';

export const MAX_THREADS = 256;

/** Fails on options that there are not, with the name of the nearest one. */
export function checkOptionNames(options: object, known: Readonly<Record<string, true>>): void {
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(known, name)) continue;
    const nearest = nearestName(name, Object.keys(known));
    const meant = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    throw invalidOption(`There is no option ${name}; there are ${Object.keys(known).join(', ')}.${meant}`);
  }
}

export function oneOf<T extends string>(name: string, value: T, known: readonly T[]): T {
  if (known.includes(value)) return value;
  const nearest = typeof value === 'string' ? nearestName(value, known) : undefined;
  const meant = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw invalidOption(`${name} is ${value}, but must be one of ${known.join(', ')}.${meant}`);
}

export function yesOrNo(name: string, value: boolean): boolean {
  if (typeof value === 'boolean') return value;
  throw invalidOption(`${name} is ${value}, but must be true or false.`);
}

export function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) throw optionError(name, value, least, most);
  return value;
}

export function within(name: string, value: number, least: number, most: number): number {
  if (!(value >= least && value <= most)) throw optionError(name, value, least, most);
  return value;
}

function optionError(name: string, value: number, least: number, most: number): EngineError {
  return invalidOption(`${name} is ${value}, but must lie between ${least} and ${most}.`);
}

export function invalidOption(message: string): EngineError {
  return new EngineError('ENGINE_OPTION_INVALID', message);
}
