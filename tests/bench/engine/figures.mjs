// What the engine benchmarks share: the ids they feed, and how they sum up and print.

/** Ids that look random and are the same everywhere (Numerical Recipes' linear congruential generator). */
export function tokens(count, vocabulary) {
  let state = 7;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 3 + ((state >>> 8) % (vocabulary - 8));
  });
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? Number.NaN) + (sorted[sorted.length >> 1] ?? Number.NaN)) / 2;
}

export function percent(share) {
  return `${(share * 100).toFixed(0)} %`;
}

/** Rows of texts, the first one the head, in columns */
export function columns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((value, column) => value.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  return rows.map(line);
}

export function note(line) {
  process.stderr.write(`${line}\n`);
}
