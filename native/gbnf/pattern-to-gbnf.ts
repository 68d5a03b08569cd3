// Patterns as grammars of the content of a JSON string. Characters that JSON escapes are written as JSON.stringify writes
// them; where anything may stand, any escape may.

import { jsonCharacter } from './characters.js';
import { alternatives, repetition } from './literal.js';
import { type Pattern, PatternError } from './pattern.js';

/** `anyCharacter` is the grammar of one character. Throws PatternError. */
export function patternToGbnf(pattern: Pattern, anyCharacter: string): string {
  const write = (part: Pattern): string => patternToGbnf(part, anyCharacter);
  switch (pattern.kind) {
    case 'anything':
      return `${anyCharacter}*`;
    case 'class': {
      const character = jsonCharacter(pattern.ranges);
      if (character === undefined) throw new PatternError('has a class that matches no character');
      return character;
    }
    case 'sequence':
      return pattern.items.length === 0 ? '""' : pattern.items.map(write).join(' ');
    case 'choice':
      return alternatives(pattern.options.map(write));
    case 'repeat': {
      const item = write(pattern.item);
      const one = pattern.item.kind === 'sequence' || pattern.item.kind === 'repeat' ? `(${item})` : item;
      return `${one}${repetition(pattern.least, pattern.most)}`;
    }
  }
}
