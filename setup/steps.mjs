// The set-up steps, in order. Each one knows what it depends on (its fingerprint), what proves that its result is
// there, and how to make it. Nothing is fetched from anywhere but the npm registry and the system's package source.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fingerprint, portableFingerprint } from './fingerprint.mjs';
import { run, runTied, succeeds } from './run.mjs';

/** Those that are compiled to a `dist` that Node loads. */
const compiled = ['proto', 'shared', 'native', 'cloud', 'device-bridge', 'benchmark', 'tests'];
const packages = [...compiled, 'console'];
const oldestNode = [20, 19];

/** What the compiled engine is made of: paths and endings. */
export const engineSources = [
  ['native/binding.gyp', 'native/package.json', 'native/engine', 'native/binding', 'native/units'],
  ['.gyp', '.json', '.cpp', '.h', '.inc'],
];

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = oldestNode;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw new SetupError(
    `Farhand needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}`,
    'Install a newer Node from nodejs.org, then run the command again.',
  );
}

/** `exitCode` is that of the command line's table: 1 failed, 4 no phone can be reached. */
export class SetupError extends Error {
  constructor(message, hint, exitCode = 1) {
    super(message);
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

export const steps = [
  {
    name: 'packages',
    title: 'Installing packages',
    fingerprint: (root) => fingerprint(root, ['package-lock.json', ...packages.map((name) => `${name}/package.json`)]),
    present: (root) => existsSync(join(root, 'node_modules', '.package-lock.json')),
    make: (root) => runTied('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, what: 'npm ci' }),
  },
  {
    name: 'adb',
    title: 'Installing adb',
    fingerprint: () => 'on the path',
    present: () => adbPath() !== undefined,
    make: installAdb,
  },
  {
    name: 'engine',
    title: 'Building the native engine',
    fingerprint: (root) => fingerprint(root, ...engineSources),
    present: (root) => hasAddon(join(root, 'native/build/Release')) || prebuiltFits(root),
    // An engine that was built here once is what Node finds first, so it is kept up to date.
    make: async (root) => {
      if (hasAddon(join(root, 'native/build/Release')) || !prebuiltFits(root)) await buildEngine(root);
    },
  },
  {
    name: 'typescript',
    title: 'Compiling',
    fingerprint: (root) =>
      fingerprint(root, ['tsconfig.base.json', 'tsconfig.json', ...packages], ['.ts', '.tsx', '.json']),
    present: (root) => compiled.every((name) => existsSync(join(root, name, 'dist'))),
    make: (root) =>
      runTied(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b'], { cwd: root, what: 'tsc -b' }),
  },
  {
    name: 'console',
    title: 'Building the console',
    fingerprint: (root) => fingerprint(root, ['console', 'package-lock.json']),
    present: (root) =>
      ['page/index.html', 'report/report.html'].every((file) => existsSync(join(root, 'console/dist', file))),
    make: (root) => runTied('npm', ['run', '--silent', 'build:console'], { cwd: root, what: 'npm run build:console' }),
  },
];

/** True if `native/prebuilds` has the engine for this machine, made of these very sources, and this system can load it. */
function prebuiltFits(root) {
  const folder = join(root, 'native/prebuilds', `${process.platform}-${process.arch}`);
  const sources = join(folder, 'sources');
  if (!hasAddon(folder) || !existsSync(sources)) return false;
  return readFileSync(sources, 'utf8') === portableFingerprint(root, ...engineSources) && prebuiltLoads(root);
}

/** An engine that was compiled on a newer system asks for libraries that an older one lacks. */
function prebuiltLoads(root) {
  const require = createRequire(import.meta.url);
  try {
    require('node-gyp-build')(join(root, 'native'));
    return true;
  } catch {
    return false;
  }
}

function hasAddon(folder) {
  return readable(folder).some((name) => name.endsWith('.node'));
}

function readable(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function adbPath() {
  const sdk = process.env.ANDROID_HOME ?? process.env.ANDROID_SDK_ROOT;
  const folders = [...(sdk ? [join(sdk, 'platform-tools')] : []), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, 'adb')).find((path) => existsSync(path));
}

async function installAdb() {
  const aptGet = await succeeds('apt-get', ['--version']);
  const root = process.getuid?.() === 0;
  const sudo = !root && aptGet && (await succeeds('sudo', ['-n', 'true']));
  if (!aptGet || !(root || sudo)) {
    throw new SetupError(
      'adb is not installed, and this user may not install it',
      'Install it with your system (Debian and Ubuntu: sudo apt install adb), then run the command again.',
      4,
    );
  }
  const apt = (args) =>
    sudo
      ? run('sudo', ['-n', 'apt-get', ...args], { what: 'apt-get' })
      : run('apt-get', args, { what: 'apt-get', env: { DEBIAN_FRONTEND: 'noninteractive' } });
  if (!(await succeeds('apt-cache', ['show', 'adb']))) await apt(['update', '-qq']);
  await apt(['install', '-y', '-qq', '--no-install-recommends', 'adb']).catch(async () => {
    // A package list that has grown old names files that are gone: refresh it once.
    await apt(['update', '-qq']);
    await apt(['install', '-y', '-qq', '--no-install-recommends', 'adb']);
  });
}

async function buildEngine(root) {
  const missing = [];
  if (!(await succeeds('python3', ['--version']))) missing.push('python3');
  if (!(await succeeds('make', ['--version']))) missing.push('make');
  if (!(await succeeds(process.env.CXX ?? 'g++', ['--version'])) && !(await succeeds('clang++', ['--version']))) {
    missing.push('g++');
  }
  if (missing.length > 0) {
    throw new SetupError(
      `The native engine is compiled here, and ${missing.join(', ')} is missing`,
      `Install it with your system (Debian and Ubuntu: sudo apt install ${missing.join(' ')}), then run the command again.`,
    );
  }
  const nodeGyp = join(root, 'node_modules/node-gyp/bin/node-gyp.js');
  const headers = existsSync(join(process.execPath, '../../include/node/node_api.h'))
    ? ['--nodedir', join(process.execPath, '../..')]
    : [];
  await runTied(process.execPath, [nodeGyp, 'rebuild', '--jobs', 'max', '--directory', 'native', ...headers], {
    cwd: root,
    what: 'node-gyp rebuild',
  });
}
