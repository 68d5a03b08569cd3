// TypeScript in pages stands word for word in a source file that is no test, where it is compiled.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['device-bridge', 'native', 'cloud', 'shared', 'tests'];
const skipped = ['dist', 'node_modules', 'build', 'generated'];

export function codeProblems(pages, { repository }) {
  const shown = pages.flatMap(({ path, fences }) =>
    fences
      .filter(({ language }) => language === 'ts')
      .map(({ line, lines }) => ({ path, line, code: lines.join('\n') })),
  );
  if (shown.length === 0) return [];
  const sources = folders.flatMap((folder) => sourcesOf(join(repository, folder)));
  return shown
    .filter(({ code }) => !sources.some((source) => source.includes(code)))
    .map(({ path, line }) => ({ path, line, what: 'this code stands in no source file' }));
}

function sourcesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return skipped.includes(entry.name) ? [] : sourcesOf(join(folder, entry.name));
    return /(?<!\.test)\.ts$/.test(entry.name) ? [readFileSync(join(folder, entry.name), 'utf8')] : [];
  });
}
