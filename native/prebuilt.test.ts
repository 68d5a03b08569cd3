// Whether the set-up takes an engine that was compiled elsewhere or compiles one. A checkout that has only the engine's
// sources stands in for a real one, and a program that says with what it was called for the compiling.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ModelFiles } from './testing/model-files.js';

interface Step {
  readonly name: string;
  present(root: string): boolean;
  make(root: string): Promise<void>;
}
type Sources = readonly [paths: string[], endings: string[]];
interface SetUp {
  readonly steps: readonly Step[];
  readonly engineSources: Sources;
}
interface Fingerprints {
  portableFingerprint(root: string, ...sources: Sources): string;
}

const CHECKOUT = fileURLToPath(new URL('..', import.meta.url));
const setUp = (await import(path.join(CHECKOUT, 'setup/steps.mjs'))) as SetUp;
const { portableFingerprint } = (await import(path.join(CHECKOUT, 'setup/fingerprint.mjs'))) as Fingerprints;
const { path: addonIn } = createRequire(import.meta.url)('node-gyp-build') as { path(folder: string): string };

const step = setUp.steps.find(({ name }) => name === 'engine') as Step;
const PREBUILT = path.join('native/prebuilds', `${process.platform}-${process.arch}`);

let files: ModelFiles;
let root: string;
beforeEach(() => {
  files = new ModelFiles();
  root = files.addTree({
    'node_modules/node-gyp/bin/node-gyp.js': "require('fs').writeFileSync('compiled', process.argv.slice(2).join(' '))",
    [path.join(PREBUILT, 'sources')]: portableFingerprint(CHECKOUT, ...setUp.engineSources),
  });
  for (const source of setUp.engineSources[0]) {
    fs.cpSync(path.join(CHECKOUT, source), path.join(root, source), { recursive: true });
  }
  fs.copyFileSync(addonIn(path.join(CHECKOUT, 'native')), prebuilt());
});
afterEach(() => files.remove());

function prebuilt(): string {
  return path.join(root, PREBUILT, 'engine.napi.node');
}

/** What the compiling was called with, after the step was made; undefined if it was not needed */
async function compiled(): Promise<string | undefined> {
  await step.make(root);
  const told = path.join(root, 'compiled');
  return fs.existsSync(told) ? fs.readFileSync(told, 'utf8') : undefined;
}

describe('an engine that was compiled elsewhere', () => {
  it('is what runs where it was made of these sources', async () => {
    expect(step.present(root)).toBe(true);
    expect(addonIn(path.join(root, 'native'))).toBe(prebuilt());
    expect(await compiled()).toBeUndefined();
  });

  it.each<[string, () => void]>([
    ['a source is another', () => fs.appendFileSync(path.join(root, 'native/engine/kernels.h'), '\n')],
    ['it does not say of which sources it is', () => fs.rmSync(path.join(root, PREBUILT, 'sources'))],
    ['this system can not load it', () => fs.writeFileSync(prebuilt(), 'no library')],
    [
      'it is for another processor',
      () => fs.renameSync(path.join(root, PREBUILT), path.join(root, 'native/elsewhere')),
    ],
  ])('is not taken, but one compiled here, where %s', async (_, change) => {
    change();
    expect(step.present(root)).toBe(false);
    expect(await compiled()).toMatch(/^rebuild .*--directory native/);
  });

  it('does not keep the one that was compiled here from being compiled again', async () => {
    const own = path.join(root, 'native/build/Release/farhand_engine.node');
    fs.mkdirSync(path.dirname(own), { recursive: true });
    fs.copyFileSync(prebuilt(), own);
    expect(addonIn(path.join(root, 'native'))).toBe(own);
    expect(await compiled()).toMatch(/^rebuild/);
  });
});
