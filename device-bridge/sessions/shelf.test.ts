import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SessionEntry } from './entry.js';
import { SessionShelf } from './shelf.js';

const id = '3f1c7c52-9d0e-4b6a-8a55-0123456789ab';
const entries: readonly SessionEntry[] = [
  {
    kind: 'begun',
    session: id,
    device: 'phone',
    record: 'task',
    goal: { task: '打招呼', language: 'zh', values: {}, privacy: 'open' },
    confirmed: false,
  },
  { kind: 'called', maxSteps: 40 },
  { kind: 'decided', step: 1, action: { action: 'INFO', value: '哪一位？' }, explain: '问' },
];

let home: string;
let shelf: SessionShelf;
let file: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'farhand-shelf-'));
  shelf = new SessionShelf(home);
  file = join(home, 'sessions', `${id}.jsonl`);
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function write(): Buffer {
  for (const entry of entries) shelf.write(id, entry);
  return readFileSync(file);
}

test('what was written is read back, for this user alone', () => {
  write();
  expect(shelf.read(id)).toEqual(entries);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, 'sessions')).mode & 0o777).toBe(0o700);
});

test('cut off at any byte, a file keeps its whole lines and takes further ones', () => {
  const bytes = write();
  for (let length = 0; length < bytes.length; length++) {
    writeFileSync(file, bytes);
    truncateSync(file, length);
    const whole = bytes.subarray(0, length).toString('latin1').split('\n').length - 1;
    expect(shelf.read(id) ?? []).toEqual(entries.slice(0, whole));
    if (whole === 0) continue;
    for (const entry of entries.slice(whole)) shelf.write(id, entry);
    expect(shelf.read(id)).toEqual(entries);
  }
});

test.each(['{"kind":"granted"}\n', 'no JSON\n', '\n'])('a file with the line %j is not gone on with', (line) => {
  write();
  appendFileSync(file, line);
  expect(() => shelf.read(id)).toThrow(expect.objectContaining({ code: 'TASK_UNKNOWN' }));
});

test.each(['../../etc/passwd', '', 'x', `${id}/..`, id.toUpperCase()])('%j names no session', (name) => {
  write();
  expect(shelf.read(name)).toBeUndefined();
});

test('a file that has grown too long is not gone on with', () => {
  write();
  truncateSync(file, 9 * 1024 * 1024);
  expect(() => shelf.read(id)).toThrow(/grown to 9437184 bytes/);
});

test('files are removed after a week, and the oldest when there are too many', () => {
  write();
  const weekAgo = Date.now() / 1000 - 7 * 24 * 3600 - 1;
  const old = file.replace(id, id.replace('3f', '4f'));
  writeFileSync(old, '');
  utimesSync(old, weekAgo, weekAgo);
  shelf.sweep();
  expect(readdirSync(join(home, 'sessions'))).toEqual([`${id}.jsonl`]);
  for (let count = 0; count < 520; count++) writeFileSync(file.replace(id, `new-${count}`), '');
  shelf.sweep();
  expect(readdirSync(join(home, 'sessions'))).toHaveLength(500);
});

test('the name of what is remembered stays while the folder does, and is a new one after that', () => {
  const name = shelf.memory();
  expect(new SessionShelf(home).memory()).toBe(name);
  writeFileSync(join(home, 'sessions', 'memory.txt'), name.slice(0, 8));
  const next = shelf.memory();
  expect(next).not.toBe(name);
  expect(new SessionShelf(home).memory()).toBe(next);
});
