import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandWords } from './interpreter.js';
import { parseScript, ShellSyntaxError } from './parse.js';

const noVariables = new Map<string, string>();
const wordsOf = (source: string, environment: ReadonlyMap<string, string> = noVariables): string[][] =>
  parseScript(source).flatMap((pipeline) =>
    pipeline.commands.map((command) => expandWords(command.words, environment)),
  );

test('any words survive single quotes', () => {
  const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (words) => {
      expect(wordsOf(words.map(quote).join(' '))).toEqual([words]);
    }),
  );
});

test('any words survive backslashes', () => {
  const withBackslashes = (word: string): string => word.replace(/[^\w]/gu, (character) => `\\${character}`);
  const word = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\n\ud800-\udfff]/.test(text));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      expect(wordsOf(words.map(withBackslashes).join(' '))).toEqual([words]);
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
    expect(wordsOf('dumpsys deviceidle whitelist +a ; dumpsys deviceidle whitelist +b ;')).toHaveLength(2);
  });

  test('redirections are not words', () => {
    const [pipeline] = parseScript('ls /x 2>/dev/null >> out 2>&1');
    expect(pipeline?.commands[0]?.words).toHaveLength(2);
    expect(pipeline?.commands[0]?.redirections).toHaveLength(3);
  });

  test('unquoted variables split, quoted ones do not', () => {
    const environment = new Map([['X', 'one two']]);
    const braced = 'a$' + '{X}b';
    expect(wordsOf(`echo $X "$X" ${braced} '$X' $NONE "$NONE"`, environment)).toEqual([
      ['echo', 'one', 'two', 'one two', 'aone', 'twob', '$X', ''],
    ]);
  });

  test.each(['a &', '(a)', 'echo $(b)', 'echo `b`', '| a', 'a && ; b', 'a >', "echo 'x", 'echo "x'])(
    '%s is a syntax error',
    (source) => {
      expect(() => parseScript(source)).toThrow(ShellSyntaxError);
    },
  );
});
