// Numbers as shops write them.

/** "4499", "24.9": yuan without needless zeros. */
export function yuan(fen: number): string {
  const whole = Math.floor(fen / 100);
  const rest = fen % 100;
  if (rest === 0) return String(whole);
  return `${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}`;
}

/** ["4499", ".00"]. */
export function yuanParts(fen: number): readonly [whole: string, cents: string] {
  return [String(Math.floor(fen / 100)), `.${String(fen % 100).padStart(2, '0')}`];
}

/** "128", "3000+", "2万+". */
export function roughCount(count: number): string {
  if (count >= 10_000) return `${Math.floor(count / 10_000)}万+`;
  if (count >= 1000) return `${Math.floor(count / 1000)}000+`;
  if (count >= 100) return `${Math.floor(count / 100)}00+`;
  return String(count);
}

/** "985", "12.8万", "1.3亿": as players and feeds count. */
export function countText(count: number): string {
  const short = (value: number): string => value.toFixed(1).replace('.0', '');
  if (count >= 100_000_000) return `${short(count / 100_000_000)}亿`;
  return count >= 10_000 ? `${short(count / 10_000)}万` : String(count);
}
