import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));

test('the reference pages are what the tables generate', () => {
  const output = mkdtempSync(join(tmpdir(), 'farhand-docs-'));
  try {
    execFileSync(process.execPath, [join(docs, 'generate.mjs'), output]);
    const pages = readdirSync(output, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(md|json)$/.test(name),
    );
    expect(pages.length).toBeGreaterThanOrEqual(4);
    for (const page of pages) {
      expect(readFileSync(join(docs, page), 'utf8'), `docs/${page}: run node docs/generate.mjs`).toBe(
        readFileSync(join(output, page), 'utf8'),
      );
    }
  } finally {
    rmSync(output, { recursive: true });
  }
});
