// What may happen to packed files: damage, other processes at the same time, being killed, no room, no right to write.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { PackedFileChoice, PackedFileInfo } from './index.js';
import { loadModel } from './index.js';
import { writeGguf } from './testing/gguf-writer.js';
import { ModelFiles } from './testing/model-files.js';
import { encodeTensor } from './testing/number-formats.js';
import { randomModel, randomModelParts, TINY } from './testing/random-model.js';

const RUNNER = fileURLToPath(new URL('testing/pack-runner.mjs', import.meta.url));
const HEAD_BYTES = 4096;

const files = new ModelFiles();
// Not those of whoever runs this
process.env.XDG_CACHE_HOME = files.addTree({});
afterAll(() => {
  delete process.env.XDG_CACHE_HOME;
  files.remove();
});

interface Use {
  readonly packedFile: PackedFileInfo;
  readonly logits: readonly number[];
}

async function use(model: string, packedFile: PackedFileChoice = 'on'): Promise<Use> {
  await using loaded = await loadModel(model, { packedFile, threads: 1 });
  return { packedFile: loaded.info.packedFile, logits: Array.from(await loaded.logits([5, 9, 17])) };
}

/** The same in a process of its own, which `wrap` may restrict */
async function useElsewhere(
  model: string,
  { packedFile = 'on', wrap = [], env = {} }: { packedFile?: string; wrap?: string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<Use> {
  const [program = '', ...args] = [...wrap, process.execPath, RUNNER, model, packedFile];
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(await text(child.stdout)) as Use;
}

function smallModel(): string {
  return files.add(randomModel({ ...TINY, format: 'Q4_0' }).file);
}

/** Whose packing takes long enough to be killed in the midst of it: a dense layer of 32 MB, the same rows again and again */
function slowlyPackedModel(): string {
  const shape = { ...TINY, format: 'Q8_0' } as const;
  const { metadata, tensors } = randomModelParts(shape);
  const embedding = TINY.embedding ?? 0;
  const width = 1 << 18;
  const rows = encodeTensor(
    'Q8_0',
    Float64Array.from({ length: 64 * embedding }, (_, i) => Math.sin(i) / width),
  );
  const wide = tensors.map((tensor) => {
    const part = /^blk\.0\.ffn_(gate|up|down)\.weight$/.exec(tensor.name)?.[1];
    if (part === undefined) return tensor;
    const bytes = Buffer.alloc((width / 64) * rows.length, rows);
    return { ...tensor, dimensions: part === 'down' ? [width, embedding] : [embedding, width], bytes };
  });
  return files.add(writeGguf(metadata, wide));
}

/** In a folder of its own */
function modelAlone(original = smallModel()): { folder: string; model: string } {
  const folder = files.addTree({});
  fs.mkdirSync(folder, { recursive: true });
  const model = path.join(folder, 'model.gguf');
  fs.copyFileSync(original, model);
  return { folder, model };
}

describe('a packed file', () => {
  it('that is damaged anywhere is told, written anew and never believed', async () => {
    const model = smallModel();
    const packed = `${model}.packed`;
    const { logits } = await use(model);
    const good = fs.readFileSync(packed);
    // All that is checked: zeros may be gaps, which nobody reads.
    const places = Array.from(good.keys()).filter((i) => good[i] !== 0);
    const inHead = places.filter((place) => place < HEAD_BYTES);
    const flipped = (among: readonly number[]) =>
      fc.tuple(fc.nat(among.length - 1), fc.integer({ min: 1, max: 255 })).map(([i, bits]) => {
        const place = among[i] ?? 0;
        const bytes = Buffer.from(good);
        bytes[place] = (bytes[place] ?? 0) ^ bits;
        return bytes;
      });
    const damaged = fc.oneof(
      flipped(places),
      flipped(inHead),
      fc.integer({ min: 0, max: good.length - 1 }).map((length) => good.subarray(0, length)),
      fc.uint8Array({ minLength: 1, maxLength: 64 }).map((more) => Buffer.concat([good, more])),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      // A good beginning, and then anything: numbers as large as they may be
      fc
        .tuple(fc.integer({ min: 0, max: 60 }), fc.uint8Array({ minLength: 60, maxLength: 60 }))
        .filter(([, random]) => random.some((byte) => byte !== 0))
        .map(([kept, random]) =>
          Buffer.concat([good.subarray(0, kept), Buffer.from(random).fill(255, 0, 30), good.subarray(kept + 60)]),
        ),
    );
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        fs.rmSync(packed);
        fs.writeFileSync(packed, bytes, { mode: 0o600 });
        const used = await use(model);
        expect(used.logits).toEqual(logits);
        expect(used.packedFile).toMatchObject({ state: 'written', problem: expect.stringContaining(packed) });
        expect(fs.readFileSync(packed).equals(good)).toBe(true);
      }),
      { numRuns: 40 },
    );
    expect((await use(model)).packedFile).toEqual({ state: 'found', path: packed, bytes: good.length });
  });

  it.each<[string, (packed: string, other: string) => void, RegExp]>([
    ['that of another model', (packed, other) => fs.copyFileSync(other, packed), /another (model file|version)/],
    ['a link to nowhere', (packed) => fs.symlinkSync('nowhere', packed), /^$/],
    ['writable by everyone', (packed, other) => fs.copyFileSync(other, packed, 0), /written by everyone/],
  ])('that is %s is replaced', async (what, place, problem) => {
    const model = smallModel();
    const other = files.add(randomModel({ ...TINY, format: 'Q4_0', layers: 3 }).file);
    await use(other);
    place(`${model}.packed`, `${other}.packed`);
    if (what.startsWith('writable')) fs.chmodSync(`${model}.packed`, 0o666);
    const { packedFile, logits } = await use(model);
    expect(packedFile.state).toBe('written');
    expect(packedFile.problem ?? '').toMatch(problem);
    expect(logits).toEqual((await use(model, 'off')).logits);
    expect(fs.lstatSync(`${model}.packed`).isFile()).toBe(true);
  });

  it('whose place is taken by a folder is done without', async () => {
    const model = smallModel();
    fs.mkdirSync(`${model}.packed`);
    const { packedFile, logits } = await use(model, `${model}.packed`);
    expect(packedFile).toMatchObject({ state: 'failed', problem: expect.stringContaining('not a regular file') });
    expect(logits).toEqual((await use(model, 'off')).logits);
    expect(fs.existsSync(`${model}.packed.part`)).toBe(false);
  });

  it('is not written through a link that someone laid where it is begun', async () => {
    const model = smallModel();
    const victim = path.join(files.addTree({ 'victim.txt': 'precious' }), 'victim.txt');
    for (const lay of [fs.symlinkSync, fs.linkSync]) {
      lay(victim, `${model}.packed.part`);
      expect((await use(model, `${model}.packed`)).packedFile.state).toBe('failed');
      expect(fs.readFileSync(victim, 'utf8')).toBe('precious');
      fs.rmSync(`${model}.packed.part`);
    }
  });

  it('that several processes want at once is whole, for all of them', async () => {
    const { folder, model } = modelAlone();
    const { logits } = await use(model, 'off');
    const uses = await Promise.all(Array.from({ length: 4 }, () => useElsewhere(model)));
    for (const used of uses) {
      expect(used.packedFile).toMatchObject({ state: expect.stringMatching(/^(written|found)$/) });
      expect(used.packedFile.problem).toBeUndefined();
      expect(used.logits).toEqual(logits);
    }
    expect(uses.filter(({ packedFile }) => packedFile.state === 'written')).toHaveLength(1);
    expect(fs.readdirSync(folder).sort()).toEqual(['model.gguf', 'model.gguf.packed']);
  });

  it('is not there until it is whole, whenever its writer is killed', async () => {
    const { model } = modelAlone(slowlyPackedModel());
    const packed = `${model}.packed`;
    const { logits } = await use(model, 'off');
    let cutOff = 0;
    for (let attempt = 0; attempt < 10 && cutOff < 2; attempt++) {
      await killWhileWriting(model);
      const unfinished = fs.existsSync(`${packed}.part`);
      const whole = fs.existsSync(packed);
      if (unfinished && !whole) cutOff++;
      const used = await use(model);
      expect(used.packedFile.problem).toBeUndefined();
      expect(used.packedFile.state).toBe(whole ? 'found' : 'written');
      expect(used.logits).toEqual(logits);
      fs.rmSync(packed);
    }
    expect(cutOff).toBe(2);
  });

  it('that has no room is done without, and nothing is left of it', async () => {
    const { folder, model } = modelAlone();
    const used = await useElsewhere(model, {
      packedFile: `${model}.packed`,
      wrap: ['sh', '-c', 'ulimit -f 16 && exec "$@"', 'sh'],
    });
    expect(used.packedFile).toMatchObject({ state: 'failed', problem: expect.stringMatching(/File too large/) });
    expect(used.logits).toEqual((await use(model, 'off')).logits);
    expect(fs.readdirSync(folder)).toEqual(['model.gguf']);
  });

  it.skipIf(process.platform !== 'linux')(
    'of a model in a folder that is read-only lies in the caches of the user',
    async () => {
      const { folder, model } = modelAlone();
      const caches = files.addTree({});
      fs.chmodSync(folder, 0o555);
      // Root may write anywhere, unless it gives that up.
      const wrap =
        process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override'] : [];
      const options = { wrap, env: { XDG_CACHE_HOME: caches } };
      const [first, second] = [await useElsewhere(model, options), await useElsewhere(model, options)];
      fs.chmodSync(folder, 0o755);
      expect(first.packedFile.state).toBe('written');
      expect(first.packedFile.problem).toBeUndefined();
      expect(path.dirname(first.packedFile.path ?? '')).toBe(path.join(caches, 'farhand', 'packed'));
      expect(second.packedFile).toEqual({ ...first.packedFile, state: 'found' });
      expect(second.logits).toEqual((await use(model, 'off')).logits);
      expect(fs.readdirSync(folder)).toEqual(['model.gguf']);
    },
  );
});

/** Ends a process that packs the model as soon as something of the file shows. */
async function killWhileWriting(model: string): Promise<void> {
  const watcher = fs.watch(path.dirname(model));
  const child = spawn(process.execPath, [RUNNER, model, 'on'], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  watcher.on('change', (_, name) => {
    if (`${name}`.includes('.packed')) child.kill('SIGKILL');
  });
  await ended;
  watcher.close();
}
