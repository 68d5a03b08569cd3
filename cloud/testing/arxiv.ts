// A server with as many papers as a test wants, paged and answered in the form of arXiv's API.
import { type LocalServer, serveLocally } from './local-server.js';

export interface ArxivServer extends LocalServer {
  /** Parameters of each request, in order. */
  readonly requests: URLSearchParams[];
}

/** What is answered instead of a page: a status with headers, or a page without entries. */
export type Mishap = { readonly status: number; readonly headers?: Record<string, string> } | 'empty' | undefined;

/** `matches`: how many papers a query finds. `mishap`: what goes wrong with the n-th request, from 1. */
export async function serveArxiv(
  matches: (query: string) => number,
  mishap: (request: number) => Mishap = () => undefined,
): Promise<ArxivServer> {
  const requests: URLSearchParams[] = [];
  const server = await serveLocally((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://localhost');
    requests.push(searchParams);
    const wrong = mishap(requests.length);
    if (wrong && wrong !== 'empty') {
      response.writeHead(wrong.status, wrong.headers);
      return response.end();
    }
    const total = matches(searchParams.get('search_query') ?? '');
    const start = Number(searchParams.get('start'));
    const end = wrong === 'empty' ? start : Math.min(total, start + Number(searchParams.get('max_results')));
    response.writeHead(200, { 'content-type': 'application/atom+xml' });
    return response.end(feed(total, start, end));
  });
  return { ...server, requests };
}

function feed(total: number, start: number, end: number): string {
  const entries = Array.from({ length: Math.max(0, end - start) }, (_, place) => entry(start + place + 1));
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">${total}</opensearch:totalResults>
${entries.join('\n')}
</feed>`;
}

function entry(number: number): string {
  return `<entry>
    <id>http://arxiv.org/abs/0000.${String(number).padStart(5, '0')}v1</id>
    <published>2026-11-01T00:00:00Z</published>
    <title>Paper ${number}</title>
    <summary>What paper ${number} says.</summary>
    <author><name>Author ${number}</name></author>
  </entry>`;
}
