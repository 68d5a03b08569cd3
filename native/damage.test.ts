import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { EngineErrorCode } from './index.js';
import { EngineError, loadModel } from './index.js';
import type { MetadataValue, TensorData } from './testing/gguf-writer.js';
import { writeGguf } from './testing/gguf-writer.js';
import { ModelFiles } from './testing/model-files.js';
import { randomModel, randomModelParts, TINY } from './testing/random-model.js';

const MUTATIONS = 1500;
const FOLDER = path.dirname(fileURLToPath(import.meta.url));

const files = new ModelFiles();
afterAll(() => files.remove());

async function loadingError(path: string): Promise<unknown> {
  return loadModel(path).then(
    (model) => model.close(),
    (error: unknown) => error,
  );
}

/** A model file with something replaced, or taken away where the replacement is undefined. */
function altered(
  metadata: Readonly<Record<string, MetadataValue | undefined>>,
  tensor: (tensor: TensorData) => TensorData | undefined = (tensor) => tensor,
): string {
  const parts = randomModelParts(TINY);
  for (const [key, value] of Object.entries(metadata)) {
    if (value === undefined) parts.metadata.delete(key);
    else parts.metadata.set(key, value);
  }
  return files.add(
    writeGguf(
      parts.metadata,
      parts.tensors.flatMap((one) => tensor(one) ?? []),
    ),
  );
}

describe('a model file', () => {
  it.each<[string, () => string, EngineErrorCode, string]>([
    ['that is not there', () => '/nowhere/model.gguf', 'ENGINE_FILE_NOT_FOUND', '/nowhere/model.gguf'],
    ['that is a folder', () => FOLDER, 'ENGINE_FILE_NOT_FOUND', 'regular file'],
    ['that is empty', () => files.add(new Uint8Array()), 'ENGINE_NOT_GGUF', 'empty'],
    ['of another kind', () => files.add(Buffer.from('PK\x03\x04 not a model')), 'ENGINE_NOT_GGUF', 'GGUF'],
    ['cut short', () => files.add(randomModel(TINY).file.subarray(0, -40)), 'ENGINE_GGUF_DAMAGED', 'ends before'],
    [
      'of another architecture',
      () => altered({ 'general.architecture': { text: 'llama' } }),
      'ENGINE_UNSUPPORTED_ARCHITECTURE',
      'llama',
    ],
    [
      'with another tokenizer',
      () => altered({ 'tokenizer.ggml.pre': { text: 'qwen2' } }),
      'ENGINE_UNSUPPORTED_TOKENIZER',
      'qwen2',
    ],
    [
      'without a required key',
      () => altered({ 'step35.embedding_length': undefined }),
      'ENGINE_METADATA_INVALID',
      'step35.embedding_length is missing',
    ],
    [
      'with a list that does not fit its layers',
      () => altered({ 'step35.attention.head_count': { i32s: [2] } }),
      'ENGINE_METADATA_INVALID',
      '1 values for 2 layers',
    ],
    [
      'with heads that do not share their keys evenly',
      () => altered({ 'step35.attention.head_count_kv': { u32: 3 } }),
      'ENGINE_METADATA_INVALID',
      "doesn't divide",
    ],
    [
      'without a tensor',
      () => altered({}, (tensor) => (tensor.name === 'blk.1.attn_k.weight' ? undefined : tensor)),
      'ENGINE_TENSOR_MISSING',
      'blk.1.attn_k.weight',
    ],
    [
      'with a tensor of another shape',
      () =>
        altered({}, (tensor) =>
          tensor.name === 'output_norm.weight'
            ? { ...tensor, dimensions: [16], bytes: tensor.bytes.subarray(0, 64) }
            : tensor,
        ),
      'ENGINE_METADATA_INVALID',
      '16 instead of 32',
    ],
    [
      'with a tensor type that is not supported',
      () => {
        const file = Buffer.from(randomModel(TINY).file);
        const name = Buffer.from('output_norm.weight');
        file.writeUInt32LE(17, file.indexOf(name) + name.length + 4 + 8);
        return files.add(file);
      },
      'ENGINE_UNSUPPORTED_TYPE',
      'output_norm.weight has the type IQ2_XS',
    ],
  ])('%s is refused with its own code', async (_, makeFile, code, words) => {
    const error = await loadingError(makeFile());
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ code, hint: expect.stringMatching(/\w/) });
    expect(String(error)).toContain(words);
  });

  it('damaged in thousands of ways loads or is refused, and never brings the process down', {
    timeout: 120_000,
  }, async () => {
    const runner = path.join(FOLDER, 'testing', 'damage-runner.mjs');
    const addon = path.join(FOLDER, 'build', 'Release', 'farhand_engine.node');
    const model = files.add(randomModel(TINY).file);
    const scratch = files.add(new Uint8Array());
    const { stdout } = await promisify(execFile)(process.execPath, [
      runner,
      addon,
      model,
      scratch,
      '1',
      `${MUTATIONS}`,
    ]);
    const { loaded, codes } = JSON.parse(stdout) as { loaded: number; codes: Record<string, number> };
    expect(loaded).toBeGreaterThan(0);
    expect(Object.keys(codes)).toEqual(expect.arrayContaining(['ENGINE_GGUF_DAMAGED', 'ENGINE_METADATA_INVALID']));
  });
});
