import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Model } from './index.js';
import { loadModel } from './index.js';
import { addon } from './node/addon.js';
import { anyString } from './testing/any-string.js';
import { writeGguf } from './testing/gguf-writer.js';
import { ModelFiles } from './testing/model-files.js';
import { PRE_TOKENIZERS, plainPieces, plainTokenize } from './testing/plain-tokenizer.js';
import { randomModel, randomModelParts } from './testing/random-model.js';
import { BEGIN, END, smallVocabulary, TOOL } from './testing/vocabulary.js';

const files = new ModelFiles();
afterAll(() => files.remove());

async function tokenizerOnly(preTokenizer: string, words?: readonly string[]): Promise<Model> {
  const vocabulary = smallVocabulary(words);
  return loadModel(files.add(randomModel({ preTokenizer, vocabulary, layers: 1 }).file));
}

/** Text rich in what the splitting rules tell apart. */
const anyText = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(' ', '  ', '\n', '\r\n', '\t', '\u00a0', '\u3000', '\u2028', '\ufeff') },
      { weight: 3, arbitrary: fc.constantFrom("'s", "'ll", "'re", "'", '"', '.com', '!?', '——', '￥', '$', '_') },
      {
        weight: 3,
        arbitrary: fc.constantFrom('京东', '手机', 'アプリ', 'ひ', '한국', 'e\u0301', '\u0301', '①', 'Ⅻ', '٣'),
      },
      { weight: 3, arbitrary: fc.constantFrom('the', 'open', 'phone', 'aba', 'abab', '12', '2024', '12345') },
      { weight: 2, arbitrary: anyString() },
      { weight: 1, arbitrary: fc.constantFrom('😀', '👨‍👩‍👧', '\u200d', '\u0000', '\u0085', '\ud800') },
    ),
  )
  .map((parts) => Buffer.from(parts.join(''), 'utf8').toString('utf8'));

describe('the tokenizer', () => {
  it.each(PRE_TOKENIZERS)('splits and merges as the definition of %s does', async (name) => {
    const model = await tokenizerOnly(name);
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!text.includes(TOOL));
        expect(model.tokenize(text)).toEqual(plainTokenize(smallVocabulary(), name, text));
      }),
      { numRuns: 300 },
    );
    await model.close();
  });

  it.each(PRE_TOKENIZERS)('cuts text where the rules of %s do', async (name) => {
    const native = await addon().load(files.add(randomModel({ preTokenizer: name, layers: 1 }).file), 1, 0);
    fc.assert(
      fc.property(anyText, (text) => {
        expect(native.pieces(text)).toEqual(plainPieces(name, text));
      }),
      { numRuns: 1000 },
    );
    native.close();
  });

  it.each(PRE_TOKENIZERS)('with %s keeps the tokens of a forced text whatever follows it', async (name) => {
    const native = await addon().load(files.add(randomModel({ preTokenizer: name, layers: 1 }).file), 1, 0);
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom('', 'l', '>', ' ', '\n', '1'), (text, rest, joint) => {
        fc.pre(text !== '' && !text.includes('\u0000'));
        const escaped = [...text].map((c) => `\\U${(c.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`).join('');
        const { bytes, tokens } = native.constrain(`root ::= "${escaped}" .*`).forced();
        expect(Buffer.from(bytes).toString('utf8')).toBe(text);
        const whole = native.tokenize(text + joint + rest, false);
        expect(tokens).toEqual(whole.subarray(0, tokens.length));
      }),
      { numRuns: 1000 },
    );
    native.close();
  });

  it('forces the whole of a text that ends the grammar, and most of one that goes on', async () => {
    const native = await addon().load(files.add(randomModel({ layers: 1 }).file), 1, 0);
    const whole = native.constrain('root ::= "open the phone"').forced();
    expect(whole.tokens).toEqual(native.tokenize('open the phone', false));
    const goingOn = native.constrain('root ::= "open the phone" [a-z]* "."').forced();
    expect(goingOn.tokens).toEqual(native.tokenize('open the', false));
    const choice = native.constrain('root ::= "open" | "close"').forced();
    expect(choice.tokens).toHaveLength(0);
    native.close();
  });

  it.each(PRE_TOKENIZERS)('gives back any text with %s', async (name) => {
    const model = await tokenizerOnly(name);
    fc.assert(
      fc.property(anyText, (text) => {
        expect(model.detokenize(model.tokenize(text))).toBe(text);
      }),
      { numRuns: 300 },
    );
    await model.close();
  });

  it.each([
    ['deepseek-v3', 'Compare iPhone 15 prices', ['Compare', ' iPhone', ' ', '15', ' prices']],
    ['deepseek-v3', '在京东搜索手机12345元', ['在京东搜索手机', '123', '45', '元']],
    ['deepseek-v3', 'a.b  c\n\n d', ['a', '.b', ' ', ' c', '\n\n', ' d']],
    ['gpt-2', "it's 2024!", ['it', "'s", ' 2024', '!']],
  ])('with %s splits %j', async (name, text, pieces) => {
    expect(plainPieces(name, text)).toEqual(pieces);
    const model = await tokenizerOnly(name, pieces);
    expect(model.tokenize(text).map((token) => model.tokenText(token))).toEqual(pieces);
    await model.close();
  });

  it('reads control tokens out of text only when asked to', async () => {
    const model = await tokenizerOnly('deepseek-v3');
    const text = `${BEGIN}open${END}`;
    const asText = model.tokenize(text);
    expect(asText).not.toContain(0);
    expect(model.detokenize(asText)).toBe(text);
    const asTokens = model.tokenize(text, { special: true });
    expect([asTokens.at(0), asTokens.at(-1)]).toEqual([0, 1]);
    expect(model.detokenize(asTokens)).toBe('open');
    expect(model.detokenize(asTokens, { special: true })).toBe(text);
    await model.close();
  });

  it('begins with the begin token once if the file asks for it', async () => {
    const parts = randomModelParts({ layers: 1 });
    parts.metadata.set('tokenizer.ggml.add_bos_token', { bool: true });
    const model = await loadModel(files.add(writeGguf(parts.metadata, parts.tensors)));
    const open = model.tokenize('open').slice(1);
    expect(model.tokenize('open')).toEqual([0, ...open]);
    expect(model.tokenize(`${BEGIN}open`, { special: true })).toEqual([0, ...open]);
    expect(model.detokenize([0, ...open])).toBe('open');
    await model.close();
  });

  it('always reads user-defined tokens', async () => {
    const model = await tokenizerOnly('deepseek-v3');
    expect(model.tokenize(`the${TOOL}`)).toContain(smallVocabulary().tokens.indexOf(TOOL));
    await model.close();
  });

  it('takes a second for a hundred kilobytes without a border in them', { timeout: 5000 }, async () => {
    const model = await tokenizerOnly('deepseek-v3');
    expect(model.tokenize('ab'.repeat(50_000)).length).toBeLessThan(100_000);
    await model.close();
  });

  it('refuses ids outside the vocabulary', async () => {
    const model = await tokenizerOnly('deepseek-v3');
    expect(() => model.tokenText(model.info.vocabularySize)).toThrow(
      expect.objectContaining({ code: 'ENGINE_TOKEN_INVALID' }),
    );
    await model.close();
  });
});
