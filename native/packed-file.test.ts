import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { LoadOptions, PackedFileInfo } from './index.js';
import { loadModel, packModel, planMemory, removePackedFiles } from './index.js';
import { addon } from './node/addon.js';
import { writeSplitGguf } from './testing/gguf-writer.js';
import { ModelFiles } from './testing/model-files.js';
import type { TensorFormat } from './testing/number-formats.js';
import type { ModelShape } from './testing/random-model.js';
import { randomModel, randomModelParts } from './testing/random-model.js';

const PACKABLE: readonly TensorFormat[] = ['Q8_0', 'Q4_0', 'Q4_1', 'IQ4_NL', 'MXFP4', 'Q4_K', 'Q5_K', 'Q6_K'];
/** Every row is a whole number of blocks of all formats. */
const WHOLE_BLOCKS: Partial<ModelShape> = {
  layers: 1,
  embedding: 256,
  keyLength: 128,
  valueLength: 128,
  kvHeads: 1,
  denseWidth: 256,
};
const TOKENS = [5, 9, 17, 3, 88];

const files = new ModelFiles();
// Not those of whoever runs this
process.env.XDG_CACHE_HOME = files.addTree({});
afterAll(() => {
  delete process.env.XDG_CACHE_HOME;
  files.remove();
});
afterEach(() => {
  delete process.env.FARHAND_ENGINE_PACKED_FILE;
});

function quantised(shape: Partial<ModelShape> = {}): string {
  return files.add(randomModel({ format: 'Q4_0', layers: 2, ...shape }).file);
}

async function use(path: string, options: LoadOptions = {}): Promise<[PackedFileInfo, Float32Array]> {
  await using model = await loadModel(path, { threads: 1, ...options });
  return [model.info.packedFile, await model.logits(TOKENS)];
}

const nothing: PackedFileInfo = { state: 'none', bytes: 0 };

