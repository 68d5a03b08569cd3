// Bytes of a page as text, by the character set that its header or its first kilobyte names; UTF-8 otherwise.
import { TextDecoder } from 'node:util';

const headBytes = 1024;

export function decodePage(body: Buffer, contentType: string): string {
  const named = charsetIn(contentType) ?? charsetIn(body.subarray(0, headBytes).toString('latin1'));
  return decoderFor(named).decode(body);
}

function charsetIn(text: string): string | undefined {
  return /charset\s*=\s*["']?([\w-]+)/i.exec(text)?.[1];
}

function decoderFor(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset ?? 'utf-8');
  } catch {
    return new TextDecoder();
  }
}
