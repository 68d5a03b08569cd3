// Tables of Markdown out of JSON Schemas: one row for each field, those of objects inside by their path.

/** Cells of a table, safe for Markdown. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text) {
  return String(text ?? '')
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}

/** Rows of name, type and meaning. `?` marks what may be absent; `[]` what stands in a list. */
export function fieldRows(schema, prefix = '') {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${prefix}${name}${required.has(name) ? '' : '?'}`;
    const inner = field.type === 'array' && field.items?.properties ? field.items : field;
    const below = inner === field ? `${prefix}${name}.` : `${prefix}${name}[].`;
    return [[`\`${path}\``, typeOf(field), meaning(field)], ...(inner.properties ? fieldRows(inner, below) : [])];
  });
}

export function fieldTable(schema) {
  const rows = fieldRows(schema);
  return rows.length === 0 ? 'None.' : table(['field', 'type', 'meaning'], rows);
}

function meaning({ description, default: usual }) {
  const parts = [description, usual === undefined ? undefined : `Default: \`${JSON.stringify(usual)}\``];
  return parts.filter(Boolean).join('. ');
}

/** A type in words of JSON: `whole number, 1 to 400`, `"zh" or "en"`, `list of texts`. */
export function typeOf(schema) {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  const { type } = schema;
  const options =
    schema.anyOf ?? schema.oneOf ?? (Array.isArray(type) && type.map((one) => ({ ...schema, type: one })));
  if (options) return [...new Set(options.map(typeOf))].join(' or ');
  if (schema.type === 'array') return arrayType(schema);
  if (schema.type === 'object') return objectType(schema);
  if (schema.type === 'integer' || schema.type === 'number') return numberType(schema);
  if (schema.type === 'string') return stringType(schema);
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type === 'null') return 'null';
  return schema.$ref ? `\`${schema.$ref.split('/').at(-1)}\`` : 'anything';
}

function arrayType({ items, prefixItems, minItems, maxItems }) {
  if (prefixItems) return `\`[${prefixItems.map((item) => item.title ?? item.type).join(', ')}]\``;
  const bounds = maxItems === undefined ? '' : ` (${minItems ?? 0} to ${maxItems})`;
  return items?.properties ? `list of objects${bounds}` : `list of: ${typeOf(items ?? {})}${bounds}`;
}

function objectType({ properties, additionalProperties }) {
  const holdsAny = !properties && additionalProperties && typeof additionalProperties === 'object';
  return holdsAny && additionalProperties.type ? `names with values: ${typeOf(additionalProperties)}` : 'object';
}

function numberType({ type, minimum, maximum }) {
  const kind = type === 'integer' ? 'whole number' : 'number';
  const from = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const to = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (from !== undefined && to !== undefined) return `${kind}, ${from} to ${to}`;
  if (from !== undefined) return `${kind}, ${from} or more`;
  return to === undefined ? kind : `${kind}, ${to} at most`;
}

function stringType({ maxLength, format, pattern }) {
  if (format && format !== 'uri') return `text (${format})`;
  if (format === 'uri') return 'URL';
  if (pattern) return `text like \`${pattern}\``;
  return maxLength === undefined ? 'text' : `text, ${maxLength} characters at most`;
}
