// Finds the phrasing that fits a request best, or the row of phrasings of its parts, and says its plan in the plan language.
// What fits loosely, or as well as another plan, is found and not trusted: the caller reads how sure it is.
import { join } from 'node:path';
import { LineIndex } from './line-index.js';
import { type Line, readLines } from './lines.js';
import { type Fit, Matcher, weightOf } from './match.js';
import { withoutLastRemark } from './remarks.js';
import { isQuoted, type NamedApp, type RequestWords, readRequest } from './request-units.js';
import { readShapes, type Shapes } from './shapes.js';
import { type Part, Speaker, takes } from './speaker.js';

export interface FoundPlan {
  /** In the plan language, as a model would write it. */
  readonly written: string;
  readonly score: number;
  /** Share of the words that phrasings say themselves, 0 to 1. */
  readonly covered: number;
  /** By how much it fits better than whatever says something else. */
  readonly ahead: number;
}

/** A phrasing that says so much of the request itself is not looked behind. */
const surelyWhole = 0.9;
const leastOfPart = 1.8;
const leastOfFirst = 1.5;
/** Of a part by itself, the share that a phrasing has to say. */
const leastFollowing = 0.5;
const jointCost = 0.7;
const mostBorders = 9;

const joint =
  /^(?:帮我|给我|看看|查查|再|然后|并|并且|还|也|顺便|接着|同时|另外|最后|就|那|那么|完了|and|then|also|after|that|plus|afterwards|finally)$/u;
const opensPart = /^(?:再|然|并|顺|接|如|要|假|否|不|没|就|最|同|另|and|then|if|otherwise|else)$/u;

interface Contents {
  readonly lines: LineIndex;
  readonly followers: LineIndex;
  readonly shapes: Shapes;
}

export class Phrasebook {
  readonly #folder: string;
  #read: Contents | undefined;

