// What a question asks for (how much, when, which number...) and which of the lines on a screen answer it. A line answers
// by its form; of several that do, those that share words with the question.

interface Kind {
  readonly asked: RegExp;
  readonly shows: RegExp;
}

const money = /[¥￥$€£]\s*-?\d|\d\s*(元|块)|^[-+]?\d[\d,]*\.\d{2}$/;
const clock = /(?<!\d)\d{1,2}[:：]\d{2}(?!\d)|(?:\d{1,2}|[零一二两三四五六七八九十]{1,3})\s*点(?!赞|击)/;
const date =
  /\d{1,2}\s*月\s*\d{1,2}|\d{4}-\d{1,2}-\d{1,2}|\d+\s*天后|[本下]?周[一二三四五六日]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d|今天|明天|后天|每月\s*\d{1,2}\s*[日号]/i;
export const phoneNumber: RegExp =
  /(?<![\d-])(?:\+?\d{1,3}[ -])?(?:1\d{2}[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8}|\d{3,4}[ -]\d{3,4}[ -]?\d{0,4})(?![\d-])/;

/** Which of them a question asks for is told by its words. */
const kinds: readonly Kind[] = [
  { asked: /多少度|几度|温度|degrees|temperature/i, shows: /\d+\s*(度|℃|°)/ },
  {
    asked: /评分|几分|多少分|打分|score|rating|rated/i,
    shows: /(?<![\d.])\d{1,2}(\.\d)?\s*分(?!钟)|\d(\.\d)?\s*\/\s*(5|10)|(score|rating)\D{0,3}\d/i,
  },
  { asked: /(几|多少)(集|话|期|回)|episodes?/i, shows: /\d+\s*(集|话|期|回|episodes?)/i },
  {
    asked: /取件码|提货码|取货码|验证码|券码|密码|pick-?up code|\bcode\b/i,
    shows: /\d{1,3}-\d{1,3}-\d{3,6}|(凭|码|code)\D{0,4}\d{4,8}|密码/i,
  },
  {
    asked: /车次|航班号?|哪(一)?(趟|班)|(which|what) (train|flight)|(train|flight) number/i,
    shows: /(?<![A-Z\d])[A-Z\d]?[A-Z]\d{1,4}(?!\d)/,
  },
  { asked: /电话|手机|号码|phone|\bnumber\b/i, shows: phoneNumber },
  {
    asked: /几点|何时|什么时候|时间|时候|营业|关门|打烊|开门|\bwhen\b|what time|opens?|closes?|departs?|hours/i,
    shows: clock,
  },
  {
    asked:
      /哪天|哪一天|几号|几月|何时|什么时候|日期|到期|过期|有效期|\bwhen\b|(which|what) (day|date)|expires?|\bdate\b/i,
    shows: date,
  },
  {
    asked: /多久|多长时间|几分钟|多少分钟|几(个)?小时|时长|用时|how long|minutes|duration/i,
    shows: /\d+\s*(分钟?|个?小时|h\b|min)|\d+\s*天/i,
  },
  {
    asked: /多远|多少(公里|米)|几公里|全长|里程|距离|how far|kilomet|distance/i,
    shows: /\d+(\.\d+)?\s*(公里|千米|km|米|m)(?![a-z])/i,
  },
  { asked: /流量|data (left|remaining)|mobile data/i, shows: /\d+(\.\d+)?\s*(GB|MB|G|M)\b/i },
  {
    asked:
      /多少(钱|费|元|块)|价格|价钱|票价|费用|花了|花费|花多少|要(交|还|付)|应(还|付|缴)|待缴|欠|余额|金额|房租|[减抵省]多少|price|cost|fare|\bpay\b|repay|owe|balance|amount/i,
    shows: money,
  },
  {
    asked: /在哪|哪里|哪儿|地址|位置|怎么走|where|address/i,
    shows: /(路|街|弄|大道|广场|区|楼|层|road|street|avenue)/i,
  },
  { asked: /座位|几车|座号|什么座|seat/i, shows: /\d+\s*车|\d+[A-F]\b|[一二]等座|商务座|硬座|硬卧|软卧/ },
  {
    asked: /播放|观看|浏览量|\bviews\b|\bplays\b/i,
    shows: /\d[\d.,]*\s*[万亿k]?\+?\s*次?(播放|观看|浏览|views|plays)/i,
  },
  { asked: /粉丝|followers/i, shows: /\d[\d.,]*\s*[万亿k]?\+?\s*(粉丝|关注|followers)|粉丝\s*\d/i },
  {
    asked: /(多少|几)个?赞|点赞数|赞同数|how many likes/i,
    shows: /\d[\d.,]*\s*[万亿k]?\+?\s*(个?赞|人?赞同|likes)|赞同?\s*\d/i,
  },
  { asked: /积分|points/i, shows: /^[\d,]+$|\d+\s*(积?分|points)/i },
];

