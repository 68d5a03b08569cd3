// The text of a tool call, and its arguments in the types that the tool declares. Step 3.5 writes
//   <function=NAME>\n<parameter=KEY>\nVALUE\n</parameter>\n ... </function>
// strings raw, objects and arrays as JSON, everything else as its text. What doesn't fit its type stays text: the
// caller's schema check then says so better than a lost call would. A function that is not among the tools is no call.

import type { JsonValue } from '../gbnf/json-schema.js';
import type { ToolCall, ToolDefinition } from './messages.js';
import { readPythonLiteral } from './python-literal.js';
import { type ParameterType, parameterTypes } from './tool-types.js';

const FUNCTION = /^\s*<function=([^>\n]+)>/;
const PARAMETER = /<parameter=([^>\n]+)>\n?/g;
const PARAMETER_END = '</parameter>';
const FUNCTION_END = '</function>';
const PART = /\s*(<parameter=|<\/function>|$)/y;

/** The call between its marks, or undefined if the text is none of the tools, if there are any. */
export function readToolCall(text: string, tools: readonly ToolDefinition[]): ToolCall | undefined {
  const name = FUNCTION.exec(text)?.[1]?.trim();
  if (name === undefined) return readJsonCall(text, tools);
  if (!mayBeCalled(name, tools)) return undefined;
  const parameters = tools.find((tool) => tool.name === name)?.parameters ?? {};
  const entries: [string, JsonValue][] = [];
  let rest = text;
  for (;;) {
    PARAMETER.lastIndex = 0;
    const begin = PARAMETER.exec(rest);
    if (begin === null) return { name, arguments: Object.fromEntries(entries) };
    const after = rest.slice(begin.index + begin[0].length);
    const end = valueEnd(after);
    const key = begin[1]?.trim() ?? '';
    const value = after.slice(0, end).replace(/\n$/, '');
    entries.push([key, typed(value, parameterTypes(parameters, key))]);
    rest = after.slice(end);
  }
}

/** A value ends where the next part begins, so that it may speak of `</parameter>` itself. */
function valueEnd(text: string): number {
  for (let at = text.indexOf(PARAMETER_END); at >= 0; at = text.indexOf(PARAMETER_END, at + 1)) {
    PART.lastIndex = at + PARAMETER_END.length;
    if (PART.test(text)) return at;
  }
  const whole = text.trimEnd();
  return whole.endsWith(FUNCTION_END) ? whole.length - FUNCTION_END.length : whole.length;
}

/** The form of other models, which Step 3.5 falls into now and then: {"name": ..., "arguments": {...} or their JSON} */
function readJsonCall(text: string, tools: readonly ToolDefinition[]): ToolCall | undefined {
  const value = structured(text.trim());
  if (!isObject(value) || typeof value.name !== 'string') return undefined;
  const { name, arguments: given = {} } = value;
  const values = typeof given === 'string' ? structured(given.trim()) : given;
  return isObject(values) && mayBeCalled(name, tools) ? { name, arguments: values } : undefined;
}

/** Where no tools are declared, a grammar may have asked for calls of any. */
function mayBeCalled(name: string, tools: readonly ToolDefinition[]): boolean {
  return tools.length === 0 || tools.some((tool) => tool.name === name);
}

/** The first type that the text fits; beside a type of texts it has to fit by itself. */
function typed(text: string, types: readonly ParameterType[]): JsonValue {
  const lenient = !types.includes('string');
  for (const type of types) {
    const value = readAs(text.trim(), type, lenient);
    if (value !== undefined) return value;
  }
  return lenient && types.length > 0 && NULL.test(text.trim()) ? null : text;
}

const NULL = /^(null|none)$/i;
const INTEGER = /^[-+]?\d+(\.0*)?$/;
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

function readAs(text: string, type: ParameterType, lenient: boolean): JsonValue | undefined {
  switch (type) {
    case 'null':
      return NULL.test(text) ? null : undefined;
    case 'integer':
      return INTEGER.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
    case 'number':
      return NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'boolean':
      if (/^true$/i.test(text) || (lenient && text === '1')) return true;
      return /^false$/i.test(text) || (lenient && text === '0') ? false : undefined;
    case 'array': {
      const value = structured(text);
      return Array.isArray(value) ? value : undefined;
    }
    case 'object': {
      const value = structured(text);
      return isObject(value) ? value : undefined;
    }
    case 'string':
      return undefined;
  }
}

/** An object or array as JSON, or else as Python writes it. */
function structured(text: string): JsonValue | undefined {
  if (!/^[[{(]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return readPythonLiteral(text);
  }
}

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
