// How many tokens a text takes, from above: models differ, and a budget must hold for all of them. Measured against the
// o200k vocabulary, definitions of tools take 0.75 of this and Chinese sentences 0.73 (docs/benchmarks.md).

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
