import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ledgerOf } from './ledger.js';
import { AuditLog } from './log.js';
import { auditFile, checkLines, readRecord, recordedTasks } from './read.js';
import type { AuditEntry } from './record.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'farhand-audit-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const step = (number: number, explain = '点击'): AuditEntry => ({
  kind: 'step',
  session: 's',
  step: number,
  action: 'CLICK',
  explain,
});

function written(entries: readonly AuditEntry[]): Buffer {
  const log = new AuditLog(home);
  for (const entry of entries) log.write('t', entry);
  log.close();
  return readFileSync(auditFile(home, 't'));
}

test('what was written is read again, in order and unbroken', () => {
  written([step(1), step(2, '换行\n“引号” \u2028 😀')]);
  const { lines, broken, torn } = readRecord(home, 't');
  expect({ broken, torn }).toEqual({ broken: undefined, torn: [] });
  expect(lines.map(({ seq, kind }) => [seq, kind])).toEqual([
    [1, 'step'],
    [2, 'step'],
  ]);
  expect(lines[1]).toMatchObject({ explain: '换行\n“引号” \u2028 😀' });
  expect(statSync(auditFile(home, 't')).mode & 0o077).toBe(0);
});

test('any changed, missing, doubled or moved line breaks the record at its place', () => {
  const bytes = written([1, 2, 3, 4].map((number) => step(number)));
  const lines = bytes.toString().trimEnd().split('\n');
  const brokenAt = (changed: string[]): number | undefined =>
    checkLines(Buffer.from(`${changed.join('\n')}\n`)).broken?.line;
  expect(brokenAt(lines)).toBeUndefined();
  expect(brokenAt(lines.toSpliced(1, 1))).toBe(2);
  expect(brokenAt(lines.toSpliced(1, 0, lines[1] ?? ''))).toBe(3);
  expect(brokenAt([lines[0], lines[2], lines[1], lines[3]].map(String))).toBe(2);
  expect(brokenAt(lines.with(2, (lines[2] ?? '').replace('CLICK', 'ABORT')))).toBe(3);
  expect(brokenAt(lines.with(2, (lines[2] ?? '').replace('"kind":', '"kind": ')))).toBe(3);
  expect(brokenAt(lines.with(2, 'something else'))).toBe(3);
});

test('no changed byte goes unseen', () => {
  const bytes = written([step(1), step(2), step(3)]);
  fc.assert(
    fc.property(fc.nat(bytes.length - 2), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ change;
      const { broken, lines } = checkLines(changed);
      expect(broken !== undefined || lines.length < 3).toBe(true);
    }),
  );
});

test('a line that a crash cut off anywhere is told, and the record goes on', () => {
  const whole = written([step(1), step(2)]);
  const last = whole.lastIndexOf(10, whole.length - 2) + 1;
  for (const cut of [last + 1, last + 40, whole.length - 1]) {
    writeFileSync(auditFile(home, 't'), whole.subarray(0, cut));
    expect(checkLines(whole.subarray(0, cut)).broken).toBeUndefined();
    written([step(3)]);
    const { lines, torn, broken } = readRecord(home, 't');
    expect(broken).toBeUndefined();
    expect(torn.length + lines.filter(({ kind }) => kind === 'step').length).toBe(3);
    expect(lines.at(-1)).toMatchObject({ kind: 'step', step: 3 });
    expect(lines.some(({ kind }) => kind === 'recovered')).toBe(true);
  }
});

test('a half line that nobody tells of is a break', () => {
  const [first = ''] = written([step(1)])
    .toString()
    .split('\n');
  const log = new AuditLog(home);
  log.write('t', step(2));
  log.close();
  const [, second = ''] = readFileSync(auditFile(home, 't'), 'utf8').split('\n');
  expect(checkLines(Buffer.from(`${first}\n${second.slice(0, 20)}\n${second}\n`)).broken).toMatchObject({ line: 2 });
});

test('two bridges of one folder write one chain', () => {
  const [one, two] = [new AuditLog(home), new AuditLog(home)];
  one.write('t', step(1));
  two.write('t', step(2));
  one.write('t', step(3));
  expect(readRecord(home, 't').broken).toBeUndefined();
  expect(readRecord(home, 't').lines).toHaveLength(3);
  one.close();
  two.close();
});

test('tasks are listed, and a name that is none reads no file', () => {
  written([step(1)]);
  expect(recordedTasks(home).map(({ task }) => task)).toEqual(['t']);
  appendFileSync(join(home, 'secret.jsonl'), '{}\n');
  expect(() => readRecord(home, '../secret')).toThrow('no record');
});

test('the ledger sums what left', () => {
  const sent = (bytes: number, held: Record<string, number>): AuditEntry => ({
    kind: 'sent',
    to: 'cloud',
    class: 'report',
    bytes,
    held,
  });
  written([sent(10, { PHONE: 1 }), step(1), sent(5, { PHONE: 2, NAME: 1 })]);
  expect(ledgerOf(readRecord(home, 't').lines)).toEqual([
    { to: 'cloud', class: 'report', messages: 2, bytes: 15, left: {}, held: { PHONE: 3, NAME: 1 } },
  ]);
});
