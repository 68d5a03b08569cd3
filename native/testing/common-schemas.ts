// Random JSON Schemas which the engine and xgrammar (see `xgrammar.ts`) read as the same language of compact documents.
// Not among them, because the two read them differently:
// - strings with lengths and no pattern: xgrammar then takes control characters, and no escapes (`lengthSchema` has them)
// - patterns beside lengths, and formats: xgrammar leaves the lengths out, and takes more than a format has
// - numbers that are multiples, records of an enumeration, objects that list properties and take others
// - integers without bounds: the engine takes 15 digits at most, and -0; xgrammar any number, and no -0
// - integers with bounds of three digits or more: xgrammar takes numbers outside of them (1300 between 1082 and 1226)
// - dates: xgrammar takes the 30th of February
// - numbers with a fraction: xgrammar reads the point of a bound as any character, and six digits after the point at most
// - patterns with characters beyond ASCII in a class: xgrammar takes ASCII for them
// - properties with a quotation mark in their name: xgrammar breaks off

import type { JsonSchema } from '../gbnf/json-schema.js';
import type { Random } from './random.js';

const PATTERNS = [
  '^[a-c]+$',
  '^[0-9]{2,4}-(x|yz?)*$',
  '^(foo|[A-Z .]{2})$',
  '^[A-Za-z0-9]+@[a-z]{2,9}[.]com$',
  '^(京东|é|东)+$',
];
const VALUES = ['', 'x', 'open', 'é"', '京东', '{":"', 1, -20, 2.5, true, null];
const NAMES = ['a', 'ab', 'name', '价格', 'with space', 'q'];
const DEEPEST = 3;

export function commonSchema(random: Random, depth = 0): JsonSchema {
  const kind = random.below(depth < DEEPEST ? 13 : 6);
  const inner = () => commonSchema(random, depth + 1);
  switch (kind) {
    case 0:
      return { type: random.below(2) === 0 ? 'boolean' : 'null' };
    case 1:
      return { enum: some(random, VALUES, 1 + random.below(4)) };
    case 2:
      return { const: VALUES[random.below(VALUES.length)] ?? null };
    case 3:
      return { type: 'string' };
    case 4:
      return { type: 'string', pattern: PATTERNS[random.below(PATTERNS.length)] ?? '' };
    case 5: {
      const minimum = random.below(150) - 99;
      return { type: 'integer', minimum, maximum: Math.min(99, minimum + random.below(100)) };
    }
    case 6:
    case 7: {
      const names = some(random, NAMES, random.below(5));
      const properties = Object.fromEntries(names.map((name) => [name, inner()]));
      const required = names.filter(() => random.below(2) === 0);
      return { type: 'object', properties, required, additionalProperties: false };
    }
    case 8: {
      const minItems = random.below(3);
      return { type: 'array', items: inner(), minItems, maxItems: minItems + 2 + random.below(3) };
    }
    case 9:
      return {
        type: 'array',
        prefixItems: [inner(), inner()],
        items: random.below(2) === 0 ? false : inner(),
        minItems: 2,
      };
    case 10:
      return { type: 'object', additionalProperties: inner() };
    default:
      return { [kind === 11 ? 'anyOf' : 'oneOf']: Array.from({ length: 1 + random.below(3) }, inner) };
  }
}

/** Strings of lengths, which both count alike: only control characters and escapes are taken by one alone. */
export function lengthSchema(random: Random): JsonSchema {
  const lengths = () => {
    const minLength = 1 + random.below(3);
    return {
      type: 'string' as const,
      minLength,
      ...(random.below(2) === 0 && { maxLength: minLength + random.below(6) }),
    };
  };
  return {
    type: 'object',
    properties: { a: lengths(), b: lengths() },
    required: ['a', 'b'],
    additionalProperties: false,
  };
}

/** That many different ones, in their order. */
function some<T>(random: Random, from: readonly T[], count: number): T[] {
  const left = new Set(from.keys());
  while (left.size > count) left.delete(random.below(from.length));
  return [...left].map((index) => from[index] as T);
}
