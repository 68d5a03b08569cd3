// Compiles the engine for others: native/prebuilds/<platform>-<arch>/, which `npm start` uses instead of compiling where
// it fits the sources. For this machine: `npm run prebuild:engine`. For another one its compiler is named, for example
//   CC=aarch64-linux-gnu-gcc CXX=aarch64-linux-gnu-g++ npm run prebuild:engine -- --arch arm64
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { portableFingerprint } from './fingerprint.mjs';
import { runTied } from './run.mjs';
import { engineSources } from './steps.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({ options: { arch: { type: 'string', default: process.arch } } });

// prebuildify looks for node-gyp on the path, and node-gyp would fetch headers that lie beside this Node already.
process.env.PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
const home = join(process.execPath, '../..');
if (existsSync(join(home, 'include/node/node_api.h'))) process.env.npm_config_nodedir = home;

const prebuildify = join(root, 'node_modules/prebuildify/bin.js');
const args = ['--napi', '--strip', '--tag-libc', '--target', process.versions.node, '--arch', values.arch];
await runTied(process.execPath, [prebuildify, ...args], { cwd: join(root, 'native'), what: 'prebuildify' });
const folder = join(root, 'native/prebuilds', `${process.platform}-${values.arch}`);
writeFileSync(join(folder, 'sources'), portableFingerprint(root, ...engineSources));
process.stdout.write(`${folder}\n`);
