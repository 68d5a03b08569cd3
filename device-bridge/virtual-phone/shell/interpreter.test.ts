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

test.each([
  ['echo $(pm list packages | wc -l) "$(echo a; echo b)"', /^\d+ a\nb\n$/],
  ['for i in $(seq 3); do echo -n $i; done; [ "$i" = 3 ] && echo !', '123!\n'],
  ['if ls /nowhere 2>/dev/null; then echo there; elif [ -d /sdcard ]; then echo else; fi', 'else\n'],
  ['printf "b\\na\\n" | while read x; do echo "<$x>"; done | sort', '<a>\n<b>\n'],
  ['i=a; until [ $i = aaaa ]; do i=a$i; [ $i = aaa ] && break; done; echo $i', 'aaa\n'],
  ['(X=1; exit 4); echo $? $X; { echo one; echo two; } > /sdcard/g; cat /sdcard/g', '4\none\ntwo\n'],
  ["sh -c 'echo $0 $1 $#' me you", 'me you 1\n'],
  ["echo 'echo got $1' > /data/local/tmp/x.sh; sh /data/local/tmp/x.sh it", 'got it\n'],
  ['! false && echo not', 'not\n'],
  ['for f in /sdcard/*; do [ -d $f ] && echo $f; done | head -1', '/sdcard/DCIM\n'],
])('%s', async (source, printed) => {
  const { run, unknown } = createBarePhone();
  const { stdout } = await run(source);
  if (typeof printed === 'string') expect(stdout).toBe(printed);
  else expect(stdout).toMatch(printed);
  expect(unknown).toEqual([]);
});

test('a loop without an end stops with its host', async () => {
  const { run } = createBarePhone();
  expect(await run('while true; do echo again; done | head -n 2')).toMatchObject({ code: 0, stdout: 'again\nagain\n' });
});

test('what is not known is recorded and answered with an error', async () => {
  const { run, unknown } = createBarePhone();
  expect(await run('frobnicate --now')).toMatchObject({ code: 127, stderr: expect.stringContaining('not found') });
  expect((await run('pm frobnicate')).code).toBe(255);
  expect((await run('echo $((1+1))')).code).toBe(2);
  expect(unknown).toEqual(['frobnicate --now', 'pm frobnicate', 'echo $((1+1))']);
});
