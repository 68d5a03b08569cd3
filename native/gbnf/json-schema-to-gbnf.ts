// Writes a GBNF grammar whose texts are the compact JSON documents (no spaces between parts) that a schema allows.
// Every property order but the schema's own is left out: a model then has one way to say a thing.

import type { JsonSchema, JsonSchemaType } from './json-schema.js';
import { ANNOTATIONS, KEYWORDS } from './json-schema.js';
import { schemaNumber } from './json-schema-numbers.js';
import { schemaString } from './json-schema-strings.js';
import { alternatives, literal, repetition } from './literal.js';
import { unsupported } from './unsupported.js';

const BASE_RULES = [
  'character ::= [^"\\\\\\x00-\\x1F] | "\\\\" (["\\\\/bfnrt] | "u" unit)',
  'unit ::= [0-9abcefABCEF] [0-9a-fA-F]{3} | [dD] [0-7] [0-9a-fA-F]{2}',
  'digits ::= "0" | [1-9] [0-9]{0,14}',
  'fraction ::= ("." [0-9]{1,15})? ([eE] [-+]? [0-9]{1,3})?',
  'boolean ::= "true" | "false"',
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
  readonly #rules = new Map<string, string>();

  constructor(schema: JsonSchema) {
    this.#schema = schema;
  }

  write(): string {
    const root = this.#value(this.#schema, '#');
    const defined = [...this.#rules].map(([name, body]) => `${name} ::= ${body}`);
    return `${[`root ::= ${root}`, ...defined, ...BASE_RULES].join('\n')}\n`;
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
    const types = typesOf(schema, at);
    checkKeywords(schema, [...KEYWORDS.any, ...types.flatMap((type) => KEYWORDS[type])], at);
    return alternatives(types.map((type) => this.#typed(type, schema, at)));
  }

  #typed(type: JsonSchemaType, schema: JsonSchema, at: string): string {
    switch (type) {
      case 'object':
        return this.#object(schema, at);
      case 'array':
        return this.#array(schema, at);
      case 'string':
        return schemaString(schema, at);
      case 'integer':
      case 'number':
        return schemaNumber(type, schema, at);
      case 'boolean':
        return 'boolean';
      case 'null':
        return '"null"';
    }
  }

  /** Commas go before a property once one must have been written, and after it until then. */
  #object(schema: JsonSchema, at: string): string {
    const { additionalProperties = false } = schema;
    if (additionalProperties === true) throw unsupported(`${at}/additionalProperties`, 'allows values of any kind');
    if (additionalProperties !== false) return this.#record(schema, additionalProperties, at);
    if (schema.propertyNames !== undefined) {
      throw unsupported(`${at}/propertyNames`, 'needs a schema in additionalProperties beside it');
    }
    const properties = Object.entries(schema.properties ?? {});
    const required = new Set(schema.required ?? []);
    for (const name of required) {
      if (!properties.some(([known]) => known === name)) {
        throw unsupported(`${at}/required`, `asks for the property ${JSON.stringify(name)}, which is not described`);
      }
    }
    const parts = properties.map(([name, value]) => ({
      name,
      text: `${literal(`${JSON.stringify(name)}:`)} ${this.#value(value, `${at}/properties/${name}`)}`,
    }));
    const firstRequired = parts.findIndex((part) => required.has(part.name));
    if (firstRequired < 0) return `"{" ${anyInOrder(parts.map((part) => part.text))} "}"`;
    const written = parts.map(({ name, text }, index) => {
      if (index < firstRequired) return `(${text} ",")?`;
      if (index === firstRequired) return text;
      return required.has(name) ? `"," ${text}` : `("," ${text})?`;
    });
    return `"{" ${written.join(' ')} "}"`;
  }

  #record(schema: JsonSchema, values: JsonSchema, at: string): string {
    const listed = Object.keys(schema.properties ?? {}).length > 0 || (schema.required ?? []).length > 0;
    if (listed) throw unsupported(`${at}/additionalProperties`, 'has a schema beside listed properties');
    const name = this.#value(schema.propertyNames ?? { type: 'string' }, `${at}/propertyNames`);
    const property = `${name} ":" ${this.#value(values, `${at}/additionalProperties`)}`;
    return `"{" (${property} ("," ${property})*)? "}"`;
  }

  #array(schema: JsonSchema, at: string): string {
    if (schema.prefixItems !== undefined) return this.#tuple(schema, schema.prefixItems, at);
    if (schema.items === undefined || schema.items === false) {
      throw unsupported(at, 'is an array without a schema in items');
    }
    const least = schema.minItems ?? 0;
    const most = schema.maxItems;
    if (most !== undefined && most < least) throw unsupported(`${at}/maxItems`, 'is less than minItems');
    if (most === 0) return '"[]"';
    const item = this.#value(schema.items, `${at}/items`);
    const more = repetition(Math.max(0, least - 1), most === undefined ? undefined : most - 1);
    const filled = `${item} ("," ${item})${more}`;
    return least === 0 ? `"[" (${filled})? "]"` : `"[" ${filled} "]"`;
  }

  #tuple(schema: JsonSchema, prefix: readonly JsonSchema[], at: string): string {
    if (schema.items !== undefined && schema.items !== false) {
      throw unsupported(`${at}/items`, 'has a schema for what follows prefixItems');
    }
    const { minItems = 0, maxItems = prefix.length } = schema;
    if (minItems > prefix.length || maxItems < prefix.length) {
      throw unsupported(`${at}/prefixItems`, 'has another length than minItems and maxItems allow');
    }
    const items = prefix.map((item, index) => this.#value(item, `${at}/prefixItems/${index}`));
    return `"[" ${items.join(' "," ')} "]"`;
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
  if (type === undefined) throw unsupported(at, 'has no type');
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

/** Any of the parts, each at most once and in order, with commas between those that are there. */
function anyInOrder(parts: readonly string[]): string {
  if (parts.length === 0) return '';
  const starts = parts.map((part, index) => {
    const rest = parts.slice(index + 1).map((later) => `("," ${later})?`);
    return [part, ...rest].join(' ');
  });
  return `(${starts.join(' | ')})?`;
}
