import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { builtModule, run } from './process.js';

const node = process.execPath;

test('gives back what a program printed and how it ended', async () => {
  const script = 'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 3';
  expect(await run(node, ['-e', script], { limitMs: 10_000 })).toEqual({ code: 3, stdout: 'out', stderr: 'err' });
});

test('arguments are never read by a shell', async () => {
  const nasty = '$(exit 1); `id` "\' && \\';
  const { stdout } = await run(node, ['-e', 'process.stdout.write(process.argv[1])', nasty], { limitMs: 10_000 });
  expect(stdout).toBe(nasty);
});

test('a limit and an abort end the program', async () => {
  const forever = ['-e', 'setInterval(() => {}, 1000)'];
  await expect(run(node, forever, { limitMs: 200 })).rejects.toThrow(/did not end within 200 ms/);
  const stop = new AbortController();
  const running = run(node, forever, { limitMs: 20_000, signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  await expect(run('/nowhere/program', [], { limitMs: 1000 })).rejects.toThrow(/ENOENT/);
});

test('a companion ends, and its will is done, when the process that started it is killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'farhand-companion-'));
  const script = join(folder, 'forever.mjs');
  writeFileSync(script, 'setInterval(() => {}, 1000); console.log(process.pid);');
  const parent = `
    import { startCompanion } from ${JSON.stringify(pathToFileURL(builtModule('phone/process.js')).href)};
    const companion = startCompanion(${JSON.stringify(script)}, [], { lastWill: { remove: ${JSON.stringify(folder)} } });
    companion.onLine((line) => console.log(line));
    setInterval(() => {}, 1000);`;
  const child = spawn(node, ['--input-type=module', '-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [pid] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill('SIGKILL');
  await expect.poll(() => isRunning(Number(pid.toString())), { timeout: 10_000 }).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
