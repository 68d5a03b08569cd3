// The form in which the model reads a request: lower case, half-width, one spacing rule, apps as numbered tokens.
// A request becomes a row of units (a hanzi, a word, a number, a sign, an app mention), each knowing its place in the
// original, so that what the model copies in canonical form is answered in the user's own characters.
import type { Mention } from '@farhand/shared';
import { categoryToken, marks, maxMentions, mentionToken } from './language.js';

export type UnitKind = 'hanzi' | 'word' | 'number' | 'sign' | 'mention';

/** One indivisible piece of a request. Values begin and end on units. */
export interface Unit {
  kind: UnitKind;
  /** Canonical text; a word carries its leading space. */
  text: string;
  /** Space that the canonical text has before this unit where it continues a value. */
  gap: string;
  start: number;
  end: number;
}

export interface CanonicalRequest {
  units: readonly Unit[];
  /** Mentions that have a number: `mentions[0]` is `<a1>`. The same app always has the same number. */
  mentions: readonly Mention[];
  /** The request as the model reads it once. */
  text: string;
}

const unitPattern =
  /(?<hanzi>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])|(?<word>(?<=[\p{L}\p{N}])['’]\p{L}{1,2}(?!\p{L})|[\p{L}\p{M}]+)|(?<number>\p{N}+)|(?<sign>\p{Extended_Pictographic}\uFE0F?|\S)/gu;
const hanWord = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function fold(text: string): string {
  let folded = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xff01 && code <= 0xff5e) folded += String.fromCodePoint(code - 0xfee0);
    else if (code === 0x2019 || code === 0x2018) folded += "'";
    else if (code === 0x201c || code === 0x201d) folded += '"';
    else if (code === 0x3000) folded += ' ';
    else folded += character;
  }
  // A literal "<a1>" of the user must never read as a token of the language.
  return folded.toLowerCase().replaceAll('<', '‹').replaceAll('>', '›');
}

function plainUnits(text: string, offset: number): Unit[] {
  const units: Unit[] = [];
  for (const match of text.matchAll(unitPattern)) {
    const start = offset + match.index;
    for (const piece of splitRun(match)) {
      units.push({ ...piece, gap: '', start: start + piece.start, end: start + piece.end });
    }
  }
  return units;
}

function splitRun(match: RegExpMatchArray): Unit[] {
  const text = match[0];
  const groups = match.groups ?? {};
  const whole = (kind: UnitKind, canonical: string): Unit[] => [
    { kind, text: canonical, gap: '', start: 0, end: text.length },
  ];
  if (groups.hanzi !== undefined) return whole('hanzi', text);
  if (groups.number !== undefined) return whole('number', fold(text));
  if (groups.sign !== undefined) return whole('sign', fold(text));
  return splitWord(text);
}

/** A run of letters may mix Latin and hanzi (CPU风扇): the hanzi stand alone. */
function splitWord(text: string): Unit[] {
  const units: Unit[] = [];
  let position = 0;
  for (const piece of text.split(/([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/u)) {
    const end = position + piece.length;
    const isHanzi = hanWord.test(piece);
    const folded = fold(piece);
    const canonical = isHanzi || folded.startsWith("'") ? folded : ` ${folded}`;
    if (piece !== '') units.push({ kind: isHanzi ? 'hanzi' : 'word', text: canonical, gap: '', start: position, end });
    position = end;
  }
  return units;
}

function gapBetween(before: Unit, unit: Unit, separated: boolean): string {
  if (!separated || unit.kind === 'word' || unit.kind === 'sign' || before.kind === 'sign') return '';
  if (before.kind === 'word') return '';
  return ' ';
}

/** Reads a request. Only the first eight different apps are numbered; later ones stay plain words. */
export function canonicalRequest(request: string, mentions: readonly Mention[]): CanonicalRequest {
  const numbered: Mention[] = [];
  const units: Unit[] = [];
  let position = 0;
  for (const mention of mentions) {
    let number = 1 + numbered.findIndex((known) => known.app.id === mention.app.id);
    if (number === 0) {
      if (numbered.length === maxMentions) continue;
      number = numbered.push(mention);
    }
    units.push(...plainUnits(request.slice(position, mention.start), position));
    units.push({
      kind: 'mention',
      text: mentionToken(number) + categoryToken(mention.app.category),
      gap: '',
      start: mention.start,
      end: mention.end,
    });
    position = mention.end;
  }
  units.push(...plainUnits(request.slice(position), position));
  let text = '';
  for (const [i, unit] of units.entries()) {
    const before = units[i - 1];
    if (before !== undefined) unit.gap = gapBetween(before, unit, before.end < unit.start);
    text += unit.gap + unit.text;
  }
  return { units, mentions: numbered, text };
}

/** The prompt: the request twice, so that the second reading knows what follows each word. */
export function promptFor(request: CanonicalRequest): string {
  return request.text + marks.again + request.text + marks.plan;
}

/** Canonical text of the units from `first` to `last`, both included, as a value. */
export function valueText(units: readonly Unit[], first: number, last: number): string {
  let text = '';
  for (let i = first; i <= last; i += 1) {
    const unit = units[i];
    if (unit !== undefined) text += (i === first ? '' : unit.gap) + unit.text;
  }
  return text;
}
