// Small pieces of GBNF text.

/** Any of the options, in parentheses when there are several. */
export function alternatives(options: readonly string[]): string {
  return options.length === 1 ? (options[0] ?? '') : `(${options.join(' | ')})`;
}

export function literal(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
  return `"${escaped}"`;
}

export function repetition(least: number, most: number | undefined): string {
  if (most === undefined) return least === 0 ? '*' : `{${least},}`;
  return `{${least},${most}}`;
}