describe('a packed file', () => {
  it.each(PACKABLE.map((format) => [format]))('gives the same bits as packing %s in memory', async (format) => {
    const path = files.add(randomModel({ ...WHOLE_BLOCKS, format }).file);
    const [none, logits] = await use(path, { packedFile: 'off' });
    const [written, first] = await use(path, { packedFile: 'on' });
    const [found, second] = await use(path, { packedFile: 'on', threads: 2 });
    expect(none).toEqual(nothing);
    const there = { path: `${path}.packed`, bytes: fs.statSync(`${path}.packed`).size };
    expect(written).toEqual({ state: 'written', ...there });
    expect(found).toEqual({ state: 'found', ...there });
    expect(first).toEqual(logits);
    expect(second).toEqual(logits);
  });

  it('has the weights of all prediction heads, whichever a load asks for', async () => {
    const path = quantised({ predictingLayers: 2, predictingHeads: true });
    const [written] = await use(path, { packedFile: 'on', predictionHeads: 0 });
    expect(written.state).toBe('written');
    for (const predictionHeads of [0, 1, 2]) {
      const native = (packedFile: 'on' | 'off') =>
        addon().load(path, 1, 0, 0, false, predictionHeads, 'f32', 'exact', { mode: packedFile });
      const kept = await native('on');
      const packed = await native('off');
      expect(kept.info().packedFile.state).toBe('found');
      if (predictionHeads > 0) {
        const tokens = Uint32Array.from(TOKENS);
        expect(kept.predictions(tokens)).toEqual(packed.predictions(tokens));
      }
      kept.close();
      packed.close();
    }
  });

  it('belongs to a whole split model, by the path of any part', async () => {
    const { metadata, tensors } = randomModelParts({ format: 'Q4_0', layers: 2 });
    const [first = '', second = ''] = files.addSplit(writeSplitGguf(metadata, tensors, 2));
    const [written] = await use(second, { packedFile: 'on' });
    expect(written).toMatchObject({ state: 'written', path: `${first}.packed` });
    expect((await use(first, { packedFile: 'on' }))[0].state).toBe('found');
  });

  it('may be read by whom the model may be read by', async () => {
    for (const [mode, wanted] of [
      [0o600, 0o600],
      [0o664, 0o644],
    ] as const) {
      const path = quantised();
      fs.chmodSync(path, mode);
      await use(path, { packedFile: 'on' });
      expect(fs.statSync(`${path}.packed`).mode & 0o777).toBe(wanted);
    }
  });

  it('is replaced when the model is another one', async () => {
    const path = quantised();
    await use(path, { packedFile: 'on' });
    fs.writeFileSync(path, randomModel({ format: 'Q4_0', layers: 3 }).file);
    const [written, logits] = await use(path, { packedFile: 'on' });
    expect(written).toMatchObject({ state: 'written', problem: expect.stringContaining(`${path}.packed`) });
    expect(logits).toEqual((await use(path, { packedFile: 'off' }))[1]);
    expect((await use(path, { packedFile: 'on' }))[0]).toMatchObject({ state: 'found' });
  });

  it('is replaced when the model has other weights, though its head, size and time are the same', async () => {
    const path = quantised();
    await use(path, { packedFile: 'on' });
    const { atime, mtime } = fs.statSync(path);
    fs.writeFileSync(path, randomModel({ format: 'Q4_0', layers: 2, seed: 2 }).file);
    fs.utimesSync(path, atime, mtime);
    const [written, logits] = await use(path, { packedFile: 'on' });
    expect(written).toMatchObject({ state: 'written', problem: expect.stringMatching(/other weights than the model/) });
    expect(logits).toEqual((await use(path, { packedFile: 'off' }))[1]);
  });

  it('is replaced when the model was touched: it may have been written to between the samples', async () => {
    const path = quantised();
    await use(path, { packedFile: 'on' });
    fs.utimesSync(path, new Date(), new Date(Date.now() - 3_600_000));
    const [written] = await use(path, { packedFile: 'on' });
    expect(written).toMatchObject({ state: 'written', problem: expect.stringMatching(/before it changed\.$/) });
  });

  it('is not for models that have nothing to pack, nor by itself for small ones', async () => {
    const floats = files.add(randomModel({ layers: 1 }).file);
    expect((await use(floats, { packedFile: 'on' }))[0]).toEqual(nothing);
    const small = quantised();
    expect((await use(small))[0]).toEqual(nothing);
    expect(fs.existsSync(`${small}.packed`)).toBe(false);
  });

  it('is what the environment says where the option does not', async () => {
    const path = quantised();
    const other = `${path}-other.packed`;
    process.env.FARHAND_ENGINE_PACKED_FILE = other;
    expect((await use(path))[0]).toMatchObject({ state: 'written', path: other });
    expect((await use(path, { packedFile: 'off' }))[0]).toEqual(nothing);
    process.env.FARHAND_ENGINE_PACKED_FILE = 'nowhere';
    await expect(use(path)).rejects.toMatchObject({
      code: 'ENGINE_OPTION_INVALID',
      message: 'FARHAND_ENGINE_PACKED_FILE is nowhere, but must be auto, on, off, or a path that ends in .packed.',
    });
  });

  it.each(['atuo', 'model.gguf', '', 5])('has no place like %j', async (packedFile) => {
    await expect(loadModel('any.gguf', { packedFile } as LoadOptions)).rejects.toMatchObject({
      code: 'ENGINE_OPTION_INVALID',
    });
  });
});

describe('the memory of a model with a packed file', () => {
  it('is planned as it is taken, before and after it is written, and without prediction heads', async () => {
    const path = quantised({ predictingLayers: 1 });
    for (const predictionHeads of [1, 0]) {
      const planned = planMemory(path, { packedFile: 'on', predictionHeads });
      const inMemory = planMemory(path, { packedFile: 'off', predictionHeads });
      expect(planned).toMatchObject({ packed: 0, packedFile: inMemory.packed, total: inMemory.total });
      const model = await addon().load(path, 1, 0, 0, false, predictionHeads, 'f32', 'exact', { mode: 'on' });
      const { available: _, ...figures } = planned;
      expect(model.info().memory).toMatchObject(figures);
      expect(model.plan(512, 'f32')).toMatchObject({ packed: 0, packedFile: planned.packedFile });
      expect(model.allocated()).toMatchObject({ packed: 0, packedFile: planned.packedFile });
      model.close();
    }
  });

  it('is that of packed copies where the file cannot be written', async () => {
    const path = quantised();
    const packedFile = '/dev/null/model.packed';
    const model = await addon().load(path, 1, 0, 0, false, undefined, 'f32', 'exact', { mode: 'on', path: packedFile });
    const { packed } = planMemory(path, { packedFile: 'off' });
    expect(model.info().packedFile).toMatchObject({ state: 'failed', problem: expect.stringContaining(packedFile) });
    expect(model.info().memory).toMatchObject({ packed, packedFile: 0 });
    expect(model.allocated()).toMatchObject({ packed, packedFile: 0 });
    model.close();
  });
});

