import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeModifiedUtf7 } from './modified-utf7.js';

/** RFC 3501: printable ASCII stands for itself except `&`; runs of the rest become base64 of UTF-16BE. */
function encode(text: string): string {
  return text.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    const base64 = Buffer.from(run, 'utf16le').swap16().toString('base64');
    return `&${base64.replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}

test('any text comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decodeModifiedUtf7(encode(text))).toBe(text);
    }),
  );
});

test('the example of the standard', () => {
  expect(decodeModifiedUtf7('~peter/mail/&U,BTFw-/&ZeVnLIqe-')).toBe('~peter/mail/台北/日本語');
});
