// What the pages say holds: each link, command, setting, code, piece of data and of code; what they show is run, or a list says
// why it is not; and both checks find what is wrong, one fault of each kind at a time.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));
const runLimitMs = 240_000;

/** The lines that a program of docs/ prints for some folders of pages. */
function problemsOf(program: 'check' | 'run', ...folders: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [join(repository, `docs/${program}.mjs`), ...folders], (error, stdout, stderr) => {
      const problems = stdout.split('\n').filter(Boolean);
      if (stderr.trim().endsWith(`${problems.length} problems`)) resolve(problems);
      else reject(new Error(stderr, { cause: error }));
    });
  });
}

const fence = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\`\n`;

/** A page, and what is said about it. */
const faults: readonly (readonly [page: string, said: RegExp])[] = [
  ['[away](nowhere.md)\n', /nowhere\.md leads nowhere/],
  ['[below](#nothing)\n', /has no heading #nothing/],
  ['![](../README.md)\n', /has no words/],
  [fence('sh', 'npm start -- devcies'), /no command "devcies"/],
  [fence('sh', 'npm start -- devices --josn'), /unknown option '--josn'/],
  [fence('sh', 'npm start -- show'), /missing required argument/],
  [fence('sh', 'npm start -- bench androiddaily --subst quick'), /no option --subst/],
  [fence('sh', 'npm run biuld'), /no script biuld/],
  [fence('sh', 'node docs/genrate.mjs'), /no file docs\/genrate\.mjs/],
  [fence('sh', 'FARHAND_PORTS=1 npm start'), /FARHAND_PORTS is no setting/],
  [fence('sh', 'curl http://127.0.0.1:1/v1/taks'), /no route GET/],
  [fence('sh', `curl http://127.0.0.1:1/v1/tasks -d '{"comand": "x"}'`), /not what the route takes/],
  ['Run `npm start -- devices --josn`.\n', /no option --josn/],
  ['It ends with `NO_DEVISE`.\n', /NO_DEVISE is no code/],
  [fence('json', '{ "a": }'), /this is no json/],
  [fence('json', '{ "mcpServer": {} }'), /nothing of ours reads this/],
  [fence('ts', 'const never = "written";'), /stands in no source file/],
  ['```sh\nnpm test\n', /never closed/],
];

let broken: string;
let problems: string[];
beforeAll(async () => {
  broken = mkdtempSync(join(tmpdir(), 'farhand-docs-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(broken, path)), { recursive: true });
    writeFileSync(join(broken, path), text);
  };
  write('docs/README.md', '# Index\n');
  write('docs/guides/one.md', '# One\n\n## More\n');
  write('docs/zh-CN/guides/one.md', '# 一\n');
  for (const [index, [page]] of faults.entries()) write(`docs/explanation/${index}.md`, page);
  problems = await problemsOf('check', repository, broken);
});
afterAll(() => rmSync(broken, { recursive: true }));

test('what the pages say holds', () => {
  expect(problems.filter((line) => !line.startsWith(broken))).toEqual([]);
});

test('what does not hold is found', () => {
  for (const [index, [page, said]] of faults.entries()) {
    const own = problems.filter((line) => line.startsWith(join(broken, `docs/explanation/${index}.md`)));
    expect(own.join('\n'), page).toMatch(said);
  }
  const all = problems.join('\n');
  expect(all).toMatch(/docs\/guides\/one\.md:1: no index .* leads here/);
  expect(all).toMatch(/zh-CN\/guides\/one\.md:1: headings differ from docs\/guides\/one\.md/);
  expect(all).toMatch(/docs\/README\.md:1: its Chinese page docs\/zh-CN\/README\.md is missing/);
});

test(
  'what the pages show is run, and what does not do as it says is found',
  async () => {
    const folder = join(broken, 'shown');
    mkdirSync(folder);
    const shown = ['npm start -- screen nowhere', 'curl http://127.0.0.1:8080/v1/nothing', 'make coffee'];
    writeFileSync(join(folder, 'README.md'), shown.map((line) => fence('sh', line)).join('\n'));
    const found = await problemsOf('run', repository, folder);
    expect(found.filter((line) => !line.startsWith(folder))).toEqual([]);
    expect(found.join('\n')).toMatch(
      /nothing runs make coffee[\s\S]*screen nowhere: ends with NO_DEVICE[\s\S]*TOKEN_INVALID/,
    );
  },
  runLimitMs,
);
