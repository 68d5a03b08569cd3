// Small numbers as people write them, in digits and in words of both languages.

const han: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

const english =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const englishTens: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, forty: 40, fifty: 50 };

/** Sources for patterns: a number up to 99 in hanzi or digits, and in English words or digits. */
export const hanNumber = '(?:\\d{1,2}|[零〇一二两三四五六七八九十]{1,3})';
export const englishNumber = `(?:\\d{1,2}|(?:${Object.keys(englishTens).join('|')})[- ](?:${english.slice(1, 10).join('|')})|${[...english, ...Object.keys(englishTens)].reverse().join('|')}|an?)`;

/** 0 to 99, or nothing for what is no such number. "a" and "an" are 1. */
export function readNumber(words: string): number | undefined {
  const text = words.trim().toLowerCase();
  if (/^\d{1,2}$/.test(text)) return Number(text);
  if (text === 'a' || text === 'an') return 1;
  const one = english.indexOf(text);
  if (one >= 0) return one;
  const [tens = '', ones = ''] = text.split(/[- ]/);
  if (englishTens[tens] !== undefined) return englishTens[tens] + (ones === '' ? 0 : english.indexOf(ones));
  const match = /^([一二两三四五六七八九])?(十)?([零〇一二两三四五六七八九])?$/.exec(text.replace(/^[零〇](?=.)/, ''));
  if (!match || text === '') return undefined;
  const [, first, ten, last] = match;
  if (!ten) return first !== undefined && last !== undefined ? undefined : han[first ?? last ?? ''];
  return (first === undefined ? 1 : (han[first] ?? 1)) * 10 + (last === undefined ? 0 : (han[last] ?? 0));
}
