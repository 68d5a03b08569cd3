import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadSuite, readSuiteFile } from './load.js';

const folder = mkdtempSync(join(tmpdir(), 'farhand-suite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const facets = {
  cognitive: 'query',
  complexity: 'atomic',
  ambiguity: 'low',
  personalisation: 'none',
  difficulty: 'easy',
};
const written = {
  id: 'silence',
  instruction: '手机静音',
  language: 'zh',
  apps: ['settings'],
  facets,
  guideline: { operational: ['静音'], quality: [], negative: [] },
  check: { parameters: {}, expect: [{ what: '静音', set: { at: 'settings.mute', to: true } }] },
};

function fileOf(...tasks: readonly unknown[]): string {
  const path = join(folder, 'local.json');
  writeFileSync(path, JSON.stringify({ suite: 'test', version: '1', scene: 'local', tasks }));
  return path;
}

test('a task stands in its file with what differs alone', () => {
  expect(readSuiteFile(fileOf(written))).toMatchObject([
    {
      id: 'silence',
      suite: 'test',
      facets: { scene: 'local', ...facets },
      apps: [{ name: '设置', package: 'com.android.settings' }],
      limits: { maxSteps: 40 },
      allowsOutward: false,
    },
  ]);
});

test.each([
  [
    { ...written, instructoin: 'x' },
    /task "silence" of local.json has the unknown key "instructoin"; did you mean "instruction"/,
  ],
  [{ ...written, apps: ['setings'] }, /task "silence" of local.json is not valid at apps.0/],
  [
    { ...written, check: { parameters: {}, expect: [{ what: 'x' }] } },
    /local.json is not valid at check.expect.0: a statement has exactly one of/,
  ],
  [{ instruction: 'x' }, /task 2 of local.json/],
])('what is wrong is told with file and task', (wrong, message) => {
  expect(() => readSuiteFile(fileOf(written, wrong))).toThrow(message);
});

test('a suite and a subset that are not known are answered with the nearest', () => {
  expect(() => loadSuite('farhand-dayly')).toThrow('did you mean "farhand-daily"?');
  expect(() => loadSuite('farhand-daily:quik')).toThrow('did you mean "quick"?');
});

test('the hard composite tasks are hard, composite, and over several apps', () => {
  const tasks = loadSuite('farhand-daily:hard-composite');
  expect(tasks.length).toBeGreaterThan(30);
  for (const { facets: found, apps } of tasks) {
    expect(found).toMatchObject({ complexity: 'composite', difficulty: 'hard' });
    expect(apps.length).toBeGreaterThan(1);
  }
});

test('the example of the documentation is a task', () => {
  const page = readFileSync(new URL('../../docs/reference/benchmark-tasks.md', import.meta.url), 'utf8');
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  expect(readSuiteFile(fileOf(JSON.parse(example)))).toHaveLength(1);
});
