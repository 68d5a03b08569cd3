// The engine's grammars beside xgrammar, an implementation of their own kind. `testing/grammar-bench.mjs --walks` goes on
// for longer, with 128,000 tokens throughout.
import { afterAll, describe, expect, it } from 'vitest';
import { jsonSchemaToGbnf } from './gbnf/json-schema-to-gbnf.js';
import { commonSchema, lengthSchema } from './testing/common-schemas.js';
import { asciiTree } from './testing/common-trees.js';
import { GrammarPair } from './testing/grammar-oracle.js';
import { toGbnf } from './testing/grammar-tree.js';
import { largeVocabulary } from './testing/large-vocabulary.js';
import { ModelFiles } from './testing/model-files.js';
import { Random } from './testing/random.js';
import { smallVocabulary } from './testing/vocabulary.js';

const STEPS = 40;
/** Of one character class, whose every mask takes the oracle long */
const LIST_STEPS = 20;

const files = new ModelFiles();
const opened: GrammarPair[] = [];
afterAll(() => {
  for (const pair of opened) pair.close();
  files.remove();
});

async function openPair(...args: Parameters<typeof GrammarPair.open>): Promise<GrammarPair> {
  const pair = await GrammarPair.open(...args);
  opened.push(pair);
  return pair;
}

describe('the tokens that may come next are those of xgrammar', () => {
  it('on random walks along random grammars', async () => {
    const pair = await openPair(smallVocabulary(), files);
    let steps = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const random = new Random(seed);
      const grammar = toGbnf(asciiTree(random));
      const { written, difference } = await pair.walkGrammar(grammar, random, STEPS);
      expect(difference, `${grammar}\nafter ${JSON.stringify(pair.textOf(written))}`).toBeUndefined();
      steps += written.length;
    }
    expect(steps).toBeGreaterThan(1000);
  });

  it("on random walks along random JSON Schemas, each by its own grammar and both by the engine's", async () => {
    const pair = await openPair(smallVocabulary(), files);
    let steps = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const schema = commonSchema(new Random(seed));
      const walks = [
        await pair.walkSchema(schema, new Random(seed), STEPS),
        await pair.walkGrammar(jsonSchemaToGbnf(schema), new Random(seed + 1), STEPS),
      ];
      for (const { written, difference } of walks) {
        expect(difference, `${JSON.stringify(schema)}\nafter ${pair.textOf(written)}`).toBeUndefined();
        steps += written.length;
      }
    }
    expect(steps).toBeGreaterThan(1000);
  });

  it('on random walks along strings with lengths, but for escapes and control characters', async () => {
    const pair = await openPair(smallVocabulary(), files);
    let steps = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const schema = lengthSchema(new Random(seed));
      const { written, difference } = await pair.walkPlainly(schema, new Random(seed), STEPS);
      expect(difference, `${JSON.stringify(schema)}\nafter ${pair.textOf(written)}`).toBeUndefined();
      steps += written.length;
    }
    expect(steps).toBeGreaterThan(1000);
  });

  it('in a vocabulary of 128,000 tokens', { timeout: 60_000 }, async () => {
    const pair = await openPair(largeVocabulary(), files);
    for (const seed of [2, 11]) {
      const schema = commonSchema(new Random(seed));
      const { written, difference } = await pair.walkSchema(schema, new Random(seed), STEPS);
      expect(difference, `${JSON.stringify(schema)}\nafter ${pair.textOf(written)}`).toBeUndefined();
    }
    const list = 'root ::= item ("\\n" item)*\nitem ::= "- " [^\\n]{1,80}';
    const { written, difference } = await pair.walkGrammar(list, new Random(1), LIST_STEPS);
    expect(difference).toBeUndefined();
    expect(written.length).toBeGreaterThan(5);
  });
});
