import { expect, test } from 'vitest';
import { createBarePhone } from '../testing/bare-phone.js';

test('conditions follow exit codes', async () => {
  const { run } = createBarePhone();
  expect(await run('true && echo yes || echo no; false || echo else; echo $?')).toMatchObject({
    code: 0,
    stdout: 'yes\nelse\n0\n',
  });
});

test('the exit code is that of the last command', async () => {
  const { run } = createBarePhone();
  expect((await run('echo a; false')).code).toBe(1);
  expect((await run('exit 7; echo never')).code).toBe(7);
});

test('pipelines pass data on, redirections write files', async () => {
  const { run } = createBarePhone();
  expect((await run('pm list packages | grep notebook')).stdout).toBe('package:org.example.notebook\n');
  await run('echo one > /sdcard/a.txt; echo two >> /sdcard/a.txt; ls /nothing 2> /sdcard/err.txt');
  expect((await run('cat /sdcard/a.txt; wc -l < /sdcard/a.txt; cat /sdcard/err.txt')).stdout).toBe(
    'one\ntwo\n2\nls: /nothing: No such file or directory\n',
  );
});

test('a stream that never ends stops when its reader has enough', async () => {
  const { run, phone } = createBarePhone();
  phone.log.write('test', 'something happened');
  const running = run('logcat | head -n 1');
  expect((await Promise.race([running, run('logcat -d | head -n 1')])).code).toBe(0);
});

test('variables live as long as their script', async () => {
  const { run } = createBarePhone();
  expect((await run('X=1; export Y="two words"; echo $X "$Y"')).stdout).toBe('1 two words\n');
  expect((await run('echo "$X"')).stdout).toBe('\n');
});

test('what is not known is recorded and answered with an error', async () => {
  const { run, unknown } = createBarePhone();
  expect(await run('frobnicate --now')).toMatchObject({ code: 127, stderr: expect.stringContaining('not found') });
  expect((await run('pm frobnicate')).code).toBe(255);
  expect((await run('echo $(date)')).code).toBe(2);
  expect(unknown).toEqual(['frobnicate --now', 'pm frobnicate', 'echo $(date)']);
});
