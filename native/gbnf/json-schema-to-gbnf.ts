// Writes a GBNF grammar whose texts are the compact JSON documents (no spaces between parts) that a schema allows.
// Every property order but the schema's own is left out: a model then has one way to say a thing.

import { EngineError } from '../errors.js';
import type { JsonSchema, JsonSchemaType } from './json-schema.js';
import { ANNOTATIONS, KEYWORDS } from './json-schema.js';

const BASE_RULES = [
  'character ::= [^"\\\\\\x00-\\x1F] | "\\\\" (["\\\\/bfnrt] | "u" [0-9a-fA-F]{4})',
  'digits ::= "0" | [1-9] [0-9]{0,14}',
  'fraction ::= ("." [0-9]{1,15})? ([eE] [-+]? [0-9]{1,3})?',
  'boolean ::= "true" | "false"',
];

/**
 * The grammar of a schema, with the rule `root`. Throws ENGINE_SCHEMA_UNSUPPORTED for keywords outside `JsonSchema`,
 * naming the place as a JSON pointer.
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
    if (schema.$ref !== undefined) return this.#reference(schema.$ref, at);
    if (schema.const !== undefined) return literal(JSON.stringify(schema.const));
    if (schema.enum !== undefined) return alternatives(schema.enum.map((value) => literal(JSON.stringify(value))));
    const branches = schema.oneOf ?? schema.anyOf;
    if (branches !== undefined) {
      return alternatives(branches.map((branch, index) => this.#value(branch, `${at}/${index}`)));
    }
    const types = typesOf(schema, at);
    checkKeywords(schema, types, at);
    return alternatives(types.map((type) => this.#typed(type, schema, at)));
  }

  #typed(type: JsonSchemaType, schema: JsonSchema, at: string): string {
    switch (type) {
      case 'object':
        return this.#object(schema, at);
      case 'array':
        return this.#array(schema, at);
      case 'string':
        return `"\\"" character${repetition(schema.minLength ?? 0, schema.maxLength)} "\\""`;
      case 'integer':
        return `${sign(schema, at)} digits`;
      case 'number':
        return `${sign(schema, at)} digits fraction`;
      case 'boolean':
        return 'boolean';
      case 'null':
        return '"null"';
    }
  }

  /** Commas go before a property once one must have been written, and after it until then. */
  #object(schema: JsonSchema, at: string): string {
    const properties = Object.entries(schema.properties ?? {});
    const required = new Set(schema.required ?? []);
    for (const name of required) {
      if (!properties.some(([known]) => known === name)) {
        throw unsupported(at, `requires the property ${JSON.stringify(name)}, which it doesn't describe`);
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

  #array(schema: JsonSchema, at: string): string {
    if (schema.items === undefined) throw unsupported(at, 'is an array without `items`');
    const least = schema.minItems ?? 0;
    const most = schema.maxItems;
    if (most === 0) return '"[]"';
    const item = this.#value(schema.items, `${at}/items`);
    const more = repetition(Math.max(0, least - 1), most === undefined ? undefined : most - 1);
    const filled = `${item} ("," ${item})${more}`;
    return least === 0 ? `"[" (${filled})? "]"` : `"[" ${filled} "]"`;
  }

  #reference(reference: string, at: string): string {
    const name = /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1];
    const definition = name === undefined ? undefined : this.#schema.$defs?.[name];
    if (name === undefined || definition === undefined) {
      throw unsupported(
        at,
        `refers to ${JSON.stringify(reference)}, but only "#/$defs/<name>" of this schema is known`,
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

function checkKeywords(schema: JsonSchema, types: readonly JsonSchemaType[], at: string): void {
  const allowed = new Set([...KEYWORDS.any, ...types.flatMap((type) => KEYWORDS[type])]);
  for (const keyword of Object.keys(schema)) {
    if (allowed.has(keyword) || ANNOTATIONS.has(keyword)) continue;
    throw unsupported(at, `uses the keyword ${JSON.stringify(keyword)}, which no grammar is written for`);
  }
  if (schema.additionalProperties === true) throw unsupported(at, 'allows additional properties');
}

function sign(schema: JsonSchema, at: string): string {
  const { minimum, maximum } = schema;
  if (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER) throw unsupported(at, `has the maximum ${maximum}`);
  if (minimum === 0) return '';
  if (minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER) throw unsupported(at, `has the minimum ${minimum}`);
  return '"-"?';
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

function repetition(least: number, most: number | undefined): string {
  if (most === undefined) return least === 0 ? '*' : `{${least},}`;
  return `{${least},${most}}`;
}

function alternatives(options: readonly string[]): string {
  return options.length === 1 ? (options[0] ?? '') : `(${options.join(' | ')})`;
}

function literal(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
  return `"${escaped}"`;
}

function unsupported(at: string, what: string): EngineError {
  return new EngineError('ENGINE_SCHEMA_UNSUPPORTED', `The schema at ${at} ${what}.`);
}
