// The text of a tool call, and its arguments in the types that the tool declares. Step 3.5 writes
//   <function=NAME>\n<parameter=KEY>\nVALUE\n</parameter>\n ... </function>
// strings raw, objects and arrays as JSON, everything else as its text. What doesn't fit its type stays text: the
// caller's schema check then says so better than a lost call would.

import type { JsonSchema, JsonValue } from '../gbnf/json-schema.js';
import type { ToolCall, ToolDefinition } from './messages.js';

const FUNCTION = /^\s*<function=([^>\n]+)>/;
const PARAMETER = /<parameter=([^>\n]+)>\n?/g;
/** A value ends where the next part begins, so that it may speak of `</parameter>` itself. */
const VALUE_END = /\n?<\/parameter>\s*(?=<parameter=|<\/function>|$)|\n?(?=<\/function>\s*$)|\n?(?=\s*$)/;

/** The call between its marks, or undefined if the text is none. */
export function readToolCall(text: string, tools: readonly ToolDefinition[]): ToolCall | undefined {
  const name = FUNCTION.exec(text)?.[1]?.trim();
  if (name === undefined) return readJsonCall(text);
  const schema = tools.find((tool) => tool.name === name)?.parameters;
  const entries: [string, JsonValue][] = [];
  let rest = text;
  for (;;) {
    PARAMETER.lastIndex = 0;
    const begin = PARAMETER.exec(rest);
    if (begin === null) return { name, arguments: Object.fromEntries(entries) };
    const after = rest.slice(begin.index + begin[0].length);
    const end = VALUE_END.exec(after);
    const key = begin[1]?.trim() ?? '';
    entries.push([key, typed(after.slice(0, end?.index), schema?.properties?.[key])]);
    rest = after.slice((end?.index ?? after.length) + (end?.[0].length ?? 0));
  }
}

/** The form of other models, which Step 3.5 falls into now and then: {"name": ..., "arguments": {...}} */
function readJsonCall(text: string): ToolCall | undefined {
  const value = parsed(text);
  if (!isObject(value) || typeof value.name !== 'string') return undefined;
  return { name: value.name, arguments: isObject(value.arguments) ? value.arguments : {} };
}

function typed(text: string, schema: JsonSchema | undefined): JsonValue {
  const types = schema === undefined ? [] : typesOf(schema);
  for (const type of types.filter((candidate) => candidate !== 'string')) {
    const value = readAs(text.trim(), type);
    if (value !== undefined) return value;
  }
  return text;
}

function typesOf(schema: JsonSchema): readonly string[] {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return branches.flatMap(typesOf);
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (values !== undefined) return values.map(typeOf);
  if (schema.type === undefined) return [];
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function readAs(text: string, type: string): JsonValue | undefined {
  switch (type) {
    case 'null':
      return /^(null|none)$/i.test(text) ? null : undefined;
    case 'boolean':
      return /^(true|1)$/i.test(text) ? true : /^(false|0)$/i.test(text) ? false : undefined;
    case 'integer':
      return /^[-+]?\d+(\.0*)?$/.test(text) ? Number(text) : undefined;
    case 'number':
      return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
    case 'array': {
      const value = parsed(text);
      return Array.isArray(value) ? value : undefined;
    }
    case 'object': {
      const value = parsed(text);
      return isObject(value) ? value : undefined;
    }
    default:
      return undefined;
  }
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
