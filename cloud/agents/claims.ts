// A report as lines of claims: each sentence with the sources that it names. What a report may keep is decided on these,
// and the report is put together from them again.

export interface Claim {
  /** The sentence without the numbers of its sources. */
  readonly text: string;
  /** In the order named, without doubles. */
  readonly sources: readonly number[];
}

export type ReportLine =
  | { readonly kind: 'heading'; readonly text: string }
  /** `bullet`: what the line begins with, such as "- ". */
  | { readonly kind: 'claims'; readonly bullet: string; readonly claims: readonly Claim[] };

const citation = /\[(\d{1,3}(?:\s*[,，、;]\s*\d{1,3})*)\]/g;
/** Stands for a citation while sentences are told apart, which brackets would disturb. No text holds this character. */
const mark = '\uE000';
const citedEnd = /([.!?。！？…]+["'”’）)]*)\s*(\uE000(?:\s*\uE000)*)/g;
/** Full stops that end no sentence. */
const abbreviation = /(?:^|[\s(])(?:al|e\.g|i\.e|etc|vs|cf|Fig|Eq|No|Dr|Mr|Ms|St|approx|resp)\.$/;
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

export function readReport(report: string): ReportLine[] {
  return report
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): ReportLine => {
      if (/^#{1,6}\s/.test(line)) return { kind: 'heading', text: line };
      const bullet = /^(?:[-*•]|\d{1,2}[.)])\s+/.exec(line)?.[0] ?? '';
      return { kind: 'claims', bullet, claims: claimsOf(line.slice(bullet.length)) };
    });
}

function claimsOf(line: string): Claim[] {
  const cited: number[][] = [];
  const marked = line.replaceAll(mark, '').replace(citation, (_, numbers: string) => {
    cited.push(numbers.split(/\D+/).map(Number));
    return mark;
  });
  return sentencesOf(marked).map((sentence) => {
    const numbers = [...sentence.matchAll(new RegExp(mark, 'g'))].flatMap(() => cited.shift() ?? []);
    const text = sentence
      .replaceAll(mark, '')
      .replace(/\s+([.,;!?。，；！？])/g, '$1')
      .replace(/\s+/g, ' ')
      .trim();
    return { text, sources: [...new Set(numbers.filter((number) => number > 0))] };
  });
}

function sentencesOf(marked: string): string[] {
  const sentences: string[] = [];
  for (const { segment } of segmenter.segment(citationsInside(marked))) {
    const before = sentences.at(-1);
    const text = segment.trim();
    if (before !== undefined && abbreviation.test(before)) sentences[sentences.length - 1] = `${before} ${text}`;
    else if (text !== '') sentences.push(text);
  }
  return sentences;
}

/** Citations that stand behind a full stop belong to the sentence before it: they are put in front of it. */
function citationsInside(line: string): string {
  return line.replace(citedEnd, (whole, end: string, cited: string, offset: number) => {
    return abbreviation.test(line.slice(0, offset) + end) ? whole : `${cited.trim()}${end} `;
  });
}

/** The claims to which `cited` gives numbers, with these; headings with nothing below are left out. */
export function writeLines(lines: readonly ReportLine[], cited: (claim: Claim) => readonly number[]): string {
  const written = lines.map((line) => {
    if (line.kind === 'heading') return line.text;
    const sentences = line.claims.flatMap((claim) => {
      const numbers = cited(claim);
      return numbers.length > 0 ? [withNumbers(claim.text, numbers)] : [];
    });
    return sentences.length > 0 ? `${line.bullet}${sentences.join(' ')}` : '';
  });
  const kept = written.filter((text, place) => {
    const level = levelOf(lines[place]);
    if (level === 0) return text !== '';
    const below = lines.slice(place + 1);
    const end = below.findIndex((line) => levelOf(line) > 0 && levelOf(line) <= level);
    const section = written.slice(place + 1, end < 0 ? undefined : place + 1 + end);
    return section.some((line, offset) => line !== '' && levelOf(below[offset]) === 0);
  });
  return kept.join('\n\n');
}

/** Of a heading, from 1; 0 for other lines. */
function levelOf(line: ReportLine | undefined): number {
  return line?.kind === 'heading' ? (/^#+/.exec(line.text)?.[0].length ?? 0) : 0;
}

function withNumbers(text: string, numbers: readonly number[]): string {
  const marks = numbers.map((number) => `[${number}]`).join('');
  const end = /[.!?。！？…]["'”’）)]*$/.exec(text)?.[0] ?? '';
  const body = text.slice(0, text.length - end.length);
  const gap = /\p{Script=Han}$/u.test(body) ? '' : ' ';
  return `${body}${gap}${marks}${end}`;
}
