// The grammar of an object schema: listed properties in their order, and others after them where the schema allows any.

import { type Automaton, type Edge, tableOf, writeTable } from './automaton.js';
import { complement } from './characters.js';
import type { JsonSchema } from './json-schema.js';
import { literal } from './literal.js';
import type { Rules } from './rules.js';
import { unsupported } from './unsupported.js';

const MOST_NAME_STATES = 20_000;
/** Of an object that requires none: each of them may be the next one after each before it. */
const MOST_OPTIONAL = 1000;

/** The grammar of a schema's values; `at` is its place. */
export type WriteValue = (schema: JsonSchema, at: string) => string;

interface Part {
  readonly text: string;
  readonly required: boolean;
}

export function schemaObject(schema: JsonSchema, at: string, value: WriteValue, rules: Rules): string {
  const parts = listedParts(schema, at, value, rules);
  const others = otherProperties(schema, at, value, rules);
  const all = others === undefined ? parts : [...parts, { text: others, required: false }];
  return `"{" ${all.some(({ required }) => required) ? inOrder(all) : anyInOrder(all, at, rules)} "}"`;
}

function listedParts(schema: JsonSchema, at: string, value: WriteValue, rules: Rules): Part[] {
  const required = new Set(schema.required ?? []);
  const named = namedRecord(schema, at, value, rules);
  const listed = Object.entries(schema.properties ?? {});
  if (named !== undefined && listed.length > 0) {
    throw unsupported(`${at}/propertyNames`, 'names the properties of an object whose properties are listed too');
  }
  const texts = named ?? listed.map(([name, part]) => [name, value(part, `${at}/properties/${name}`)] as const);
  for (const name of required) {
    if (!texts.some(([known]) => known === name)) {
      throw unsupported(`${at}/required`, `asks for the property ${JSON.stringify(name)}, which is not described`);
    }
  }
  return texts.map(([name, text]) => ({
    text: `${literal(`${JSON.stringify(name)}:`)} ${text}`,
    required: required.has(name),
  }));
}

/** The properties of an object whose names are an enumeration and whose values are all of one schema. */
function namedRecord(
  { propertyNames, additionalProperties = false }: JsonSchema,
  at: string,
  value: WriteValue,
  rules: Rules,
): (readonly [string, string])[] | undefined {
  const names = enumeratedNames(propertyNames);
  if (names === undefined || additionalProperties === false) return undefined;
  const rule = rules.add(value(anything(additionalProperties), `${at}/additionalProperties`));
  return names.map((name) => [name, rule] as const);
}

function enumeratedNames(propertyNames: JsonSchema | undefined): readonly string[] | undefined {
  const names = propertyNames?.const === undefined ? propertyNames?.enum : [propertyNames.const];
  return names?.filter((name) => typeof name === 'string');
}

/** Properties that are not listed, at least one; undefined if there are none. */
function otherProperties(schema: JsonSchema, at: string, value: WriteValue, rules: Rules): string | undefined {
  const { additionalProperties = false, propertyNames } = schema;
  if (additionalProperties === false) {
    if (propertyNames === undefined) return undefined;
    throw unsupported(`${at}/propertyNames`, 'needs a schema in additionalProperties beside it');
  }
  if (enumeratedNames(propertyNames) !== undefined) return undefined;
  const listed = Object.keys(schema.properties ?? {});
  if (propertyNames !== undefined && listed.length > 0) {
    throw unsupported(`${at}/propertyNames`, 'stands beside listed properties');
  }
  const name =
    listed.length > 0
      ? otherName(listed, at, rules)
      : value(propertyNames ?? { type: 'string' }, `${at}/propertyNames`);
  const text = `${name} ":" ${value(anything(additionalProperties), `${at}/additionalProperties`)}`;
  const property = rules.add(text);
  return `${property} ("," ${property})*`;
}

function anything(schema: JsonSchema | true): JsonSchema {
  return schema === true ? {} : schema;
}

/** A name that is not listed: a property that stands there twice would count with its last value. */
function otherName(listed: readonly string[], at: string, rules: Rules): string {
  const names = writeTable(tableOf(new OtherNames(listed), MOST_NAME_STATES), rules);
  if (names === undefined) throw unsupported(at, 'leaves no name for further properties');
  return `"\\"" ${names} "\\""`;
}

/** What has been written of a name, as long as it may become a listed one. */
class OtherNames implements Automaton<string | undefined> {
  readonly start = '';
  readonly #names: ReadonlySet<string>;
  readonly #next = new Map<string, Map<number, string>>();

  constructor(names: readonly string[]) {
    this.#names = new Set(names);
    for (const name of names) {
      let written = '';
      for (const character of name) {
        const before = this.#next.get(written) ?? new Map<number, string>();
        this.#next.set(written, before);
        written += character;
        before.set(character.codePointAt(0) ?? 0, written);
      }
    }
  }

  key(written: string | undefined): string {
    return written === undefined ? '' : `"${written}`;
  }

  accepts(written: string | undefined): boolean {
    return written === undefined || !this.#names.has(written);
  }

  edges(written: string | undefined): readonly Edge<string | undefined>[] {
    const known = written === undefined ? [] : [...(this.#next.get(written) ?? [])];
    const others = complement(known.map(([codePoint]) => [codePoint, codePoint] as const));
    return [
      ...known.map(([codePoint, to]) => ({ ranges: [[codePoint, codePoint] as const], to })),
      { ranges: others, to: undefined },
    ];
  }
}

/** Commas go before a property once one must have been written, and after it until then. */
function inOrder(parts: readonly Part[]): string {
  const firstRequired = parts.findIndex(({ required }) => required);
  const written = parts.map(({ text, required }, index) => {
    if (index < firstRequired) return `(${text} ",")?`;
    if (index === firstRequired) return text;
    return required ? `"," ${text}` : `("," ${text})?`;
  });
  return written.join(' ');
}

/**
 * Any of the parts, each at most once and in order, with commas between those that are there. What may follow a part is a rule:
 * a grammar grows with the number of parts, and not with its square.
 */
function anyInOrder(parts: readonly Part[], at: string, rules: Rules): string {
  if (parts.length > MOST_OPTIONAL)
    throw unsupported(at, `has more than ${MOST_OPTIONAL} properties and requires none`);
  let following = '';
  const starts = parts.toReversed().map(({ text }) => {
    const part = rules.add(text);
    const start = `${part} ${following}`.trimEnd();
    following = rules.add(`("," ${part})? ${following}`.trimEnd());
    return start;
  });
  return starts.length === 0 ? '' : `(${starts.toReversed().join(' | ')})?`;
}
