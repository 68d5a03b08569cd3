// The JSON body of a request, up to a size.
import type { IncomingMessage } from 'node:http';

/** An empty body is `{}`. Rejects with RangeError or SyntaxError. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new RangeError(`the request is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return size === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
