import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Takeovers } from './takeovers.js';

const serial = '127.0.0.1:5555';
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'farhand-takeovers-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

test('a phone in a person’s hands stays there when the bridge is started anew, until it is given back', () => {
  new Takeovers(home).begin(serial, { why: 'Log in', record: 'task-1' });
  const later = new Takeovers(home);
  expect(() => later.mustBeFree(serial)).toThrow('Log in');
  expect(later.handBack(serial)).toEqual({ why: 'Log in', record: 'task-1' });
  expect(new Takeovers(home).isTaken(serial)).toBe(false);
});

test('the files are for this user alone, and one that is no takeover takes nothing over', () => {
  new Takeovers(home).begin(serial, { why: 'Pay' });
  const folder = join(home, 'takeovers');
  const [name = ''] = readdirSync(folder);
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  writeFileSync(join(folder, 'other.json'), '{"serial": "p');
  expect(new Takeovers(home).isTaken('p')).toBe(false);
});
