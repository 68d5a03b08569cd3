import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AuditLog } from './log.js';
import { PictureCount } from './picture-count.js';
import { readRecord } from './read.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'farhand-pictures-'));
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(home, { recursive: true, force: true });
});

test('the first picture is written down at once, those of the next seconds together, and none is left out', () => {
  const audit = new AuditLog(home);
  const count = new PictureCount(audit);
  const sent = () => readRecord(home, 't').lines.map(({ kind, ...line }) => ({ kind, ...line }));
  for (const bytes of [100, 20, 3]) count.left('t', 'live picture', bytes);
  expect(sent()).toMatchObject([{ bytes: 100 }]);
  vi.advanceTimersByTime(10_000);
  expect(sent()).toMatchObject([{ bytes: 100 }, { bytes: 23, messages: 2 }]);
  count.left('t', 'live picture', 4);
  count.left('t', 'live picture', 5);
  count.close();
  expect(sent().slice(2)).toMatchObject([{ bytes: 4 }, { bytes: 5, messages: 1 }]);
  audit.close();
});
