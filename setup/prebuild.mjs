// Compiles the engine for others: native/prebuilds/<platform>-<arch>/, which `npm start` uses instead of compiling where
// it fits the sources. For this machine: `npm run prebuild:engine`. For another processor, where its compiler is installed
// (Debian and Ubuntu: g++-aarch64-linux-gnu), `npm run prebuild:engine -- --arch arm64`; CC, CXX and PREBUILD_STRIP_BIN
// name other tools. What the engine was compiled to here, if it was, stays as it is.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { portableFingerprint } from './fingerprint.mjs';
import { runTied } from './run.mjs';
import { engineSources } from './steps.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const prefixes = { x64: 'x86_64-linux-gnu-', arm64: 'aarch64-linux-gnu-' };
const { values } = parseArgs({ options: { arch: { type: 'string', default: process.arch } } });
if (!(values.arch in prefixes)) {
  throw new Error(
    `There is no engine for the processor '${values.arch}': --arch is ${Object.keys(prefixes).join(' or ')}.`,
  );
}
if (values.arch !== process.arch) nameCrossTools(prefixes[values.arch]);

// prebuildify looks for node-gyp on the path, and node-gyp would fetch headers that lie beside this Node already.
process.env.PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
const home = join(process.execPath, '../..');
if (existsSync(join(home, 'include/node/node_api.h'))) process.env.npm_config_nodedir = home;

const copy = copyOfSources();
try {
  const prebuildify = join(root, 'node_modules/prebuildify/bin.js');
  const args = ['--napi', '--strip', '--tag-libc', '--target', process.versions.node, '--arch', values.arch];
  await runTied(process.execPath, [prebuildify, ...args, '--out', join(root, 'native')], {
    cwd: copy,
    what: 'prebuildify',
  });
} finally {
  rmSync(copy, { recursive: true, force: true });
}
const folder = join(root, 'native/prebuilds', `${process.platform}-${values.arch}`);
writeFileSync(join(folder, 'sources'), portableFingerprint(root, ...engineSources));
process.stdout.write(`${folder}\n`);

function nameCrossTools(prefix) {
  process.env.CC ??= `${prefix}gcc`;
  process.env.CXX ??= `${prefix}g++`;
  process.env.PREBUILD_STRIP_BIN ??= `${prefix}strip`;
}

/** A folder inside the checkout, from where packages are found, for prebuildify to throw old builds away in. */
function copyOfSources() {
  mkdirSync(join(root, '.farhand'), { recursive: true });
  const folder = mkdtempSync(join(root, '.farhand', 'prebuild-'));
  const [paths] = engineSources;
  for (const path of paths) {
    cpSync(join(root, path), join(folder, path.slice('native/'.length)), { recursive: true });
  }
  return folder;
}
