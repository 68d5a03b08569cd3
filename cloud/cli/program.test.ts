// The tree of commands: its examples are true, and what is misspelt is told with what was meant.
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { examples } from './examples.js';
import { farhandProgram } from './program.js';

const never = new AbortController().signal;

function leaves(command: Command, path = ''): { path: string; command: Command }[] {
  const below = command.commands.flatMap((sub) => leaves(sub, path === '' ? sub.name() : `${path} ${sub.name()}`));
  return [{ path, command }, ...below];
}

/** The words of a line as a shell would give them. */
function wordsOf(line: string): string[] {
  return Array.from(
    line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g),
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

/** Which command a line comes to, with nothing carried out. Throws what the parser would say. */
async function reached(line: string): Promise<string> {
  const root = farhandProgram(never);
  let found: string | undefined;
  for (const { path, command } of leaves(root)) {
    command.exitOverride().configureOutput({ writeErr: () => undefined });
    if (path === '' || command.commands.length === 0) {
      command.action(() => {
        found = path;
      });
    }
  }
  await root.parseAsync(wordsOf(line), { from: 'user' });
  if (found === undefined) throw new Error(`Nothing answers: ${line}`);
  return found;
}

test('every command has an example, and none is of a command that there is not', () => {
  const paths = leaves(farhandProgram(never)).map(({ path }) => path);
  expect(Object.keys(examples).sort()).toEqual(paths.sort());
});

test.each(Object.entries(examples).flatMap(([path, lines]) => lines.map(({ line }) => ({ path, line }))))(
  '$line is understood',
  async ({ path, line }) => {
    const command = await reached(line);
    // How one finds the id that a command wants is an example of it, too.
    if (command !== 'questions') expect(command.startsWith(path), command).toBe(true);
  },
);

test.each([
  ['taks', 'tasks'],
  ['shwo 0f6c1c52-7f1e-4b32-9df4-a4b6b0a6f9d1', 'show'],
  ['Doctr', 'doctor'],
])('%s is no command for a phone but a misspelt one', async (line, meant) => {
  const told = farhandProgram(never).parseAsync(wordsOf(line), { from: 'user' });
  await expect(told).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining(`did you mean "${meant}"?`),
  });
});

test('an option that there is not is told with the nearest one', async () => {
  await expect(reached('tasks --statsu done')).rejects.toThrow(
    /unknown option '--statsu'\n\(Did you mean --status\?\)/,
  );
  await expect(reached('token crate x')).rejects.toThrow(/unknown command 'crate'\n\(Did you mean create\?\)/);
});
