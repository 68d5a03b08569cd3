// `npm test`: set up what is missing, then style check and every test. Arguments go to vitest, e.g.
// `npm test -- device-bridge/hand`. The last lines say what this machine could not run and why; the very last one is
// `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSetUp } from './ensure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
await ensureSetUp(root);

const results = join(root, '.farhand', `test-results-${process.pid}.json`);
mkdirSync(dirname(results), { recursive: true });
const style = tool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']);
const tests = tool('vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
  ...process.argv.slice(2),
]);

const { passed, failed, notRun } = count();
const styleFailed = style === 0 ? 0 : 1;
// A run that broke outside of any test (a file that does not load, an unhandled error) has failed too.
const runFailed = tests !== 0 && failed === 0 ? 1 : 0;
process.exitCode = styleFailed + failed + runFailed === 0 ? 0 : 1;
for (const [why, number] of notRun) process.stdout.write(`${number} not run: ${why}\n`);
process.stdout.write(`${passed + (1 - styleFailed)} passed, ${failed + styleFailed + runFailed} failed\n`);

function tool(script, args) {
  const file = join(root, 'node_modules', script);
  return spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status;
}

function count() {
  try {
    const { numPassedTests: passed, numFailedTests: failed, testResults } = JSON.parse(readFileSync(results, 'utf8'));
    return { passed, failed, notRun: reasons(testResults.flatMap(({ assertionResults }) => assertionResults)) };
  } catch {
    return { passed: 0, failed: 0, notRun: [] };
  } finally {
    rmSync(results, { force: true });
  }
}

/** Why tests were left out, as the names of their groups say it ("... (not run: why)"), and how many for each reason. */
function reasons(tests) {
  const counts = new Map();
  for (const { status, ancestorTitles } of tests) {
    if (status !== 'skipped' && status !== 'pending') continue;
    const [, why] = /\(not run: (.*)\)/.exec(ancestorTitles.join(' ')) ?? [];
    if (why) counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return counts;
}
