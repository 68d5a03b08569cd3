// The subtasks of a plan that the cloud carries out itself: from an intent with its values to what a report says. People
// read these texts and send them on, so they are lists and not data.
import { FarhandError, type Intent, type Language, type ReportValues } from '@farhand/shared';
import type { CloudConfig } from '../config.js';
import type { Paper } from './arxiv/feed.js';
import type { ArxivSearch } from './arxiv/search.js';

export interface ToolReport {
  readonly text: string;
  readonly values: ReportValues;
}

type Values = Readonly<Record<string, string>>;

export interface TaskTools {
  /** Throws TOOL_FAILED or TOOL_REFUSED with what went wrong, also when nothing was found: nobody wants to be sent that. */
  run(intent: Intent, values: Values, language: Language, signal: AbortSignal): Promise<ToolReport>;
}

const usualCount = 5;
const mostCount = 20;
/** Characters of a page that a report keeps, and those that it shows. */
const longestPage = 20_000;
const pageStart = 1500;
const newestWords = /new|latest|recent|最新|最近|近期|新/i;

/** The code of a tool, with its parsers, is loaded by the first subtask that needs it. */
export function openTaskTools({ arxivUrl, webHosts }: Pick<CloudConfig, 'arxivUrl' | 'webHosts'>): TaskTools {
  let arxiv: ArxivSearch | undefined;
  return {
    run: async (intent, values, language, signal) => {
      if (intent === 'search_papers') {
        const { ArxivSearch: Search } = await import('./arxiv/search.js');
        arxiv ??= new Search(arxivUrl);
        return searchPapers(arxiv, values, language, signal);
      }
      if (intent === 'read_page') return reportOnPage(values, webHosts, signal);
      throw new FarhandError('INTERNAL', `No tool does "${intent}"`);
    },
  };
}

async function searchPapers(
  arxiv: ArxivSearch,
  { query = '', sort, count }: Values,
  language: Language,
  signal: AbortSignal,
): Promise<ToolReport> {
  const order = sort !== undefined && newestWords.test(sort) ? 'newest' : 'relevance';
  const limit = Math.min(mostCount, Math.max(1, Math.trunc(Number(count)) || usualCount));
  const { sourceOf } = await import('./arxiv/arxiv-search.js');
  const { papers, total } = await arxiv.find({ query, order, start: 0, limit }, signal);
  if (papers.length === 0) throw noPapers(query, language);
  const list = papers.map((paper, index) => `${index + 1}. ${lineOf(paper, language)}`);
  return {
    text: [headOf(query, papers.length, total, order === 'newest', language), ...list].join('\n'),
    values: { sources: papers.map(sourceOf) },
  };
}

function headOf(query: string, shown: number, total: number, isNewest: boolean, language: Language): string {
  if (language === 'zh')
    return `arXiv 上关于“${query}”的论文共 ${total} 篇，${isNewest ? '最新' : '最相关'}的 ${shown} 篇：`;
  return `arXiv has ${total} papers on "${query}"; the ${shown} ${isNewest ? 'newest' : 'most relevant'}:`;
}

function lineOf({ title, authors, published, url }: Paper, language: Language): string {
  const others = authors.length > 1 ? (language === 'zh' ? '等' : ' et al.') : '';
  return `${title} (${authors[0] ?? '?'}${others}, ${published}) ${url}`;
}

function noPapers(query: string, language: Language): FarhandError {
  const message = language === 'zh' ? `arXiv 上没有找到关于“${query}”的论文` : `arXiv has no papers on "${query}"`;
  return new FarhandError('TOOL_FAILED', message, {
    hint: 'arXiv is searched in English: name the topic in English words.',
  });
}

async function reportOnPage(
  { url = '' }: Values,
  hosts: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<ToolReport> {
  const { publicReach, readPage } = await import('./web/web-fetch.js');
  const source = await readPage(url, publicReach(hosts), signal);
  const text = source.text.slice(0, longestPage);
  return {
    text: `${source.title}\n${source.url}\n\n${source.text.slice(0, pageStart)}`,
    values: { sources: [{ ...source, text }] },
  };
}
