// How apps write large numbers of likes and readers.

/** Exact below ten thousand: "3749", "7.2万", "1.3亿". */
export function countText(count: number): string {
  const short = (unit: number): string => String(Math.floor((count / unit) * 10) / 10);
  if (count < 10_000) return String(count);
  return count < 100_000_000 ? `${short(10_000)}万` : `${short(100_000_000)}亿`;
}
