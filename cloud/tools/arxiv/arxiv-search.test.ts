// Against a server that answers in the form of arXiv's API.
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type ArxivServer, type Mishap, serveArxiv } from '../../testing/arxiv.js';
import { arxivSearch } from './arxiv-search.js';
import { readFeed } from './feed.js';
import { ArxivSearch, queriesFor } from './search.js';

const never = new AbortController().signal;
const context = { signal: never, folder: '', confirmed: false };
const noPause = 0;
let server: ArxivServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(matches: (query: string) => number, mishap?: (request: number) => Mishap): Promise<string> {
  server = await serveArxiv(matches, mishap);
  return server.url;
}

const search = { query: 'GUI agent', order: 'newest', start: 0, limit: 10 } as const;

describe('a feed', () => {
  test('is read as people read it: titles and abstracts in one line, entities decoded', async () => {
    const xml = await readFile(new URL('../../testing/gui-agents.atom', import.meta.url), 'utf8');
    const { papers, total } = readFeed(xml);
    expect(total).toBe(412);
    expect(papers).toHaveLength(3);
    expect(papers[0]).toMatchObject({
      id: '0000.00001v1',
      title: 'Steady Hands: Grounding GUI Agents in What the Screen Still Shows',
      authors: ['Ada Example', 'Bo Beispiel'],
      published: '2026-11-27',
      url: 'https://arxiv.org/abs/0000.00001v1',
      category: 'cs.HC',
    });
    expect(papers[0]?.abstract).toContain('cuts wrong taps by 41% & needs no extra model calls.');
    expect(papers[1]).toMatchObject({ published: '2026-11-20', updated: '2026-11-26' });
  });

  test("that tells an error is one, in arXiv's words", () => {
    const xml = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/api/errors#incorrect_id</id>
      <title>Error</title><summary>incorrect id format for 1234.12345</summary></entry></feed>`;
    expect(() => readFeed(xml)).toThrow('arXiv refused the search: incorrect id format for 1234.12345');
  });

  test.each(['', '<html><body>Rate exceeded.</body></html>', 'Rate exceeded.', '{"feed":[]}'])(
    'is not "%s"',
    (text) => {
      expect(() => readFeed(text)).toThrow(expect.objectContaining({ code: 'TOOL_FAILED' }));
    },
  );
});

describe('a search', () => {
  test('asks for the phrase, newest first, and for the words when nobody writes the phrase', async () => {
    const url = await serve((query) => (query.includes('"') ? 0 : 2));
    const found = await new ArxivSearch(url, noPause).find(search, never);
    expect(found.papers.map(({ title }) => title)).toEqual(['Paper 1', 'Paper 2']);
    expect(server?.requests.map((params) => params.get('search_query'))).toEqual([
      'ti:"GUI agent" OR abs:"GUI agent"',
      'all:GUI AND all:agent',
    ]);
    expect(server?.requests[0]?.get('sortBy')).toBe('submittedDate');
  });

  test('goes through pages until it has enough, and no further than there are', async () => {
    const url = await serve(() => 120);
    const arxiv = new ArxivSearch(url, noPause);
    expect((await arxiv.find({ ...search, limit: 70 }, never)).papers).toHaveLength(70);
    expect(server?.requests.map((params) => [params.get('start'), params.get('max_results')])).toEqual([
      ['0', '50'],
      ['50', '20'],
    ]);
    const rest = await arxiv.find({ ...search, start: 90, limit: 100 }, never);
    expect(rest.papers.map(({ title }) => title)).toEqual(Array.from({ length: 30 }, (_, i) => `Paper ${91 + i}`));
    expect(rest.total).toBe(120);
  });

  test('comes back when arXiv is busy or sends an empty page, and gives up after two tries', async () => {
    const busy: Mishap = { status: 503, headers: { 'retry-after': '0' } };
    const url = await serve(
      () => 3,
      (request) => (request === 1 ? busy : request === 2 ? 'empty' : request > 3 ? busy : undefined),
    );
    const arxiv = new ArxivSearch(url, noPause);
    expect((await arxiv.find(search, never)).papers).toHaveLength(3);
    await expect(arxiv.find(search, never)).rejects.toMatchObject({
      code: 'TOOL_FAILED',
      message: 'arXiv answered with HTTP status 503',
    });
    expect(server?.requests).toHaveLength(6);
  });

  test('that is given up in the pause leaves the next one its turn', async () => {
    const url = await serve(() => 1);
    const arxiv = new ArxivSearch(url, 200);
    await arxiv.find(search, never);
    const stop = new AbortController();
    const given = arxiv.find(search, stop.signal);
    stop.abort(new Error('stop'));
    await expect(given).rejects.toThrow('stop');
    expect((await arxiv.find(search, never)).papers).toHaveLength(1);
    expect(server?.requests).toHaveLength(2);
  });

  test('reads the language of arXiv as it is, and punctuation as space', () => {
    expect(queriesFor('ti:"GUI agent" AND cat:cs.AI')).toEqual(['ti:"GUI agent" AND cat:cs.AI']);
    expect(queriesFor('GUI-agent')[0]).toBe('ti:"GUI agent" OR abs:"GUI agent"');
    expect(queriesFor('"mixture" OR (experts')[0]).toBe('ti:"mixture OR experts" OR abs:"mixture OR experts"');
    expect(queriesFor('diffusion')).toEqual(['all:diffusion']);
  });
});

test('the tool lists papers with numbers that go on from page to page, and their abstracts as evidence', async () => {
  const url = await serve(() => 30);
  const tool = arxivSearch(new ArxivSearch(url, noPause));
  const { text, sources } = await tool.run({ query: 'agents', start: 10, limit: 2 }, context);
  expect(text).toContain('arXiv has 30 papers on agents; shown: 11 to 12');
  expect(text).toContain('12. Paper 12');
  expect(sources[1]).toEqual({
    title: 'Paper 12',
    url: 'https://arxiv.org/abs/0000.00012v1',
    authors: ['Author 12'],
    date: '2026-11-01',
    text: 'What paper 12 says.',
  });
  await expect(tool.run({ query: 'x', limits: 2 }, context)).rejects.toThrow('did you mean "limit"?');
});
