// Reads the Atom feeds of arXiv's search API (info.arxiv.org/help/api): papers, how many there are in all, and the
// errors that it tells as an entry.
import { FarhandError } from '@farhand/shared';
import { DOMParser } from 'linkedom';

export interface Paper {
  /** Such as 2411.00820, with its version where the feed names one. */
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract: string;
  /** Day of the first version: 2026-11-30. */
  readonly published: string;
  /** Of the newest version. */
  readonly updated: string;
  /** Page of the abstract. */
  readonly url: string;
  /** Primary category, such as cs.AI. */
  readonly category: string;
}

export interface PaperPage {
  readonly papers: readonly Paper[];
  /** Papers that match, on all pages together. */
  readonly total: number;
}

/** As much of an XML element as is read here. */
interface Entry {
  readonly nodeName: string;
  readonly textContent: string | null;
  getElementsByTagName(name: string): Iterable<Entry>;
  getAttribute(name: string): string | null;
}

/** Throws TOOL_FAILED for what is no such feed, and with arXiv's own words for an error of its. */
export function readFeed(xml: string): PaperPage {
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement as unknown as Entry | null;
  if (root?.nodeName.toLowerCase() !== 'feed') {
    throw new FarhandError('TOOL_FAILED', `arXiv answered something that is no feed: "${xml.trim().slice(0, 80)}"`);
  }
  const entries: Entry[] = [...root.getElementsByTagName('entry')];
  const failed = entries.find((entry) => textOf(entry, 'id').includes('/api/errors'));
  if (failed) throw new FarhandError('TOOL_FAILED', `arXiv refused the search: ${textOf(failed, 'summary')}`);
  const papers = entries.map(readEntry).filter(({ id, title }) => id !== '' && title !== '');
  const total = Number(textOf(root, 'opensearch:totalResults'));
  return { papers, total: Number.isSafeInteger(total) && total > papers.length ? total : papers.length };
}

function readEntry(entry: Entry): Paper {
  const page = textOf(entry, 'id').replace(/^http:/, 'https:');
  const id = /\/abs\/(.+)$/.exec(page)?.[1] ?? '';
  return {
    id,
    title: textOf(entry, 'title'),
    authors: [...entry.getElementsByTagName('author')].map((author) => textOf(author, 'name')).filter(Boolean),
    abstract: textOf(entry, 'summary'),
    published: textOf(entry, 'published').slice(0, 10),
    updated: textOf(entry, 'updated').slice(0, 10),
    url: page,
    category: firstOf(entry, 'arxiv:primary_category')?.getAttribute('term') ?? '',
  };
}

/** Titles and abstracts are broken into lines for the eye of the feed's reader. */
function textOf(parent: Entry, tag: string): string {
  return (firstOf(parent, tag)?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

function firstOf(parent: Entry, tag: string): Entry | undefined {
  return [...parent.getElementsByTagName(tag)][0];
}
