// How many tokens a text takes, from above: models differ, and a budget must hold for all of them. Measured against the
// o200k vocabulary, schemas in English take 0.8 of this and Chinese 0.7 (docs/benchmarks.md).

const asciiPerToken = 3.2;

export function tokensAtMost(text: string): number {
  let ascii = 0;
  let others = 0;
  for (const character of text) {
    if (character < '\u0080') ascii += 1;
    else others += 1;
  }
  return Math.ceil(ascii / asciiPerToken + others);
}