  /** @param folder of the training: its `phrasings`, `followers` and `lexicons` are read when something is first looked up */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get #contents(): Contents {
    this.#read ??= {
      lines: new LineIndex(readLines(join(this.#folder, 'phrasings'))),
      followers: new LineIndex(readLines(join(this.#folder, 'followers'))),
      shapes: readShapes(join(this.#folder, 'lexicons')),
    };
    return this.#read;
  }

  /** Undefined where no phrasing fits at all, or best one that is to be refused. */
  find(request: string): FoundPlan | undefined {
    const asked = readRequest(request);
    const count = withoutRemarks(asked);
    const matcher = new Matcher(asked, this.#contents.shapes);
    const speaker = new Speaker(asked);
    const whole = [
      ...this.#fits(matcher, this.#contents.lines, 0, count),
      ...framesOf(asked, count).flatMap((frame) => this.#framed(matcher, frame)),
    ].sort((a, b) => b.fit.score - a.fit.score);
    const [best] = whole;
    const weight = weightOfAll(asked, count);
    const isSure = best !== undefined && best.fit.known >= surelyWhole * weight;
    const row = isSure ? undefined : this.#composed(matcher, asked, count);
    const rowScore = row === undefined ? Number.NEGATIVE_INFINITY : scoreOf(row);
    const chosen = row !== undefined && rowScore > (best?.fit.score ?? Number.NEGATIVE_INFINITY) ? row : best && [best];
    if (chosen === undefined || chosen.some(({ line }) => line.clauses.length === 0)) return undefined;
    const written = speaker.say(chosen);
    if (written === undefined) return undefined;
    const rival = whole.find((part) => part.line.clauses.length === 0 || speaker.say([part]) !== written);
    const score = scoreOf(chosen);
    return {
      written,
      score,
      covered: chosen.reduce((sum, { fit }) => sum + fit.known, 0) / weight,
      ahead: score - (rival?.fit.score ?? Math.min(0, score - 1)),
    };
  }

  /** What a part of a request says that takes up the parts before it; undefined where no such phrasing fits well. */
  follower(part: string): string | undefined {
    const asked = readRequest(part);
    const count = asked.words.length;
    const [best] = this.#fits(new Matcher(asked, this.#contents.shapes), this.#contents.followers, 0, count);
    const isSure =
      best !== undefined &&
      best.fit.score >= leastOfPart &&
      best.fit.known >= leastFollowing * weightOfAll(asked, count);
    const isJoint = best?.line.clauses.some(({ kind }) => kind === 'if' || kind === 'else') === true;
    return isSure && !isJoint ? new Speaker(asked).say([best]) : undefined;
  }

  /** The lines that fit, the best first. */
  #fits(matcher: Matcher, lines: LineIndex, from: number, to: number, isWanted?: (line: Line) => boolean): Part[] {
    const parts = matcher.fits(lines, from, to, isWanted).map((found) => ({ ...found, from, to }));
    return parts.sort((a, b) => b.fit.score - a.fit.score);
  }

  /** Phrasings that name no app, between words that do. */
  #framed(matcher: Matcher, { app, from, to, score }: Frame): Part[] {
    const namesNone = ({ clauses: [first] }: Line): boolean => first !== undefined && takes(first, app);
    return this.#fits(matcher, this.#contents.lines, from, to, namesNone).map((part) => {
      const fit = { ...part.fit, score: part.fit.score + score, known: part.fit.known + score };
      return { ...part, fit, app };
    });
  }

  /** The request as a row of parts, each with a phrasing of its own. */
  #composed(matcher: Matcher, asked: RequestWords, count: number): Part[] | undefined {
    const borders = bordersOf(asked, count);
    if (borders.length < 3 || borders.length > mostBorders) return undefined;
    const rows: (Part[] | undefined)[] = borders.map(() => undefined);
    for (const [index, to] of borders.entries()) {
      for (const [before, border] of borders.slice(0, index).entries()) {
        const row = before === 0 ? [] : rows[before];
        if (row === undefined) continue;
        const from = before === 0 ? border : behindJoint(asked, border);
        const part = from < to ? this.#part(matcher, from, to, row.length === 0) : undefined;
        if (part === undefined) continue;
        const longer = [...row, part];
        const known = rows[index];
        if (known === undefined || scoreOf(known) < scoreOf(longer)) rows[index] = longer;
      }
    }
    const row = rows.at(-1);
    return row !== undefined && row.length > 1 ? row : undefined;
  }

  #part(matcher: Matcher, from: number, to: number, isFirst: boolean): Part | undefined {
    const [best] = this.#fits(matcher, this.#contents.lines, from, to);
    const [follower] = isFirst ? [] : this.#fits(matcher, this.#contents.followers, from, to);
    const part = follower !== undefined && follower.fit.score > (best?.fit.score ?? -9) ? follower : best;
    if (part === undefined || part.line.clauses.length === 0) return undefined;
    // An app that is opened for something is where that is done, and no part of its own.
    if (part.line.clauses.some(({ kind }) => kind === 'open')) return undefined;
    return part.fit.score >= (isFirst ? leastOfFirst : leastOfPart) ? part : undefined;
  }
}

/** Words round a request that say where to look, and what lies between them. */
interface Frame {
  readonly app: NamedApp;
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

const beforeApp =
  /(?:^|[，,。？?；;.])\s*(?:(?:帮我|请|麻烦)?(?:打开|在|用|去|上|到|进|看|查)?(?:一下)?|(?:please )?(?:open|on|in|use|using|check|look on|look in|look at|with)\s+)$/iu;
const behindApp =
  /^(?:上面?|里面?|中|的)?(?:帮我)?(?:看看|查查|看一下|查一下|搜一下|看|查|搜|找|瞧瞧)?(?:吧|就行)?\s*(?:[，,：:。.？?！!]|and\s|to\s|$)(?:(?:帮|给)我)?(?:看看|查查|看一下|查一下|搜一下)?/iu;

function framesOf({ request, words, apps }: RequestWords, count: number): Frame[] {
  const frames: Frame[] = [];
  for (const app of apps.values()) {
    const { start, end } = app.mention;
    const before = beforeApp.exec(request.slice(0, start))?.[0];
    const behind = behindApp.exec(request.slice(end))?.[0];
    if (before === undefined || behind === undefined) continue;
    const [from, to] = [start - before.length, end + behind.length];
    const score = 2 + 0.5 * (before.length + behind.length > 4 ? 2 : 1);
    const isOutside = (at: number): boolean => (words[at]?.start ?? from) >= to;
    const next = words.findIndex((_, at) => isOutside(at));
    if (from === 0 && next !== -1 && next < count) frames.push({ app, from: next, to: count, score });
    const last = words.filter(({ end: wordEnd }) => wordEnd <= from).length;
    if (last > 0 && last < count && (next === -1 || next >= count)) frames.push({ app, from: 0, to: last, score });
  }
  return frames;
}

/** Of the words that a phrasing could say: not of those between quotation marks. */
function weightOfAll(asked: RequestWords, count: number): number {
  return asked.words.slice(0, count).reduce((sum, word, at) => sum + (isQuoted(asked, at) ? 0 : weightOf(word)), 0);
}

function scoreOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { fit }: { fit: Fit }) => sum + fit.score, 0) - jointCost * (parts.length - 1);
}

/** Where a part may begin: behind a stop, and at a word that opens one. */
function bordersOf({ words, quoted }: RequestWords, count: number): number[] {
  const borders = words.flatMap((word, at) => {
    if (at === 0 || at >= count || quoted.some(({ first, last }) => at > first && at <= last)) return [];
    const behindStop = /^[，,。.;；？?！!：:]$/u.test(words[at - 1]?.text ?? '');
    return behindStop || opensPart.test(word.text) || words[at - 1]?.text === '就' ? [at] : [];
  });
  return [0, ...borders, count];
}

/** The number of words in front of closing remarks. */
function withoutRemarks({ request, words, apps }: RequestWords): number {
  let text = request;
  const last = Math.max(0, ...[...apps.values()].map(({ mention }) => mention.end));
  for (let shorter = withoutLastRemark(text); shorter !== undefined; shorter = withoutLastRemark(text)) {
    if (shorter.length < last) break;
    text = shorter;
  }
  return words.filter(({ end }) => end <= text.length).length;
}

function behindJoint({ words }: RequestWords, border: number): number {
  let at = border;
  while (at < words.length) {
    const pair = (words[at]?.text ?? '') + (words[at + 1]?.text ?? '');
    if (joint.test(pair)) at += 2;
    else if (joint.test(words[at]?.text ?? '') || words[at]?.kind === 'sign') at += 1;
    else break;
  }
  return at;
}
