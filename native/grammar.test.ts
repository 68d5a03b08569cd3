import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Model } from './index.js';
import { loadModel } from './index.js';
import type { NativeModel } from './node/addon.js';
import { addon } from './node/addon.js';
import type { GrammarTree } from './testing/grammar-tree.js';
import { judge, toGbnf } from './testing/grammar-tree.js';
import { ModelFiles } from './testing/model-files.js';
import { randomModel } from './testing/random-model.js';

const files = new ModelFiles();
let model: Model;
let native: NativeModel;

beforeAll(async () => {
  const path = files.add(randomModel({ layers: 2 }).file);
  model = await loadModel(path);
  native = await addon().load(path, 1, 0);
});

afterAll(async () => {
  native.close();
  await model.close();
  files.remove();
});

const { tree } = fc.letrec<{ tree: GrammarTree; leaf: GrammarTree }>((tie) => ({
  leaf: fc.oneof(
    fc
      .constantFrom('a', 'ab', 'aba', '12', '京东', '手', '{"', '":"', '')
      .map((text) => ({ kind: 'text' as const, text })),
    fc
      .subarray(['a', 'b', '1', '京', '东', 'é', '😀'], { minLength: 1 })
      .map((characters) => ({ kind: 'class' as const, characters })),
  ),
  tree: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 3 }).map((items) => ({ kind: 'sequence' as const, items })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((items) => ({ kind: 'choice' as const, items })),
    fc.tuple(tie('tree'), fc.nat(3), fc.option(fc.nat(9), { nil: undefined })).map(([item, least, more]) => ({
      kind: 'repeat' as const,
      item,
      least,
      most: more === undefined ? undefined : least + more,
    })),
    tie('tree').map((item) => ({ kind: 'nest' as const, item })),
  ),
}));

const bytesOf = (tokens: readonly number[]) => Buffer.from(native.tokenBytes(Uint32Array.from(tokens), true));

/** All tokens but the begin and end tokens, tried one by one. */
function allowedByTrying(grammar: GrammarTree, written: readonly number[]): number[] {
  const before = bytesOf(written);
  const tokens = Array.from({ length: model.info.vocabularySize - 2 }, (_, i) => i + 2);
  return tokens.filter((token) => judge(grammar, Buffer.concat([before, bytesOf([token])])).viable);
}

describe('a grammar', () => {
  it('allows exactly the tokens that can lead to a text of it', () => {
    fc.assert(
      fc.property(tree, fc.array(fc.nat(), { maxLength: 6 }), (grammar, choices) => {
        const constraint = native.constrain(toGbnf(grammar));
        const written: number[] = [];
        for (const choice of [...choices, 0]) {
          const allowed = Array.from(constraint.allowed());
          expect(allowed).toEqual(allowedByTrying(grammar, written));
          expect(constraint.mayEnd()).toBe(judge(grammar, bytesOf(written)).whole);
          if (allowed.length === 0) return;
          const token = allowed[choice % allowed.length] ?? 0;
          constraint.accept(token);
          written.push(token);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is matched by whatever a model with random weights writes', async () => {
    await fc.assert(
      fc.asyncProperty(tree, fc.nat(), async (grammar, seed) => {
        const output = model.generate({
          tokens: [5],
          grammar: toGbnf(grammar),
          maxTokens: 40,
          temperature: 2,
          seed,
        });
        const text = Buffer.concat((await collectTokens(output)).map((token) => bytesOf([token])));
        const verdict = judge(grammar, text);
        expect(output.stopReason === 'length' ? verdict.viable : verdict.whole).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('with a rule for every place of a text costs little a token', async () => {
    const request = Array.from({ length: 2000 }, (_, i) => 'abc 京东手机12'[(i * 7 + (i >> 3)) % 12] ?? 'a').join('');
    const rules = Array.from(request, (c, i) => `at${i} ::= "${c}"${i + 1 < request.length ? ` at${i + 1}?` : ''}`);
    const anywhere = rules.map((_, i) => `at${i}`).join(' | ');
    const grammar = [`root ::= "{" value "}" value "!"`, `value ::= ${anywhere}`, ...rules].join('\n');
    const output = model.generate({ tokens: [5], grammar, maxTokens: 200, temperature: 1, seed: 3 });
    const text = await output.text();
    const [, first = '', second = ''] = /^\{([^}]*)\}?([^!]*)/.exec(text) ?? [];
    expect(request).toContain(first);
    expect(request).toContain(second);
    const plain = model.generate({ tokens: [5], maxTokens: output.stats.generatedTokens, temperature: 1 });
    await plain.text();
    const extraMs = output.stats.generateMs - plain.stats.generateMs;
    expect(extraMs / output.stats.generatedTokens).toBeLessThan(5);
  });

  it.each([
    ['root ::= "a', 'line 1, column 12', 'not closed'],
    ['root ::= a', 'line 1', 'the rule a is used but not defined'],
    ['a ::= "x"', 'line 1', 'no rule root'],
    ['root ::= root "a" | "b"', '', 'left-recursive'],
    ['root ::= a "x"\na ::= b?\nb ::= "" root', '', 'left-recursive'],
    ['root ::= "a" root', '', 'can never end'],
    ['root ::= [z-a]', 'line 1', 'ends before it begins'],
    ['root ::= []', 'line 1', 'matches no character'],
    ['root ::= "a"{3,2}', 'line 1', 'fewer'],
    ['root ::= "a"\nroot ::= "b"', 'line 2', 'defined twice'],
    ['root ::= "\\q"', 'line 1', 'escape'],
    ['root ::= ("a"', 'line 1', ') is expected'],
    ['root ::= ("a"?{9999}){9999}', '', 'too large'],
    [`root ::= ${'('.repeat(500)}`, 'line 1', 'nested too deeply'],
  ])('that is wrong says where: %j', async (grammar, place, reason) => {
    const output = model.generate({ tokens: [5], grammar, maxTokens: 5 });
    const error: unknown = await output.next().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'ENGINE_GRAMMAR_INVALID' });
    expect(String(error)).toContain(place);
    expect(String(error)).toContain(reason);
  });

  it('of any kind of garbage is refused with a code', () => {
    const garbage = fc.array(fc.constantFrom(...'root ::= "a" | [b-c]* (d) {1,2} \n # \\x41 ^ . é'), { maxLength: 60 });
    fc.assert(
      fc.property(garbage, (characters) => {
        try {
          native.constrain(`root ::= ${characters.join('')}`).allowed();
        } catch (error) {
          expect(error).toMatchObject({ code: 'ENGINE_GRAMMAR_INVALID' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

async function collectTokens(output: AsyncIterable<{ token: number }>): Promise<number[]> {
  const tokens: number[] = [];
  for await (const { token } of output) tokens.push(token);
  return tokens;
}
