import { findMentions } from '@farhand/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalRequest } from './canonical.js';
import { planGrammar } from './clause-grammar.js';
import type { Dialect } from './language.js';

const grammarOf = (request: string, dialect: Dialect = 'questions'): string =>
  planGrammar(canonicalRequest(request, findMentions(request)), dialect);

/** Rules by name, right sides with quoted texts removed. */
function rulesOf(grammar: string): Map<string, string> {
  const rules = new Map<string, string>();
  for (const line of grammar.split('\n')) {
    const [name = '', body = ''] = line.split(' ::= ');
    rules.set(name, body.replaceAll(/"(?:[^"\\]|\\.)*"/g, ''));
  }
  return rules;
}

describe('the grammar of a request', () => {
  test('offers only the apps that the request names, in ascending lists', () => {
    const grammar = grammarOf('京东和淘宝比价手机');
    expect(grammar).toContain('app ::= "<a1>" | "<a2>"');
    expect(grammar).toContain('apps ::= "<all>" | from0 | from1');
    expect(grammar).toContain('from1 ::= "<a2>"\n');
  });

  test('knows no way to open an app when none is named', () => {
    expect(grammarOf('打开那个')).not.toContain('<open>');
    expect(grammarOf('打开微信')).toContain('do-open ::= "<open>" app');
  });

  test('lets a value be any row of units, with the spaces between them', () => {
    expect(grammarOf('买 苹果')).toContain(
      ['value ::= u0 | u1 | u2', 'u0 ::= "买" (" " u1)?', 'u1 ::= "苹" (u2)?'].join('\n'),
    );
  });

  test('hands a result on only where that makes sense', () => {
    const root = grammarOf('x').split('\n')[0];
    expect(root).toContain('(do-search | do-price | do-ask) "<summary>" (then-send)?');
    expect(root).toContain('result any? "<if>"');
    expect(grammarOf('x')).toContain('then-alarm ::= "<alarm>" "<prev>"');
    expect(grammarOf('x')).not.toContain('then-open');
  });

  test('knows only the older kinds and values for the model that writes commands', () => {
    const grammar = grammarOf('x', 'commands');
    const root = grammar.split('\n')[0];
    expect(root).toContain('do-search ("<summary>" (then-send)? | then-send | then-note | then-post)');
    expect(root).toContain('do-price ("<summary>" (then-send)? | then-send | then-note)');
    for (const newer of ['<ask>', '<if>', '<best>', '<before>', '<title>" value "</v>")? "<prev>']) {
      expect(grammar).not.toContain(newer);
    }
  });

  test('defines every rule it uses, whatever the request holds', () => {
    const piece = fc.oneof(fc.constantFrom('"', '\\', '微信', 'JD', '\n', '<a1>'), fc.string({ unit: 'grapheme' }));
    const dialects = fc.constantFrom<Dialect>('commands', 'questions');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), dialects, (pieces, dialect) => {
        const request = pieces.join('');
        fc.pre(request.trim() !== '');
        const rules = rulesOf(grammarOf(request, dialect));
        const used = [...rules.values()].flatMap((body) => body.match(/[a-z][a-z0-9-]*/g) ?? []);
        expect(used.filter((name) => !rules.has(name))).toEqual([]);
      }),
    );
  });
});
