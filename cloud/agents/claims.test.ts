import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Claim, readReport, writeLines } from './claims.js';

const claimsOf = (text: string) => readReport(text).flatMap((line) => (line.kind === 'claims' ? line.claims : []));

describe('a report', () => {
  test('comes apart into sentences with the sources that they name', () => {
    expect(
      claimsOf('Tea is hot [1]. Smith et al. 2024 say 3.5 g is enough [2, 3]! It cools.[4] Nobody knows.'),
    ).toEqual([
      { text: 'Tea is hot.', sources: [1] },
      { text: 'Smith et al. 2024 say 3.5 g is enough!', sources: [2, 3] },
      { text: 'It cools.', sources: [4] },
      { text: 'Nobody knows.', sources: [] },
    ]);
    expect(claimsOf('茶是热的[1][2]。它会变凉。[3]水是湿的[4]。')).toEqual([
      { text: '茶是热的。', sources: [1, 2] },
      { text: '它会变凉。', sources: [3] },
      { text: '水是湿的。', sources: [4] },
    ]);
  });

  test('is put together of what is kept, with new numbers, without headings over nothing', () => {
    const lines = readReport(
      '# Tea\n\n## Heat\nIt is hot [7]. It is cold [8].\n\n## Colour\n- Green [8].\n\n## Taste\n- Good [7]\n',
    );
    const numbers = ({ sources }: Claim) => (sources.includes(7) ? [1] : []);
    expect(writeLines(lines, numbers)).toBe('# Tea\n\n## Heat\n\nIt is hot [1].\n\n## Taste\n\n- Good [1]');
  });

  test('loses no word of what is kept', () => {
    const word = fc.constantFrom('tea', 'is', 'hot', '3.5', 'et', 'al.', '茶', '很热', 'Dr.', 'e.g.', '(so)');
    const end = fc.constantFrom('. ', '! ', ' [1]. ', '. [2] ', '。', '[3]。', '。[4]', '\n', '\n- ');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(word, { minLength: 1, maxLength: 5 }), end), { maxLength: 8 }),
        (parts) => {
          const text = parts.map(([words, stop]) => words.join(' ') + stop).join('');
          const letters = (given: string) => given.replace(/\[\d+\]/g, '').replace(/[\s-]/g, '');
          expect(letters(writeLines(readReport(text), () => [1]))).toBe(letters(text));
          const named = claimsOf(text).flatMap(({ sources }) => sources);
          expect(new Set(named)).toEqual(new Set([...text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]))));
        },
      ),
    );
  });
});
