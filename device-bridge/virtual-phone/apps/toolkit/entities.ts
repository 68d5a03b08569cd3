// What lists of entities need everywhere: finding one by its id, and money and distances as people read them.
import { yuan } from '../shop/wording.js';

/** @throws RangeError for an id that no entity has */
export function byId<T extends { id: string }>(items: readonly T[], id: string): T {
  const item = items.find((other) => other.id === id);
  if (!item) throw new RangeError(`no ${id}`);
  return item;
}

/** "¥24.9", from fen. */
export function yen(fen: number): string {
  return `¥${yuan(fen)}`;
}

/** "850m", "3.2km". */
export function distanceText(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)}m` : `${(metres / 1000).toFixed(1)}km`;
}
