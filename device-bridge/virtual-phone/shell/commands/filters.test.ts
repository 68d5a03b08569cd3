import { expect, test } from 'vitest';
import { createBarePhone } from '../../testing/bare-phone.js';

test.each([
  ['echo a | wc -c', '2\n'],
  ["printf '%s=%d\\n' a 1 b 2", 'a=1\nb=2\n'],
  ['echo package:x.y | cut -d: -f2', 'x.y\n'],
  ["echo ' u0  42 init' | awk '{print $2}'", '42\n'],
  ["echo 'k=v' | awk -F= '{print $1, \"is\", $NF}'", 'k is v\n'],
  ["printf 'a\\nb\\nc\\n' | awk 'NR==2'", 'b\n'],
  ["echo '[1080x2400]' | tr -d '[]' | tr x ' '", '1080 2400\n'],
  ["echo a/b | sed 's#/#.#'", 'a.b\n'],
  ["echo 'one two' | sed -E 's/(\\w+) (\\w+)/\\2 \\1/'", 'two one\n'],
  ["printf 'a\\nb\\nc\\n' | sed -n '2,$p'", 'b\nc\n'],
  ["printf 'a\\nb\\n' | sed '/a/d'", 'b\n'],
  ["printf '10\\n9\\n10\\n' | sort -nu", '9\n10\n'],
  ["printf 'b\\nb\\na\\n' | uniq -c", '      2 b\n      1 a\n'],
  ["printf 'a\\nb\\n' | xargs echo x", 'x a b\n'],
  ["printf 'a\\nb\\n' | xargs -I{} echo '<{}>'", '<a>\n<b>\n'],
  ['echo kept | tee /sdcard/t | cat >/dev/null; cat /sdcard/t', 'kept\n'],
  ['echo -n 你好 | base64 | base64 -d', '你好'],
  ["printf 'a+\\naa\\n' | grep 'a+'", 'a+\n'],
  ["printf 'a+\\naa\\n' | grep -E 'a+$'", 'aa\n'],
  ["printf 'x\\ny\\n' | grep 'x\\|y' | wc -l", '2\n'],
  ["printf 'one\\ntwo\\nthree\\n' | grep -n -A1 one", '1:one\n2:two\n'],
  ["printf 'one\\ntwo\\nthree\\n' | grep -B1 three", 'two\nthree\n'],
  ["printf 'a\\na\\n' | grep -c a && printf a | grep -q b || echo none", '2\nnone\n'],
  ["echo 'a=1 b=2' | grep -o '[a-z]=[0-9]'", 'a=1\nb=2\n'],
  ['seq 5 | tail -n +4 | head -1', '4\n'],
])('%s', async (source, printed) => {
  const { run, unknown } = createBarePhone();
  expect((await run(source)).stdout).toBe(printed);
  expect(unknown).toEqual([]);
});

test.each(["sed 'y/a/b/'", "awk 'BEGIN {x=1}'"])('%s is not guessed at', async (source) => {
  const { run, unknown } = createBarePhone();
  expect((await run(`echo a | ${source}`)).code).toBe(255);
  expect(unknown).toHaveLength(1);
});
