// Which kinds of values a tool's parameter may have, as its schema says: what decides how its text is read.

import type { JsonSchema, JsonSchemaType, JsonValue } from '../gbnf/json-schema.js';

export type ParameterType = JsonSchemaType;

/** In the order in which a text is tried: what few texts fit comes first. */
const ORDER: readonly ParameterType[] = ['null', 'integer', 'number', 'boolean', 'array', 'object', 'string'];
/** A parameter of any type: only what is clearly an object or array is taken for more than text. */
const ANY: readonly ParameterType[] = ['array', 'object', 'string'];
const DEEPEST_REFERENCE = 16;

/** None for a parameter that the schema doesn't describe. */
export function parameterTypes(parameters: JsonSchema, name: string): readonly ParameterType[] {
  const { properties = {} } = parameters;
  const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (schema === undefined) return [];
  const types = new Set(typesOf(schema, parameters, 0));
  return types.size === 0 ? ANY : ORDER.filter((type) => types.has(type));
}

function orAny(types: readonly string[]): readonly string[] {
  return types.length === 0 ? ANY : types;
}

/** None if the schema doesn't say. */
function typesOf(schema: JsonSchema, root: JsonSchema, depth: number): readonly string[] {
  const types = [...ownTypes(schema, root, depth)];
  return schema.nullable === true && types.length > 0 ? [...types, 'null'] : types;
}

function ownTypes(schema: JsonSchema, root: JsonSchema, depth: number): readonly string[] {
  if (depth > DEEPEST_REFERENCE) return [];
  const inner = (part: JsonSchema) => typesOf(part, root, depth + 1);
  if (schema.$ref !== undefined) {
    const definition = definitionOf(schema.$ref, root);
    return definition === undefined ? [] : inner(definition);
  }
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return branches.flatMap((branch) => orAny(inner(branch)));
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (values !== undefined) return values.map(typeOf);
  if (schema.type !== undefined) return typeof schema.type === 'string' ? [schema.type] : schema.type;
  return ((schema.allOf ?? []) as readonly JsonSchema[]).flatMap(inner);
}

function definitionOf(reference: string, root: JsonSchema): JsonSchema | undefined {
  const [, keyword = '', name = ''] = /^#\/(\$defs|definitions)\/([^/]+)$/.exec(reference) ?? [];
  const definitions = (root as Readonly<Record<string, unknown>>)[keyword] as Record<string, JsonSchema> | undefined;
  return definitions !== undefined && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
