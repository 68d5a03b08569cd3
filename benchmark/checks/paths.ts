// Ways into JSON data: "alarms.a1.on". A list of objects is entered by the id of one, or by a place counted from 0.

/** Undefined when nothing is there. */
export function valueAt(data: unknown, path: string): unknown {
  let current = data;
  for (const step of path === '' ? [] : path.split('.')) current = enter(current, step);
  return current;
}

function enter(data: unknown, step: string): unknown {
  if (Array.isArray(data)) {
    return /^\d+$/.test(step) ? data[Number(step)] : data.find((item) => keyOf(item) === step);
  }
  if (typeof data !== 'object' || data === null) return undefined;
  return Object.hasOwn(data, step) ? (data as Record<string, unknown>)[step] : undefined;
}

/** What an element of a list is known by; undefined for one without an id. */
export function keyOf(item: unknown): string | undefined {
  const id = (item as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : undefined;
}
