// Searches arXiv as its keepers ask: one request at a time, three seconds apart, small pages. Every search of this
// process goes through one object of this class, so that the pause holds for all of them together.
import { delay, FarhandError } from '@farhand/shared';
import { Pace } from '../pace.js';
import { decodePage } from '../web/decode.js';
import { type Fetched, httpGet, type Reach } from '../web/http-get.js';
import { type Paper, type PaperPage, readFeed } from './feed.js';

export type PaperOrder = 'relevance' | 'newest';

export interface PaperSearch {
  /** Words to find, or a query in arXiv's own language (ti:, au:, cat: ...). */
  readonly query: string;
  readonly order: PaperOrder;
  /** Papers to skip. */
  readonly start: number;
  readonly limit: number;
}

export interface FoundPapers {
  readonly papers: readonly Paper[];
  readonly total: number;
}

export const arxivUrl = 'https://export.arxiv.org/api/query';

const pauseMs = 3000;
const pageSize = 50;
const requestLimitMs = 30_000;
const maxBytes = 5_000_000;
/** Waits after an answer that asks to come back later, or a page that is empty though more must follow. */
const retries = 2;
const longestRetryWaitMs = 15_000;

/** The address of the API is the operator's choice: it may be a mirror on a private network. */
const anywhere: Reach = { allowsAddress: () => true, allowsHost: () => true };

export class ArxivSearch {
  readonly #url: string;
  readonly #pace: Pace;

  constructor(url: string, requestPauseMs: number = pauseMs) {
    this.#url = url;
    this.#pace = new Pace(requestPauseMs);
  }

  /** In arXiv's order, without doubles. Throws TOOL_FAILED with what arXiv said. */
  async find(search: PaperSearch, signal: AbortSignal): Promise<FoundPapers> {
    for (const query of queriesFor(search.query)) {
      const found = await this.#all(query, search, signal);
      if (found.papers.length > 0) return found;
    }
    return { papers: [], total: 0 };
  }

  async #all(query: string, { order, start, limit }: PaperSearch, signal: AbortSignal): Promise<FoundPapers> {
    const papers = new Map<string, Paper>();
    let total = 0;
    for (let offset = 0; offset < limit; offset += pageSize) {
      const page = await this.#page(query, order, start + offset, Math.min(pageSize, limit - offset), signal);
      total = page.total;
      for (const paper of page.papers) papers.set(paper.id, paper);
      if (page.papers.length === 0 || start + offset + pageSize >= total) break;
    }
    return { papers: [...papers.values()].slice(0, limit), total };
  }

  async #page(query: string, order: PaperOrder, start: number, count: number, signal: AbortSignal): Promise<PaperPage> {
    const url = new URL(this.#url);
    url.searchParams.set('search_query', query);
    url.searchParams.set('start', String(start));
    url.searchParams.set('max_results', String(count));
    url.searchParams.set('sortBy', order === 'newest' ? 'submittedDate' : 'relevance');
    url.searchParams.set('sortOrder', 'descending');
    for (let attempt = 0; ; attempt++) {
      const fetched = await this.#pace.run(() => this.#get(url.href, signal), signal);
      const isBusy = fetched.status === 429 || fetched.status === 503;
      if (isBusy && attempt < retries) {
        await delay(Math.min(longestRetryWaitMs, (fetched.retryAfterSeconds ?? 3) * 1000), signal);
        continue;
      }
      const page = readAnswer(fetched);
      // Known of arXiv: now and then a page is empty although its total says otherwise.
      const isGap = page.papers.length === 0 && page.total > start;
      if (!isGap || attempt >= retries) return page;
    }
  }

  #get(url: string, signal: AbortSignal): Promise<Fetched> {
    const accept = 'application/atom+xml';
    return httpGet(url, { signal, reach: anywhere, accept, limitMs: requestLimitMs, maxBytes });
  }
}

/** Errors come as a feed too, with a status of their own. */
function readAnswer(fetched: Fetched): PaperPage {
  const { status, body, contentType } = fetched;
  if (status === 200 || (status === 400 && /xml/i.test(contentType))) return readFeed(decodePage(body, contentType));
  throw new FarhandError('TOOL_FAILED', `arXiv answered with HTTP status ${status}`);
}

/** Exact first: the words as a phrase of title or abstract; then all of them anywhere. */
export function queriesFor(words: string): readonly string[] {
  if (/\b(?:ti|au|abs|co|jr|cat|rn|id|all):/.test(words)) return [words];
  const parts = words.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const phrase = `"${parts.join(' ')}"`;
  if (parts.length === 1) return [`all:${parts[0]}`];
  return [`ti:${phrase} OR abs:${phrase}`, parts.map((part) => `all:${part}`).join(' AND ')];
}
