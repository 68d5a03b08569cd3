// `web_fetch`: one page of the public web as readable text, a piece at a time.
import { FarhandError, type Source } from '@farhand/shared';
import { z } from 'zod';
import { defineTool, type Tool, type ToolResult } from '../tool.js';
import { isPublicAddress } from './address.js';
import { decodePage } from './decode.js';
import { type Fetched, httpGet, type Reach } from './http-get.js';
import { type ReadablePage, readablePage } from './readable.js';

const fetchLimitMs = 20_000;
const maxBytes = 3_000_000;
/** Characters of one answer: what a conversation can carry without losing its thread. */
const pieceLength = 6000;
/** Characters of a page that are kept. */
const longestText = 60_000;

const input = z.strictObject({
  url: z.string().min(1).max(2000).describe('http or https address of a public page'),
  offset: z.int().min(0).default(0).describe('Character to begin at, as the piece before said'),
});

/** The public web, or of it the hosts named: each stands for itself and its subdomains. */
export function publicReach(hosts: readonly string[] | undefined): Reach {
  return {
    allowsAddress: isPublicAddress,
    allowsHost: (host) => hosts === undefined || hosts.some((name) => host === name || host.endsWith(`.${name}`)),
  };
}

export function webFetch(reach: Reach): Tool {
  return defineTool({
    name: 'web_fetch',
    description: 'Read a public web page (HTML or text) as plain text. Long pages come in pieces: ask on with offset.',
    input,
    run: ({ url, offset }, { signal }) => fetchPiece(url, offset, reach, signal),
  });
}

async function fetchPiece(address: string, offset: number, reach: Reach, signal: AbortSignal): Promise<ToolResult> {
  const source = await readPage(address, reach, signal);
  const piece = source.text.slice(offset, offset + pieceLength);
  const end = offset + piece.length;
  const rest = end < source.text.length ? `\n[${source.text.length - end} characters more: offset ${end}]` : '';
  return { text: `${source.title}\n${source.url}\n\n${piece || '(no text)'}${rest}`, sources: [source] };
}

/** A page with its text. Throws TOOL_REFUSED for where it may not go, TOOL_FAILED for what cannot be read. */
export async function readPage(address: string, reach: Reach, signal: AbortSignal): Promise<Source> {
  const accept = 'text/html,application/xhtml+xml,text/plain,application/json;q=0.9,*/*;q=0.1';
  const fetched = await httpGet(address, { signal, reach, accept, limitMs: fetchLimitMs, maxBytes });
  const url = fetched.url.href;
  if (fetched.status !== 200) {
    throw new FarhandError('TOOL_FAILED', `${url} answered with HTTP status ${fetched.status}`);
  }
  const { title, text, authors, published } = await readText(fetched, signal);
  return {
    title: title || url,
    url,
    ...(authors !== '' && { authors: [authors] }),
    ...(/^\d{4}-\d{2}-\d{2}/.test(published) && { date: published.slice(0, 10) }),
    text: text.slice(0, longestText),
  };
}

async function readText(fetched: Fetched, signal: AbortSignal): Promise<ReadablePage> {
  const type = fetched.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const text = () => decodePage(fetched.body, fetched.contentType);
  if (type === 'text/html' || type === 'application/xhtml+xml') {
    return readablePage(text(), fetched.url.href, signal);
  }
  if (/^text\/|[/+](json|xml)$/.test(type)) return { title: '', text: text(), authors: '', published: '' };
  throw new FarhandError(
    'TOOL_FAILED',
    `${fetched.url.href} is ${type || 'of no stated type'}, which is not read as text`,
  );
}
