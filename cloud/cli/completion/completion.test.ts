// What the Tab key offers, asked of real shells where they are installed; bash always is.
import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { farhandProgram } from '../program.js';
import { placesOf } from './offers.js';
import { completionScript, type Shell } from './scripts.js';

const places = placesOf(farhandProgram(new AbortController().signal));

/** What bash would offer at the end of these words. */
function offered(...words: string[]): string[] {
  const script = `${completionScript('bash', places)}
COMP_WORDS=(farhand "$@"); COMP_CWORD=$#; _farhand; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);
}

test('commands, those below them, options and their values are completed', () => {
  expect(offered('ta')).toEqual(['tasks', 'takeover']);
  expect(offered('schedule', '')).toEqual(expect.arrayContaining(['add', 'list', 'remove']));
  expect(offered('schedule', 'add', '--wh')).toEqual(['--when-notification']);
  expect(offered('tasks', '--status', 'n')).toEqual(['needs_user']);
  expect(offered('tasks', '--words', 'x', '--st')).toEqual(['--status']);
  expect(offered('show', '0f6c1c52', '--')).toContain('--json');
  expect(offered('completion', 'f')).toEqual(['fish']);
});

test.each<[Shell, string[]]>([
  ['bash', ['-n']],
  ['zsh', ['-n']],
  ['fish', ['--no-execute']],
])('the script is good %s', (shell, flags) => {
  const { status, stderr, error } = spawnSync(shell, flags, {
    input: completionScript(shell, places),
    encoding: 'utf8',
  });
  if (error && shell !== 'bash') return;
  expect([status, stderr]).toEqual([0, '']);
});
