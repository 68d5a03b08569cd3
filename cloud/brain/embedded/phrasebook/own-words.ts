// What words of the user's own could be a value: how far each may go, and what speaks against it. What stands between quotation
// marks is never cut; a name holds no stops, and no words of commands.
import type { RequestWords, Word } from './request-units.js';
import type { Shape } from './shapes.js';

export interface End {
  readonly to: number;
  readonly score: number;
  readonly known: number;
}

/** What people strew in that changes nothing. */
export const fillers = new Set(
  '的 了 吧 啊 呀 呢 哈 请 我 你 就 先 下 一下 帮 给 请问 please the a an my me just now that for of'.split(' '),
);
const valueCost = { name: 0.8, phrase: 1.5, title: 0.8, text: 0.8 };
const unitCost = { name: 0.12, phrase: 0.12, title: 0.1, text: 0.04 };
/** A stop in a value that is no sentence. */
const stopCost = { name: 0.3, phrase: 0.2, title: 1.2, text: 0.1 };
/** A value that begins or ends within a word. */
const cutCost = 0.8;
const asks =
  /多少|什么|哪|几|多[久长远大高]|怎么|吗|有没有|是不是|\b(?:how|what|when|where|which|who|is|are|does|do)\b/iu;
const askingGain = 0.3;
const longestAsked = 9;
/** A question for one of many is no question about a matter, except about what is one's own. */
const choosing = /最[便高低早晚快多贵好热火]|离.{0,4}最近|\b(?:cheapest|earliest|nearest|closest|best|fastest)\b/iu;
const own = /购物车|订单|券|红包|余额|账单|快递|会员|积分|歌单|行程|我/u;
const namesAppCost = 2;
const stops = /^[，,。.;；！!？?、：:…~～\n]$/u;
/** How food and drinks are wanted, behind their name and a comma. */
const options =
  /^(?:[少去多正免]常?冰|热的?|温的?|常温|[无少半全]糖|[三五七]分糖|[微中特不免]辣|[大中小超]杯|[大小]份|不?要(?:加)?[香葱蒜辣]|加(?:珍珠|椰果|蛋|冰))/u;
const heldInNames = /^[·.\-/+'&#()（）°%]$/u;
/** Words of commands and questions: a name that has them has swallowed what belongs to the sentence. */
const commandWords =
  /购物车|收藏|点个?赞|关注|多少|什么|哪|几点|几趟|最[便高低早晚快近多贵好]|如果|要是|然后|告诉|提醒|发给|闹钟|导航|备忘录|怎么|打开|关掉|播放|查一下|看看|帮我|有没有|[，,].*[再并]|\b(?:cart|basket|favou?rites?|cheapest|earliest|nearest|how|what|when|where|which|then|tell me|remind|alarm|navigate|if)\b/giu;
const commandWordCost = 1.5;

export class OwnWords {
  readonly #asked: RequestWords;

  constructor(asked: RequestWords) {
    this.#asked = asked;
  }

  /** Where a value that begins at a word may end. */
  ends({ open, longest }: Shape, at: number): End[] {
    const { words, request } = this.#asked;
    const ends: End[] = [];
    if (open === 'no' || this.#cutsQuoted(at)) return ends;
    let cost = valueCost[open];
    for (let to = at + 1; to <= Math.min(words.length, at + longest); to += 1) {
      const word = words[to - 1] as Word;
      const isHeld = this.#asked.quoted.some(({ first, last }) => to - 1 >= first && to - 1 <= last);
      const isOption = word.kind === 'sign' && options.test(request.slice(word.end));
      if (open === 'name' && word.kind === 'sign' && !isHeld && !isOption && !heldInNames.test(word.text)) break;
      if (open === 'phrase' && /^[。；;！!\n]$/u.test(word.text)) break;
      if (stops.test(word.text) && !isHeld) cost += stopCost[open];
      cost += unitCost[open] * (word.kind === 'hanzi' ? 1 : 2);
      if (this.#asked.apps.has(to - 1) && open !== 'text') cost += namesAppCost;
      const first = words[at] as Word;
      if (word.kind === 'sign' && !isHeld && !/^[?？）)%°]$/u.test(word.text)) continue;
      if (first.kind === 'sign' && !this.#startsQuoted(at)) break;
      if (this.#cuts(at, to)) continue;
      if (this.#isWholeQuoted(at, to)) {
        ends.push({ to, score: 0.5, known: 0 });
        continue;
      }
      const said = request.slice(first.start, word.end);
      if (to === at + 1 && fillers.has(first.text)) continue;
      const swallowed = open === 'text' || open === 'phrase' ? 0 : hitsIn(said);
      const isAsked = open === 'phrase' && asks.test(said) && (!choosing.test(said) || own.test(said));
      const asked = isAsked ? askingGain * Math.min(longestAsked, to - at) : 0;
      const cut = this.cutsWord(at) + this.cutsWord(to);
      ends.push({ to, score: asked - cost - cut - commandWordCost * swallowed, known: asked });
    }
    return ends;
  }

  /** What it costs to part the words here. */
  cutsWord(at: number): number {
    const before = this.#asked.words[at - 1];
    return before !== undefined && this.#asked.inWords.has(before.end) ? cutCost : 0;
  }

  #startsQuoted(at: number): boolean {
    return this.#asked.quoted.some(({ first }) => first === at);
  }

  #isWholeQuoted(from: number, to: number): boolean {
    return this.#asked.quoted.some(({ first, last }) => from === first + 1 && to === last);
  }

  #cutsQuoted(from: number): boolean {
    return this.#asked.quoted.some(({ first, last }) => from > first + 1 && from <= last);
  }

  /** Whether a value would take a part of what is quoted. */
  #cuts(from: number, to: number): boolean {
    return this.#asked.quoted.some(({ first, last }) => {
      if (to <= first || from > last || (from <= first && to > last)) return false;
      return !(from === first + 1 && to === last);
    });
  }
}

function hitsIn(text: string): number {
  return text.toLowerCase().match(commandWords)?.length ?? 0;
}
