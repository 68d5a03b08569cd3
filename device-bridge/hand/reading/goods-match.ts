// Is this title the thing that was asked for? Tolerant of order, spacing, case, width and language; strict about the
// model: an accessory for it, a used one or its Pro sibling is another thing.
import { type CompactText, compact, findWord, type Place } from './compact.js';
import { isSecondHand, looksLikeAccessory } from './goods-kinds.js';
import { isListed, longestEntryWords, synonymsOf } from './synonyms.js';

export type MatchVerdict = 'match' | 'other' | 'accessory' | 'used';

// Words that mark a sibling model when they follow the name: a title that adds one is another product.
const latinVariants =
  'pro max ultra plus mini air lite se fe note turbo fold flip slim ti super xl oled edge neo studio nano';
const variantWords = [...latinVariants.split(' '), '青春版', '至尊版', '增强版', '竞速版', '活力版'];

/** A measure in hanzi ("510升"), a run of hanzi, or a Latin word or code with its inner signs ("li-ning", "l'oreal", "1.5"). */
const wordPattern =
  /\d+(?:\.\d+)?(?:公斤|千克|毫升|英寸|毫米|厘米|[升寸匹克米瓦])|\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:['+.-](?!\p{Script=Han})[\p{L}\p{N}]+)*/gu;

/** Words of a query that say nothing about the thing itself. */
const fillers =
  /(全新|正品|最新款|新款|最便宜的?|便宜的?|一[台部个双盒箱件本支]|这款|那款|的|\bbrand new\b|\bnew\b|\blatest\b|\bcheapest\b|\bthe\b|\bof\b|\ban?\b|\bin\b|\bfor\b|\bwith\b)/gi;

/** Units that may follow a number without making it a model's name: 16 in "16GB" is not the 16 of "iPhone 16". */
const unitAfterNumber =
  /^(gb|tb|mb|g|kg|mg|l|ml|w|kw|mah|hz|k|cm|mm|m|inch|in|寸|英寸|升|克|公斤|千克|毫升|毫米|厘米|米|瓦|匹|期|件|片|支|瓶|袋|盒|包|只|条|个|年|月|天|元|折|成|颗|抽|连|码)/;

/** Digits from which a number is a name by itself. */
const longName = 3;

/** What a listing's title is to a query. `notes`: the other words of its card, badges among them. */
export function matchGoods(query: string, title: string, notes: readonly string[] = []): MatchVerdict {
  const words = queryWords(query);
  const text = compact(title);
  const found = words.map((word, index) => placesOf(text, word, words[index - 1]));
  const missing = words.filter((_, index) => found[index]?.length === 0);
  const isThere = words.length > 0 && (missing.length === 0 || isUnknownMaker(missing, words, text));
  if (!isThere) return 'other';
  if (isSecondHand(query, title, notes)) return 'used';
  if (looksLikeAccessory(query, title)) return 'accessory';
  return isSibling(words, found.flat(), text) ? 'other' : 'match';
}

/** The words and phrases that a title must hold, in the query's order. */
export function queryWords(query: string): string[] {
  const cleaned = query.normalize('NFKC').toLowerCase().replaceAll('’', "'").replaceAll(fillers, ' ');
  return joinPhrases(cleaned.match(wordPattern) ?? []);
}

/** Neighbouring tokens that the lexicon knows together are one phrase: "hair dryer", "playstation 5". */
function joinPhrases(tokens: readonly string[]): string[] {
  const words: string[] = [];
  for (let start = 0; start < tokens.length; ) {
    let count = Math.min(longestEntryWords, tokens.length - start);
    while (count > 1 && !isListed(tokens.slice(start, start + count).join(' '))) count -= 1;
    words.push(tokens.slice(start, start + count).join(' '));
    start += count;
  }
  return words;
}

function placesOf(text: CompactText, word: string, before: string | undefined): Place[] {
  const forms = [word, ...synonymsOf(word)];
  const places = forms.flatMap((form) => findWord(text, form).filter((place) => isName(text, form, place, before)));
  if (places.length > 0 || !/\p{Script=Han}/u.test(word)) return places;
  return isCoveredByParts(text, word) ? [{ start: 0, end: 0 }] : [];
}

/**
 * A bare number is a name only where it is no measure ("16GB") and, when short, is not stuck to another word: "M4" has no
 * 4, but "MR530" is a 530.
 */
function isName(text: CompactText, form: string, place: Place, before: string | undefined): boolean {
  if (/\d$/.test(form) && !text.gaps.has(place.end) && unitAfterNumber.test(text.folded.slice(place.end))) return false;
  if (!/^\d+$/.test(form) || place.start === 0 || text.gaps.has(place.start)) return true;
  if (form.length >= longName || !/[a-z]/.test(text.folded[place.start - 1] ?? '')) return true;
  const names = before === undefined ? [] : [before, ...synonymsOf(before)];
  return names.some((name) => text.folded.slice(0, place.start).endsWith(compact(name).folded));
}

/** "戴森吹风机" in "戴森 Dyson 高速吹风机": the run falls into parts that are all there. */
function isCoveredByParts(text: CompactText, run: string): boolean {
  const reachable = new Set([0]);
  for (let start = 0; start < run.length; start++) {
    if (!reachable.has(start)) continue;
    for (let end = start + 1; end <= run.length; end++) {
      const part = run.slice(start, end);
      const long = end - start > 1;
      const written = long && text.folded.includes(compact(part).folded);
      if (written || (long && synonymsOf(part).some((form) => findWord(text, form).length > 0))) reachable.add(end);
    }
  }
  return reachable.has(run.length);
}

/**
 * One Latin word is missing that no lexicon translates (a maker whose name the shop writes in Chinese), and what is there
 * identifies the model by itself: a code like UM890, or a coined name.
 */
function isUnknownMaker(missing: readonly string[], words: readonly string[], text: CompactText): boolean {
  const [maker, ...more] = missing;
  if (maker === undefined || more.length > 0 || words.length < 2 || words[0] !== maker) return false;
  if (!/^[a-z][a-z'-]*$/.test(maker) || isListed(maker) || variantWords.includes(maker)) return false;
  if (!/\p{Script=Han}/u.test(text.folded)) return false;
  return words.some((word) => {
    if (word === maker || isListed(word) || variantWords.includes(word)) return false;
    return /^(?=.*[a-z])(?=.*\d)[a-z\d-]{3,}$/.test(word) ? !isMeasureWord(word) : /^[a-z-]{5,}$/.test(word);
  });
}

function isMeasureWord(word: string): boolean {
  const unit = /^\d+(?:\.\d+)?([a-z]+)$/.exec(word)?.[1];
  return unit !== undefined && unitAfterNumber.exec(unit)?.[0] === unit;
}

/** The title goes on, right behind a word asked for, with a variant that was not asked for, or sticks a letter to a number. */
function isSibling(words: readonly string[], places: readonly Place[], text: CompactText): boolean {
  const asked = new Set(words.flatMap((word) => [word, ...word.split(/[\s-]/), ...synonymsOf(word)]));
  for (const variant of variantWords) {
    if (asked.has(variant) || words.some((word) => word.includes(variant))) continue;
    const follows = ({ start }: Place) => places.some(({ end }) => end > 0 && end === start);
    if (findWord(text, variant).some((place) => follows(place) && standsAlone(text, place.end))) return true;
  }
  return places.some(({ start, end }) => /\d/.test(text.folded[end - 1] ?? '') && end > start && hasSuffix(text, end));
}

/** Nothing in Latin letters or digits sticks to its end: "Ultra7" is a processor, "AirPods" no Air. */
function standsAlone(text: CompactText, end: number): boolean {
  return text.gaps.has(end) || !/^[a-z0-9]/.test(text.folded.slice(end));
}

/** "16e", "M4Pro": a letter directly behind the number that is no unit. */
function hasSuffix(text: CompactText, end: number): boolean {
  if (text.gaps.has(end)) return false;
  const rest = text.folded.slice(end);
  return /^[a-z]/.test(rest) && !unitAfterNumber.test(rest);
}
