// A sentence that the doctor says no more is translated for nobody.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

test('every sentence stands in the files of the doctor as it is translated', async () => {
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('navigator', { languages: [] });
  const { sentences } = await import('./findings.js');
  vi.unstubAllGlobals();
  const folder = join(import.meta.dirname, '../../../../device-bridge/doctor');
  const said = readdirSync(folder)
    .filter((name) => /(?<!\.test)\.ts$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  expect(Object.keys(sentences).filter((sentence) => !said.includes(sentence))).toEqual([]);
});
