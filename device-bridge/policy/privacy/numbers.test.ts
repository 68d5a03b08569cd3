import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Numbers } from './numbers.js';
import { Vault } from './vault.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'farhand-numbers-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

test('a placeholder of before a restart never stands for somebody else, and is refused', () => {
  const names: string[] = [];
  for (let life = 0; life < 3; life++) {
    const vault = new Vault(new Numbers(home));
    for (const old of names) expect(() => vault.reveal(`to ${old}`)).toThrow('before the bridge was restarted');
    for (let count = 0; count < 1100; count++) names.push(vault.hide('PHONE', `${life} ${count}`));
    expect(vault.reveal(names.at(-1) ?? '')).toBe(`${life} 1099`);
    expect(vault.reveal('<PHONE_899999>')).toBe('<PHONE_899999>');
  }
  expect(new Set(names).size).toBe(names.length);
});

test.each(['', 'no number', '-5', '999000'])('with %j written down, numbers begin at 1', (text) => {
  writeFileSync(join(home, 'placeholders'), text);
  expect(new Vault(new Numbers(home)).hide('NAME', '张三')).toBe('<NAME_1>');
});