describe('packing ahead', () => {
  it('makes the file that loading then finds, and removing leaves none', async () => {
    const path = quantised();
    const place = { packedFile: `${path}-ahead.packed` } as const;
    const { state, bytes } = await packModel(path, { ...place, threads: 2 });
    expect(state).toBe('written');
    expect(await packModel(path, place)).toEqual({ state: 'found', path: place.packedFile, bytes });
    expect((await use(path, place))[0]).toMatchObject({ state: 'found', bytes });
    fs.writeFileSync(`${place.packedFile}.part`, 'what a process left that was killed');
    expect(removePackedFiles(path, place)).toEqual([place.packedFile, `${place.packedFile}.part`]);
    expect(removePackedFiles(path, place)).toEqual([]);
    expect(fs.existsSync(place.packedFile)).toBe(false);
  });

  it('removes nothing that is no packed file', () => {
    const path = quantised();
    fs.writeFileSync(`${path}.packed`, 'a holiday picture');
    expect(removePackedFiles(path)).toEqual([]);
    expect(fs.readFileSync(`${path}.packed`, 'utf8')).toBe('a holiday picture');
  });

  it('says why there is no file', async () => {
    const path = quantised();
    await expect(packModel(path, { packedFile: '/dev/null/model.packed' })).rejects.toMatchObject({
      code: 'ENGINE_PACKED_FILE_UNWRITABLE',
      message: expect.stringContaining('/dev/null/model.packed'),
    });
    await expect(packModel(`${path}-not-there`)).rejects.toMatchObject({ code: 'ENGINE_FILE_NOT_FOUND' });
    await expect(packModel(path, { packedFile: 'off' } as never)).rejects.toMatchObject({
      code: 'ENGINE_OPTION_INVALID',
    });
    await expect(packModel(path, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ENGINE_ABORTED' });
  });

  it('that is aborted while another writes it leaves that one alone, and so does loading', async () => {
    const path = quantised();
    const unfinished = `${path}.packed.part`;
    const writer = spawn('flock', ['--exclusive', unfinished, 'cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      writer.stdin.write('locked\n');
      await once(writer.stdout, 'data');
      const packing = addon().pack(path, 1, { mode: 'on' });
      packing.cancel();
      await expect(packing.result).rejects.toMatchObject({ code: 'ENGINE_ABORTED' });
      const aborted = new AbortController();
      const loading = loadModel(path, { packedFile: 'on', signal: aborted.signal });
      aborted.abort();
      await expect(loading).rejects.toMatchObject({ code: 'ENGINE_ABORTED' });
      expect(fs.existsSync(unfinished)).toBe(true);
    } finally {
      writer.stdin.end();
      await once(writer, 'exit');
    }
    expect((await use(path, { packedFile: 'on' }))[0]).toMatchObject({ state: 'written' });
    expect(fs.existsSync(unfinished)).toBe(false);
  });

  it('that is aborted while it is written is whole, or leaves nothing', async () => {
    const path = quantised();
    const packing = addon().pack(path, 1, { mode: 'on' });
    setImmediate(() => packing.cancel());
    const code = await packing.result.then(
      () => 'written',
      (error: { code: string }) => error.code,
    );
    expect(['written', 'ENGINE_ABORTED']).toContain(code);
    expect(fs.existsSync(`${path}.packed.part`)).toBe(false);
    expect(fs.existsSync(`${path}.packed`)).toBe(code === 'written');
  });
});
