// Texts of any code points but halves of pairs, as fast-check's strings of unit 'binary' are, whose making takes seconds.

import fc from 'fast-check';

const LAST_BEFORE_HALVES = 0xd7ff;
const HALVES = 0x800;
const LAST = 0x10ffff;

const character = fc
  .nat(LAST - HALVES)
  .map((index) => String.fromCodePoint(index > LAST_BEFORE_HALVES ? index + HALVES : index));
const ascii = fc.nat(0x7f).map((code) => String.fromCharCode(code));

/** Lengths are of characters. Every second character is an ASCII one, or signs and controls would hardly come. */
export function anyString(lengths: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.array(fc.oneof(character, ascii), lengths).map((characters) => characters.join(''));
}
