// The grammar of an array schema: items of one kind, or a tuple with what may follow it.

import type { JsonSchema } from './json-schema.js';
import type { WriteValue } from './json-schema-objects.js';
import { repetition } from './literal.js';
import { unsupported } from './unsupported.js';

export function schemaArray(schema: JsonSchema, at: string, value: WriteValue): string {
  const { prefixItems: prefix = [], items = schema.prefixItems === undefined ? undefined : false } = schema;
  if (items === undefined || (items === false && schema.prefixItems === undefined)) {
    throw unsupported(at, 'is an array without a schema in items');
  }
  const first = prefix.map((item, index) => value(item, `${at}/prefixItems/${index}`));
  const least = Math.max(0, (schema.minItems ?? 0) - prefix.length);
  const room = schema.maxItems === undefined ? undefined : schema.maxItems - prefix.length;
  if (room !== undefined && room < 0) throw unsupported(`${at}/maxItems`, 'is less than there are in prefixItems');
  const most = items === false ? 0 : room;
  if (most !== undefined && most < least) {
    throw unsupported(`${at}/minItems`, `is more than ${items === false ? 'prefixItems has' : 'maxItems'}`);
  }
  if (items === false || most === 0) return `"[" ${first.join(' "," ')} "]"`;
  const item = value(items === true ? {} : items, `${at}/items`);
  if (first.length > 0) return `"[" ${first.join(' "," ')} ("," ${item})${repetition(least, most)} "]"`;
  const more = repetition(Math.max(0, least - 1), most === undefined ? undefined : most - 1);
  const filled = `${item} ("," ${item})${more}`;
  return least === 0 ? `"[" (${filled})? "]"` : `"[" ${filled} "]"`;
}
