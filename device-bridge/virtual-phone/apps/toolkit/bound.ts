// Values that controls read and set, and small changes that handlers make, each one expression long.

/** What a control shows, and what a touch on it does. */
export interface Bound<T> {
  readonly value: T;
  set(value: T): void;
}

/** A field of the app's data or of a page's params; `fallback` stands for a missing one. */
export function bind<T extends object, Key extends keyof T>(
  target: T,
  key: Key,
  fallback?: Exclude<T[Key], undefined>,
): Bound<Exclude<T[Key], undefined>> {
  return {
    value: (target[key] ?? fallback) as Exclude<T[Key], undefined>,
    set: (value) => {
      target[key] = value;
    },
  };
}

/** Changes fields of the app's data or of a page's params. */
export function set<T extends object>(target: T, changes: Partial<T>): void {
  Object.assign(target, changes);
}

export function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}

/** Takes `item` out of the list, or puts it at the end when it is not there. */
export function flip<T>(list: T[], item: T): void {
  if (list.includes(item)) remove(list, item);
  else list.push(item);
}

/** Lines of cells between bars, for data tables: "红烧肉 | 3200 | bowl". */
export function table(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => line.split('|').map((cell) => cell.trim()));
}

/** Runs of at most `size`, in order: a long feed as several blocks. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