const asksForAll =
  /哪些|都有(谁|什么)|有(谁|哪)|分别是|列出|名字都|全部告诉|还(要|有|需要).{0,3}什么|\blist\b|what are|who (are|is saved)|which .{1,20} (are|do)/i;
const asksForSeveral = /前后|各(?:自|是|要|卖)?多少|分别|原价|\bbefore and after\b|\bboth\b|\brespectively\b/i;
const asksForCount = /(?:几|多少)(?:张|个|条|件|首|位|部|篇|本|家)|how many/i;
const idle =
  /多少|什么|时候|哪个|哪些|哪里|怎么|告诉|帮我|看看|一下|我的|里面|那个|那张|这个|的那|是多|要多|能减|最后|请问/g;

/** What is asked for, most exactly said first; empty where the question only names a matter. */
export interface Question {
  readonly kinds: readonly RegExp[];
  readonly wantsAll: boolean;
  /** More than one answer of a kind: before and after, of each. */
  readonly wantsSeveral: boolean;
  readonly words: ReadonlySet<string>;
}

export function readQuestion(said: string): Question {
  const asked = kinds.filter((kind) => kind.asked.test(said)).map(({ shows }) => shows);
  return {
    // A bare "how much" is about money.
    kinds: asked.length === 0 && /多少|how much/i.test(said) && !asksForCount.test(said) ? [money] : asked,
    // How many they are is told with their names.
    wantsAll: asksForAll.test(said) || asksForCount.test(said),
    wantsSeveral: asksForSeveral.test(said),
    words: wordsOf(said.replaceAll(idle, ' ')),
  };
}

/** Pairs of hanzi, and words and numbers of other scripts: what two texts can have in common. */
function wordsOf(text: string): Set<string> {
  const folded = text.normalize('NFKC').toLowerCase();
  const words = new Set(folded.match(/[a-z]{3,}|\d[\d.:-]*/g) ?? []);
  for (const run of folded.match(/\p{Script=Han}+/gu) ?? []) {
    for (let at = 0; at + 2 <= run.length; at++) words.add(run.slice(at, at + 2));
  }
  return words;
}

/** How many words of the question a text has. */
export function sharedWords({ words }: Question, text: string): number {
  let shared = 0;
  for (const word of wordsOf(text)) if (words.has(word)) shared += 1;
  return shared;
}

/** Whether lines show something of every kind that is asked for, as far as one of each suffices. */
export function answers({ kinds: asked }: Question, lines: readonly string[]): boolean {
  return asked.length > 0 && asked.some((shows) => lines.some((line) => shows.test(line)));
}

export function answersAll({ kinds: asked }: Question, lines: readonly string[]): boolean {
  return asked.length > 0 && asked.every((shows) => lines.some((line) => shows.test(line)));
}

/** The lines that answer, in their order: of each kind those that share most words with the question, at most `most`. */
export function answeringLines(question: Question, lines: readonly string[], most = 2): string[] {
  const chosen = new Set<string>();
  for (const shows of question.kinds) {
    const fitting = lines.filter((line) => shows.test(line));
    const best = Math.max(...fitting.map((line) => sharedWords(question, line)));
    for (const line of fitting.filter((candidate) => sharedWords(question, candidate) === best).slice(0, most))
      chosen.add(line);
  }
  return lines.filter((line, index) => chosen.has(line) && lines.indexOf(line) === index);
}
