import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandWords, type Scope } from './expand.js';
import { parseScript, ShellSyntaxError } from './parse.js';

/** Commands print their own source here. */
const scopeOf = (variables: Readonly<Record<string, string>>): Scope => ({
  value: (name) => variables[name] ?? '',
  substitute: async (source) => `<${source}>`,
  paths: (pattern) => ['/sdcard/a.png', '/sdcard/b.png', '/sdcard/b.txt'].filter((path) => pattern.test(path)),
});
/** The words of each simple command. */
const wordsOf = (source: string, variables: Readonly<Record<string, string>> = {}): Promise<string[][]> =>
  Promise.all(
    parseScript(source).flatMap(({ commands }) =>
      commands.map((command) =>
        command.kind === 'simple' ? expandWords(command.words, scopeOf(variables)) : [command.kind],
      ),
    ),
  );

test('any words survive single quotes', async () => {
  const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), async (words) => {
      expect(await wordsOf(words.map(quote).join(' '))).toEqual([words]);
    }),
  );
});

test('any words survive backslashes', async () => {
  const withBackslashes = (word: string): string => word.replace(/[^\w]/gu, (character) => `\\${character}`);
  const word = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\n\ud800-\udfff]/.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1 }), async (words) => {
      expect(await wordsOf(['echo', ...words.map(withBackslashes)].join(' '))).toEqual([['echo', ...words]]);
    }),
  );
});

test('whatever comes, it parses or is a syntax error', () => {
  const token = fc.constantFrom(
    'a',
    "'",
    '"',
    '\\',
    '$',
    '$',
    '}',
    ';',
    '&&',
    '||',
    '|',
    '&',
    '>',
    'if',
    'then',
    'fi',
    'do',
    'done',
    '{',
    '2>&1',
    '<',
    '(',
    '`',
    ' ',
    '\n',
    '#',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(token, fc.string())), (parts) => {
      try {
        parseScript(parts.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(ShellSyntaxError);
      }
    }),
  );
});

describe('grammar', () => {
  test('lists and pipelines keep their order and conditions', () => {
    const script = parseScript('a; b && c || d | e\nf');
    expect(script.map((pipeline) => [pipeline.when, pipeline.commands.length])).toEqual([
      ['always', 1],
      ['always', 1],
      ['after success', 1],
      ['after failure', 2],
      ['always', 1],
    ]);
  });

  test('a trailing separator ends the list', () => {
    expect(parseScript('dumpsys deviceidle whitelist +a ; dumpsys deviceidle whitelist +b ;')).toHaveLength(2);
  });

  test('redirections are not words', () => {
    const [pipeline] = parseScript('ls /x 2>/dev/null >> out 2>&1');
    expect(pipeline?.commands[0]).toMatchObject({ kind: 'simple', words: { length: 2 }, redirections: { length: 3 } });
  });

  test('unquoted variables split, quoted ones do not', async () => {
    const braced = 'a$' + '{X}b';
    expect(await wordsOf(`echo $X "$X" ${braced} '$X' $NONE "$NONE"`, { X: 'one two' })).toEqual([
      ['echo', 'one', 'two', 'one two', 'aone', 'twob', '$X', ''],
    ]);
  });

  test('commands in commands split like variables, and not in an assignment', async () => {
    expect(await wordsOf('echo $(a "b)" $(c d)) "`e f`"; X=$(g h)')).toEqual([
      ['echo', '<a', '"b)"', '$(c', 'd)>', '<e f>'],
      ['X=<g h>'],
    ]);
  });

  test('stars and question marks stand for files, where there are some', async () => {
    expect(await wordsOf('rm /sdcard/*.png "/sdcard/*" /sdcard/?.txt /data/* a*')).toEqual([
      ['rm', '/sdcard/a.png', '/sdcard/b.png', '/sdcard/*', '/sdcard/b.txt', '/data/*', 'a*'],
    ]);
  });

  test.each([
    ['if a; then b; elif c; then d; else e; fi > out', 'if'],
    ['for x in 1 2 3; do a; b; done', 'for'],
    ['until a\ndo b\ndone', 'while'],
    ['(a; b) | c', 'group'],
    ['{ a; }', 'group'],
  ])('%s is one command of the kind "%s"', (source, kind) => {
    expect(parseScript(source)[0]?.commands[0]).toMatchObject({ kind });
  });

  test('words that close or begin are plain words behind a command', async () => {
    expect(await wordsOf('echo if then done { } !')).toEqual([['echo', 'if', 'then', 'done', '{', '}', '!']]);
  });

  test.each([
    'a &',
    '(a',
    'a )',
    'echo $(b',
    'echo `b',
    'echo $((1+1))',
    'if a; fi',
    'for x; do a; done',
    'while a; done',
    '{ a',
    'done',
    '| a',
    'a && ; b',
    'a >',
    "echo 'x",
    'echo "x',
  ])('%s is a syntax error', (source) => {
    expect(() => parseScript(source)).toThrow(ShellSyntaxError);
  });
});
