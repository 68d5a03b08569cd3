// A summary without a model that writes: for each source the sentence that says most about it, word for word, under a
// line that says so. What is picked is decided by words alone, so the same reports always give the same summary.
import { type Language, languageOf, type Report, type Source } from '@farhand/shared';

const mostSources = 10;
const longestSentence = 320;
const longestReport = 600;

/** Phrases with which a text announces what it is about or found. */
const announcing =
  /\b(?:we|this paper|this work)\s+(?:propose|present|introduce|show|find|develop|study|release)|\b(?:outperform|state-of-the-art|achiev|improv|results? (?:show|demonstrate))|本文|提出|结果表明|研究发现/iu;
/** Words too frequent to say anything. */
const commonWords = new Set(
  'the a an and or of to in on for with by from as at is are be this that these those it its we our their can which has have been such also more than into between while but not'.split(
    ' ',
  ),
);

const words: Readonly<Record<Language, { head: (sources: number) => string; none: string; and: string }>> = {
  zh: {
    head: (sources) => `共 ${sources} 篇，每篇摘录原文一句（逐字摘录，未经改写）：`,
    none: '各步结果原文摘录（未经改写）：',
    and: '等',
  },
  en: {
    head: (sources) =>
      `${sources} ${sources === 1 ? 'source' : 'sources'}, one sentence of each, quoted word for word:`,
    none: 'What the steps brought back, quoted:',
    and: ' et al.',
  },
};

/** In the language of the command; quotations stay in their own. */
export function extractiveSummary(reports: readonly Report[], command: string): string {
  const language = languageOf(command);
  const sources = reports.flatMap(({ values }) => values?.sources ?? []).slice(0, mostSources);
  if (sources.length === 0) return [words[language].none, ...reports.map(shortened)].join('\n');
  const entries = sources.map((source, index) => `${index + 1}. ${entryOf(source, command, language)}`);
  return [words[language].head(sources.length), ...entries].join('\n');
}

function shortened({ text, values }: Report): string {
  const missing = (values?.results ?? []).filter((result) => !text.includes(result));
  return [text.slice(0, longestReport), ...missing.slice(0, mostSources).map((result) => `- ${result}`)].join('\n');
}

function entryOf(source: Source, command: string, language: Language): string {
  const { title, authors = [], date, url, text } = source;
  const by = authors.length > 1 ? `${authors[0]}${words[language].and}` : authors[0];
  const from = [by, date].filter(Boolean).join(', ');
  const head = `${title}${from && ` (${from})`}`;
  return [head, tellingSentence(text, `${title} ${command}`), url].filter(Boolean).join('\n   ');
}

/**
 * The sentence with the most of what the whole text repeats and of what was asked for, by word: an average over its
 * words, so that length alone does not win.
 */
export function tellingSentence(text: string, about: string): string {
  const sentences = sentencesOf(text);
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const wanted = new Set(wordsOf(about));
  const score = (sentence: string): number => {
    const distinct = [...new Set(wordsOf(sentence))];
    if (distinct.length < 4) return 0;
    const repeated = distinct.reduce((sum, word) => sum + Math.log(counts.get(word) ?? 1), 0);
    const asked = distinct.filter((word) => wanted.has(word)).length;
    return (repeated + 2 * asked) / Math.sqrt(distinct.length) + (announcing.test(sentence) ? 2 : 0);
  };
  const best = sentences.reduce((a, b) => (score(b) > score(a) ? b : a), sentences[0] ?? '');
  return best.length > longestSentence ? `${best.slice(0, longestSentence)}…` : best;
}

function sentencesOf(text: string): string[] {
  const segments = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text.replace(/\s+/g, ' '));
  return [...segments].map(({ segment }) => segment.trim()).filter((sentence) => sentence !== '');
}

function wordsOf(text: string): string[] {
  const segments = new Intl.Segmenter('zh', { granularity: 'word' }).segment(text.toLowerCase());
  return [...segments]
    .filter(({ isWordLike, segment }) => isWordLike && !commonWords.has(segment))
    .map(({ segment }) => segment);
}
