// A request as phrasings meet it: words in a row, the apps that are named in it, and what stands between quotation marks,
// which is never cut.
import { findMentions, type Language, languageOf, type Mention } from '@farhand/shared';
import { canonicalRequest, type UnitKind } from '../canonical.js';

export interface Word {
  readonly text: string;
  readonly kind: UnitKind;
  readonly start: number;
  readonly end: number;
}

/** From the opening mark to the closing one, both included. */
export interface Quoted {
  readonly first: number;
  readonly last: number;
}

export interface NamedApp {
  readonly mention: Mention;
  /** First word behind it. */
  readonly end: number;
}

export interface RequestWords {
  readonly request: string;
  readonly language: Language;
  readonly words: readonly Word[];
  readonly quoted: readonly Quoted[];
  /** Places within words, as a segmenter cuts them. */
  readonly inWords: ReadonlySet<number>;
  /** The first word behind words of politeness. */
  readonly front: number;
  /** By their first word. */
  readonly apps: ReadonlyMap<number, NamedApp>;
}

/** Whether the word stands between quotation marks. */
export function isQuoted({ quoted }: RequestWords, at: number): boolean {
  return quoted.some(({ first, last }) => at > first && at < last);
}

const closing: Readonly<Record<string, string>> = { '《': '》', '“': '”', '「': '」', '『': '』', '"': '"' };

function quotedIn(words: readonly Word[], request: string): Quoted[] {
  const found: Quoted[] = [];
  const markAt = (index: number): string => request.slice(words[index]?.start, words[index]?.end);
  for (let first = 0; first < words.length; first += 1) {
    const close = closing[markAt(first)];
    if (close === undefined) continue;
    const last = words.findIndex((_, index) => index > first + 1 && markAt(index) === close);
    if (last === -1) continue;
    found.push({ first, last });
    first = last;
  }
  return found;
}

const polite =
  /^(?:(?:你好|嗨|嘿|喂|那个|嗯|请问|在吗|小助手)[，,！! ]*)*(?:(?:请|麻烦|劳驾|拜托|辛苦|能不能|可不可以|能否|可以|方便的话|不知道)(?:你|您|一下)?[，, ]?)*(?:(?:帮|替|给)我)?(?:一下)?|^(?:(?:hey|hi|hello|ok|okay|so|um|well|alright)[, ]+)*(?:(?:can|could|would|will) you (?:please |kindly )?|please |pls |kindly |i(?:'d| would) (?:like|love) you to |i (?:need|want) you to |help me (?:to )?)?/iu;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

function placesInWords(request: string): Set<number> {
  const places = new Set<number>();
  for (const { segment, index } of segmenter.segment(request)) {
    for (let at = index + 1; at < index + segment.length; at += 1) places.add(at);
  }
  return places;
}

export function readRequest(request: string): RequestWords {
  const { units } = canonicalRequest(request, []);
  const words = units.map(({ text, kind, start, end }) => ({ text: text.trimStart(), kind, start, end }));
  const apps = new Map<number, NamedApp>();
  for (const mention of findMentions(request)) {
    const first = words.findIndex(({ start }) => start === mention.start);
    const last = words.findIndex(({ end }) => end === mention.end);
    if (first !== -1 && last >= first) apps.set(first, { mention, end: last + 1 });
  }
  const inWords = placesInWords(request);
  const { length } = polite.exec(request)?.[0] ?? '';
  const front = words.filter(({ end }) => end <= length).length;
  return { request, language: languageOf(request), words, quoted: quotedIn(words, request), inWords, front, apps };
}
