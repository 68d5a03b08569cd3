import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextStream } from './text-stream.js';

/** The bytes of a text in pieces that may cut characters apart. */
const cutText = fc
  .tuple(
    fc.string({ unit: fc.constantFrom('a', 'b', '京', '😀', 'é', '\ufeff') }),
    fc.array(fc.integer({ min: 1, max: 5 })),
  )
  .map(([text, sizes]) => {
    const pieces: Uint8Array[] = [];
    let rest: Uint8Array = Buffer.from(text, 'utf8');
    for (let i = 0; rest.length > 0; i++) {
      const size = sizes[i] ?? 3;
      pieces.push(rest.subarray(0, size));
      rest = rest.subarray(size);
    }
    return { text, pieces };
  });

describe('the text of an output', () => {
  it('is the same however the bytes are cut, and never shows half a character', () => {
    fc.assert(
      fc.property(cutText, ({ text, pieces }) => {
        const stream = new TextStream([]);
        let shown = '';
        for (const piece of pieces) {
          const { text: more, holding, stopped } = stream.push(piece);
          shown += more;
          expect(stopped).toBe(false);
          expect(text.startsWith(shown)).toBe(true);
          const bytesSoFar = pieces.slice(0, pieces.indexOf(piece) + 1).reduce((sum, { length }) => sum + length, 0);
          expect(holding).toBe(Buffer.byteLength(shown) < bytesSoFar);
        }
        expect(shown + stream.flush()).toBe(text);
      }),
    );
  });

  it('ends before the first stop text, wherever the bytes are cut', () => {
    const stops = ['ab', '京京', 'b😀'];
    fc.assert(
      fc.property(cutText, ({ text, pieces }) => {
        const stream = new TextStream(stops);
        let shown = '';
        let ended = false;
        for (const piece of pieces) {
          const { text: more, stopped } = stream.push(piece);
          shown += more;
          ended = stopped;
          if (stopped) break;
        }
        if (!ended) shown += stream.flush();
        const places = stops.map((stop) => text.indexOf(stop)).filter((place) => place >= 0);
        expect(ended).toBe(places.length > 0);
        if (!ended) expect(shown).toBe(text);
        else expect(stops.some((stop) => text.startsWith(shown + stop))).toBe(true);
      }),
    );
  });

  it('shows bytes that are no character as U+FFFD', () => {
    const stream = new TextStream([]);
    const shown = stream.push(Uint8Array.of(0x61, 0xff, 0x62, 0xe4, 0xba)).text;
    expect(shown + stream.flush()).toBe('a\ufffdb\ufffd');
  });
});
