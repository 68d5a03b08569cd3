// `arxiv_search`: papers as a list for whoever asked, and their abstracts as evidence.
import type { Source } from '@farhand/shared';
import { z } from 'zod';
import { defineTool, type Tool } from '../tool.js';
import type { Paper } from './feed.js';
import type { ArxivSearch } from './search.js';

const input = z.strictObject({
  query: z
    .string()
    .min(1)
    .max(500)
    .describe('English words, or a query in arXiv syntax such as ti:"GUI agent" AND cat:cs.AI'),
  order: z.enum(['relevance', 'newest']).default('relevance'),
  limit: z.int().min(1).max(100).default(10).describe('Papers at the most'),
  start: z.int().min(0).max(30_000).default(0).describe('Papers to skip, to go on where a search ended'),
});

/** Characters of an abstract in the list that a model reads; the whole of it is in the sources. */
const abstractLength = 700;

export function arxivSearch(arxiv: ArxivSearch): Tool {
  return defineTool({
    name: 'arxiv_search',
    description: 'Search scientific papers on arXiv: title, authors, date, address and abstract of each.',
    input,
    run: async (search, { signal }) => {
      const { papers, total } = await arxiv.find(search, signal);
      const first = search.start + 1;
      const range = papers.length === 0 ? 'none' : `${first} to ${search.start + papers.length}`;
      const entries = papers.map((paper, index) => `${first + index}. ${listEntry(paper)}`);
      return {
        text: [`arXiv has ${total} papers on ${search.query}; shown: ${range}`, ...entries].join('\n'),
        sources: papers.map(sourceOf),
      };
    },
  });
}

function listEntry(paper: Paper): string {
  const { title, authors, published, category, url, abstract } = paper;
  return `${title}\n   ${authors.join(', ')} · ${published} · ${category} · ${url}\n   ${abstract.slice(0, abstractLength)}`;
}

export function sourceOf(paper: Paper): Source {
  const { title, url, published, abstract } = paper;
  return { title, url, authors: [...paper.authors], date: published, text: abstract };
}
