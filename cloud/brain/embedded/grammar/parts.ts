// Cuts a request into the parts that are deeds of their own: behind a stop or a joint, where the words that follow begin a deed.
// What only asks more of the part before stays with it, and a reason in front of all stays out.
import { changeOf } from './change.js';
import { chosenOfBefore } from './chosen-of-before.js';
import { trimmed } from './pieces.js';
import { beginsDeed } from './words.js';

export interface RequestPart {
  readonly text: string;
  /** Where it begins in the request. */
  readonly start: number;
  /** `if`: it has a condition of its own; `else`: the other way of the one before. */
  readonly role: 'deed' | 'if' | 'else';
}

const joints =
  /[，,；;。！!]\s*(?:然后|接着|之后|随后|完了|并且|同时|顺便|最后|再|并|就|还有|另外|and then|and also|and|then|also|but)?[，,\s]*|(?:然后|接着|之后|并且|顺便|同时|最后|(?<=\p{Script=Han})(?:再|并)(?=[把给发收加设记点导查看用搜提关播打])|(?<=\p{Script=Han})(?=如果|要是|假如|万一)|\s+(?:and then|and also|and|then)\s+|\s+(?=if )|\s+(?=otherwise ))/giu;
const opensIf = /^(?:如果|要是|假如|假设|若是|若|万一|if|in case)\s*/iu;
const opensElse = /^(?:否则|不然|要不然|要不|没有的话|otherwise|or else|else|if not)[，,\s]*(?:就|just)?\s*/iu;
/** Asks more of what the part before is about, or says what is done with it anyway. */
const asksMore =
  /^(?:(?:帮我|给我|再|请)?(?:告诉我|说说|看看?|看一下|看下)(?!.*(?:记|发|收藏|闹钟|导航))|tell me|let me know|show me (?:the|what|how)|see (?:which|what|who|how))/iu;
/** What was said first is not meant. */
const corrects =
  /不对|哦不|啊不|说错|不是.{1,8}[，,]?(?:而?是)|\b(?:no,|no wait|sorry|i mean|actually|scratch that|rather)\b/iu;
/** The other way, in which nothing is done. */
const nothingElse =
  /^(?:没有|不行|否则|不然|不够|没到|otherwise|if not)?(?:的话)?[，,]?(?:就|那就)?(?:算了|不用了?|不管|拉倒|forget it|never mind|leave it)$/iu;
const quoted = /[“"「『《][^”"」』》]*[”"」』》]/gu;

/** Up to the next stop: a setting, or one of what was found. */
function isShortDeed(rest: string): boolean {
  const part = trimmed(/^[^，,；;。]*/u.exec(rest)?.[0] ?? '');
  return changeOf(part) !== undefined || chosenOfBefore(part).length > 0;
}

function isQuoted(request: string, at: number): boolean {
  return [...request.matchAll(quoted)].some(({ index, 0: words }) => at > index && at < index + words.length);
}

/** The parts in their order; one where the request is no row of deeds. */
export function partsOf(request: string): RequestPart[] {
  if (corrects.test(request)) return [{ text: request, start: 0, role: 'deed' }];
  const cuts: [end: number, start: number][] = [];
  for (const { index, 0: joint } of request.matchAll(joints)) {
    if (index === 0 || isQuoted(request, index)) continue;
    const rest = request.slice(index + joint.length);
    const behindCondition = opensIf.test(trimmed(request.slice(cuts.at(-1)?.[1] ?? 0, index)));
    const isDeed = beginsDeed(rest) ? behindCondition || !asksMore.test(rest) : isShortDeed(rest);
    if (isDeed || opensIf.test(rest) || opensElse.test(rest) || nothingElse.test(rest))
      cuts.push([index, index + joint.length]);
  }
  const starts = [0, ...cuts.map(([, start]) => start)];
  const ends = [...cuts.map(([end]) => end), request.length];
  return starts.flatMap((start, at) => {
    const text = trimmed(request.slice(start, ends[at]));
    if (text === '' || nothingElse.test(text)) return [];
    const role = opensElse.test(text) ? 'else' : opensIf.test(text) ? 'if' : 'deed';
    return [{ text, start, role } as const];
  });
}

export function withoutElse(text: string): string {
  return text.replace(opensElse, '');
}

/** “如果余额宝低于一千，就…”: what is looked at, and what has to hold of it. */
export interface ConditionPart {
  readonly subject: string;
  readonly test: string;
  /** What is done, where it stands in the same part. */
  readonly deed: string;
}

export function conditionIn(text: string, testWords: RegExp): ConditionPart | undefined {
  const said = text.replace(opensIf, '');
  const [, condition = '', deed = ''] = /^(.+?)(?:的话)?(?:[，,]\s*(?:就|那就|then\s)?|就|那就|,? then )(.+)$/iu.exec(
    said,
  ) ?? [undefined, said];
  const is = /^(?:there (?:is|are)|i(?: still)? have|we have)(?: any| still)? (?<subject>.+)$/iu.exec(condition)?.groups
    ?.subject;
  if (is !== undefined) return { subject: trimmed(is), test: trimmed(condition), deed: trimmed(deed) };
  const found = testWords.exec(condition);
  if (found === null) return undefined;
  const subject = trimmed(condition.slice(0, found.index))
    .replace(/(?:的|是|要|价格|it|there|that)$/iu, '')
    .trim();
  const test = trimmed(condition.slice(found.index))
    .replace(/^(?:is|are|costs?|takes?|has|have|was)\s+/iu, '')
    .replace(/的话$/u, '');
  return test === '' ? undefined : { subject: trimmed(subject), test, deed: trimmed(deed) };
}
