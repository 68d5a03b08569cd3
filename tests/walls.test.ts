// The import walls of docs/architecture.md: which package may import which, and that nobody reaches inside another.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

const mayImport: Readonly<Record<string, readonly string[]>> = {
  proto: [],
  shared: ['proto'],
  native: [],
  cloud: ['shared', 'native'],
  'device-bridge': ['shared'],
  benchmark: ['shared', 'cloud', 'device-bridge'],
  console: ['shared', 'cloud'],
  tests: ['proto', 'shared', 'native', 'cloud', 'device-bridge'],
};

/** Scripts that are run by hand after a build, and look inside what they train for, or whose passes they count. */
const tools = ['native/training', 'tests/bench/plan-shortcuts.mjs'];

const packageNames = Object.keys(mayImport);

/**
 * In the bridge, where screens and models bring text from outside, these alone start programs; tests and what serves them
 * apart. Everything else goes through phone/process.ts.
 */
const mayStartPrograms = ['phone/process.ts', 'phone/lifeline.ts'];
/** Ways to have a text read by a shell of this computer. */
const asksAShell =
  /\bexec(Sync)?\s*\(\s*['"`\w]|[{,\s]shell:\s*(true\b|['"])|\b(sh|bash|cmd|powershell)(\.exe)?['"`]\s*,\s*\[\s*['"`][-/]c/;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['dist', 'node_modules', 'build', 'generated'].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

function isForTests(path: string): boolean {
  return /(^|\/)testing\/|\.test\.ts$/.test(path);
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

describe('import walls', () => {
  test.each(packageNames)('%s imports only the packages it may, by their names', (name) => {
    const folder = join(root, name);
    for (const file of sources(folder).filter((path) => !tools.some((tool) => path.startsWith(join(root, tool))))) {
      for (const target of importsOf(file)) {
        const where = `${relative(root, file)} imports ${target}`;
        const ours = /^@farhand\/([^/]+)(\/.*)?$/.exec(target);
        if (ours) {
          expect(mayImport[name], where).toContain(ours[1]);
          expect(ours[2], `${where}: only a package's index may be imported`).toBeUndefined();
        } else if (target.startsWith('.')) {
          const outside = relative(folder, join(file, '..', target)).startsWith('..');
          expect(outside, `${where}, which is outside of its package`).toBe(false);
        }
      }
    }
  });

  test('each package depends on exactly the packages of ours that it imports', () => {
    for (const name of packageNames) {
      const manifest = JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')) as {
        dependencies?: Record<string, string>;
      };
      const declared = Object.keys(manifest.dependencies ?? {}).filter((dependency) =>
        dependency.startsWith('@farhand/'),
      );
      for (const dependency of declared) expect(mayImport[name]).toContain(dependency.replace('@farhand/', ''));
    }
  });

  test('every dependency is pinned to one version', () => {
    for (const name of ['.', ...packageNames]) {
      const manifest = JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')) as Record<
        string,
        Record<string, string>
      >;
      for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
        for (const [dependency, version] of Object.entries(manifest[kind] ?? {})) {
          expect(version, `${name}: ${dependency}`).toMatch(/^\d+\.\d+\.\d+/);
        }
      }
    }
  });
});

describe('the door to programs of this computer', () => {
  const bridge = join(root, 'device-bridge');
  const product = sources(bridge).filter((file) => !isForTests(relative(bridge, file)));

  test('is opened by whom it belongs to', () => {
    const starting = product.filter((file) =>
      importsOf(file).some((target) => /^(node:)?(child_process|cluster)$/.test(target)),
    );
    expect(starting.map((file) => relative(bridge, file)).sort()).toEqual([...mayStartPrograms].sort());
  });

  test('takes lists of arguments, and never a line for a shell', () => {
    for (const line of [
      'exec(`adb` + name)',
      "execSync('x')",
      'spawn(file, { shell: true })',
      "spawn('bash', ['-c', text])",
    ]) {
      expect(line).toMatch(asksAShell);
    }
    for (const file of sources(bridge)) {
      const calls = readFileSync(file, 'utf8').replaceAll(/[\w)\]/]\.exec\(/g, '');
      expect(asksAShell.exec(calls)?.[0], relative(root, file)).toBeUndefined();
    }
  });
});

describe('apps of the virtual phone', () => {
  const apps = join(root, 'device-bridge/virtual-phone/apps');
  const mostLines = 250;

  test('are made of files that are read in one sitting', () => {
    const long = sources(join(apps, 'declared'))
      .map((file) => ({ file: relative(apps, file), lines: readFileSync(file, 'utf8').trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > mostLines);
    expect(long).toEqual([]);
  });

  test('need one file and the toolkit: the one of the guide does, which another test touches', () => {
    const example = join(apps, 'toolkit/example.ts');
    expect(readFileSync(example, 'utf8').split('\n').length).toBeLessThanOrEqual(mostLines);
    expect(importsOf(example)).toEqual(['../toolkit/index.js']);
  });

  test('know nothing of the phone behind them', () => {
    for (const file of sources(join(apps, 'declared')).filter((path) => !isForTests(path))) {
      const outside = importsOf(file).filter((target) =>
        /(^|\/)(adbd|device|hostile|services|shell|snapshot|uiautomator2|viewer)\//.test(target),
      );
      expect(outside, relative(root, file)).toEqual([]);
    }
  });
});
