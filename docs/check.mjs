// Checks what the pages say against what there is: links and anchors, commands, settings, codes, data, code, pictures, and
// that the Chinese pages have what the English ones have. Run after a build: `node docs/check.mjs [FOLDER...]`, where
// folders hold pages (this repository by default). Prints one line a problem; exit code 1 when there is any.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeProblems } from './checker/code.mjs';
import { commandProblems } from './checker/commands.mjs';
import { dataProblems } from './checker/data.mjs';
import { facts } from './checker/facts.mjs';
import { languageProblems } from './checker/languages.mjs';
import { linkProblems } from './checker/links.mjs';
import { nameProblems } from './checker/names.mjs';
import { readPages } from './checker/pages.mjs';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const roots = process.argv.length > 2 ? process.argv.slice(2) : [repository];
const known = await facts(repository);
const checks = [linkProblems, commandProblems, nameProblems, dataProblems, codeProblems, languageProblems];

const problems = roots.flatMap((root) => {
  const pages = readPages(resolve(root));
  const found = checks.flatMap((check) => check(pages, known));
  return found.map(({ path, line, what }) => `${join(root, path)}:${line}: ${what}`);
});
for (const problem of problems) console.log(problem);
console.error(`${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
