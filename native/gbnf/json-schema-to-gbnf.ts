// Writes a GBNF grammar whose texts are the compact JSON documents (no spaces between parts) that a schema allows.
// Every property order but the schema's own is left out: a model then has one way to say a thing.

import type { JsonSchema, JsonSchemaType } from './json-schema.js';
import { ANNOTATIONS, KEYWORDS } from './json-schema.js';
import { schemaArray } from './json-schema-arrays.js';
import { schemaNumber } from './json-schema-numbers.js';
import { schemaObject } from './json-schema-objects.js';
import { schemaString } from './json-schema-strings.js';
import { alternatives, literal } from './literal.js';
import { Rules } from './rules.js';
import { unsupported } from './unsupported.js';

const BASE_RULES = [
  'character ::= [^"\\\\\\x00-\\x1F] | "\\\\" (["\\\\/bfnrt] | "u" unit)',
  'unit ::= [0-9abcefABCEF] [0-9a-fA-F]{3} | [dD] [0-7] [0-9a-fA-F]{2}',
  'digits ::= "0" | [1-9] [0-9]{0,14}',
  'fraction ::= ("." [0-9]{1,15})? ([eE] ("-" [0-9]{1,3} | "+"? exponent))?',
  // With fifteen digits before it a larger one would make infinity.
  'exponent ::= [0-9]{1,2} | "1" [0-9]{2} | "2" [0-8] [0-9]',
  'boolean ::= "true" | "false"',
  'value ::= object | array | text | "-"? digits fraction | boolean | "null"',
  'object ::= "{" (member ("," member)*)? "}"',
  'member ::= text ":" value',
  'array ::= "[" (value ("," value)*)? "]"',
  'text ::= "\\"" character* "\\""',
];

/**
 * The grammar of a schema, with the rule `root`. Throws ENGINE_SCHEMA_UNSUPPORTED for keywords outside `JsonSchema`,
 * naming the keyword as a JSON pointer.
 */
export function jsonSchemaToGbnf(schema: JsonSchema): string {
  return new GrammarWriter(schema).write();
}

class GrammarWriter {
  readonly #schema: JsonSchema;
  readonly #rules = new Rules();
  readonly #write = (schema: JsonSchema, at: string): string => this.#value(schema, at);

  constructor(schema: JsonSchema) {
    this.#schema = schema;
  }

  write(): string {
    const root = this.#value(this.#schema, '#');
    return `${[`root ::= ${root}`, ...this.#rules.lines(), ...BASE_RULES].join('\n')}\n`;
  }

  #value(schema: JsonSchema, at: string): string {
    const value = this.#valueOrNever(schema, at);
    return schema.nullable === true ? `(${value} | "null")` : value;
  }

  #valueOrNever(schema: JsonSchema, at: string): string {
    if (schema.$ref !== undefined) {
      checkKeywords(schema, ['$ref', '$defs', 'nullable'], at);
      return this.#reference(schema.$ref, at);
    }
    if (schema.const !== undefined || schema.enum !== undefined) {
      checkKeywords(schema, ['const', 'enum', 'type', '$defs', 'nullable'], at);
      const values = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
      if (values.length === 0) throw unsupported(`${at}/enum`, 'names no value');
      return alternatives(values.map((value) => literal(JSON.stringify(value))));
    }
    const keyword = schema.oneOf === undefined ? 'anyOf' : 'oneOf';
    const branches = schema[keyword];
    if (branches !== undefined) {
      checkKeywords(schema, [keyword, '$defs', 'nullable'], at);
      if (branches.length === 0) throw unsupported(`${at}/${keyword}`, 'names no branch');
      return alternatives(branches.map((branch, index) => this.#value(branch, `${at}/${keyword}/${index}`)));
    }
    if (schema.allOf !== undefined) return this.#allOf(schema.allOf, schema, at);
    if (Object.keys(schema).every((keyword) => ANNOTATIONS.has(keyword) || keyword === '$defs')) return 'value';
    const types = typesOf(schema, at);
    checkKeywords(schema, [...KEYWORDS.any, ...types.flatMap((type) => KEYWORDS[type])], at);
    return alternatives(types.map((type) => this.#typed(type, schema, at)));
  }

  #typed(type: JsonSchemaType, schema: JsonSchema, at: string): string {
    switch (type) {
      case 'object':
        return schemaObject(schema, at, this.#write, this.#rules);
      case 'array':
        return schemaArray(schema, at, this.#write);
      case 'string':
        return schemaString(schema, at, this.#rules);
      case 'integer':
      case 'number':
        return schemaNumber(type, schema, at, this.#rules);
      case 'boolean':
        return 'boolean';
      case 'null':
        return '"null"';
    }
  }

  /** What several parts say of a string, or the only part. */
  #allOf(parts: readonly JsonSchema[], schema: JsonSchema, at: string): string {
    const { allOf, ...rest } = schema;
    const [only] = parts;
    const saysMore = Object.keys(rest).some((keyword) => keyword !== '$defs' && !ANNOTATIONS.has(keyword));
    if (only !== undefined && parts.length === 1 && !saysMore) return this.#value(only, `${at}/allOf/0`);
    const all = [rest, ...parts];
    const strings = all.some(({ type }) => type === 'string') && all.every(({ type = 'string' }) => type === 'string');
    if (!strings) throw unsupported(`${at}/allOf`, 'joins parts that are not all of strings');
    checkString(schema, at);
    return schemaString(schema, at, this.#rules);
  }

  #reference(reference: string, at: string): string {
    if (reference === '#') return 'root';
    const name = /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1];
    const definition = name === undefined ? undefined : this.#schema.$defs?.[name];
    if (name === undefined || definition === undefined) {
      throw unsupported(
        `${at}/$ref`,
        `refers to ${JSON.stringify(reference)}, but only "#" and "#/$defs/<name>" of this schema are known`,
      );
    }
    const rule = `def-${Object.keys(this.#schema.$defs ?? {}).indexOf(name)}`;
    if (!this.#rules.has(rule)) {
      this.#rules.set(rule, '');
      this.#rules.set(rule, this.#value(definition, reference));
    }
    return rule;
  }
}

function typesOf(schema: JsonSchema, at: string): readonly JsonSchemaType[] {
  const { type } = schema;
  if (type === undefined) {
    checkKeywords(schema, Object.values(KEYWORDS).flat(), at);
    throw unsupported(at, 'has no type');
  }
  const types = typeof type === 'string' ? [type] : type;
  for (const known of types) {
    if (!Object.hasOwn(KEYWORDS, known) || known === ('any' as string)) {
      throw unsupported(at, `has the unknown type ${JSON.stringify(known)}`);
    }
  }
  return types;
}

function checkKeywords(schema: JsonSchema, allowed: readonly string[], at: string): void {
  for (const keyword of Object.keys(schema)) {
    if (allowed.includes(keyword) || ANNOTATIONS.has(keyword)) continue;
    throw unsupported(`${at}/${keyword}`, 'is a keyword that no grammar is written for here');
  }
}

function checkString(schema: JsonSchema, at: string): void {
  checkKeywords(schema, [...KEYWORDS.any, ...KEYWORDS.string], at);
  for (const [index, part] of (schema.allOf ?? []).entries()) checkString(part, `${at}/allOf/${index}`);
}
