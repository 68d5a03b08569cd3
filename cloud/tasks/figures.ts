// Figures that reports name, as conditions speak of them: money, times of day, spans, distances, counts.

export type Unit = 'money' | 'metres' | 'minutes' | 'clock' | 'count';

const number = String.raw`(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)`;
const multiples: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, k: 1e3, m: 1e6 };

/** In the order said: fen, metres, minutes, minutes since midnight, or a plain count. */
export function figuresIn(text: string, unit: Unit): number[] {
  switch (unit) {
    case 'money':
      return found(text, `[¥￥]\\s?${number}|${number}\\s?(?:元|块|yuan|RMB|CNY)`, ([, marked, named]) =>
        Math.round(plain(marked ?? named) * 100),
      );
    case 'metres':
      return found(
        text,
        `${number}\\s?(公里|千米|kilomet\\w+|km|米|met(?:re|er)s?|m(?![a-z]))`,
        ([, count, name = '']) => plain(count) * (/^(公里|千米|k)/i.test(name) ? 1000 : 1),
      );
    case 'minutes':
      return found(
        text,
        `(\\d+)\\s?(?:个?小时|h(?:ours?)?(?![a-z]))(?:\\s?(\\d+)\\s?(?:分钟?|min\\w*|m(?![a-z])))?|(\\d+)\\s?(?:分钟?|min\\w*)`,
        ([, hours = '0', rest = '0', alone = '0']) => Number(hours) * 60 + Number(rest) + Number(alone),
      );
    case 'clock':
      return found(
        text,
        `(?<![\\d:])(\\d{1,2})(?:[:：](\\d{2})|\\s?点(半)?)(?![\\d:])`,
        ([, hour, minute, half]) => Number(hour) * 60 + (half ? 30 : Number(minute ?? 0)),
      );
    default:
      return found(
        text,
        `${number}\\s?(万|亿|[km](?![a-z]))?`,
        ([, count, multiple = '']) => plain(count) * (multiples[multiple.toLowerCase()] ?? 1),
      );
  }
}

function plain(digits = ''): number {
  return Number(digits.replaceAll(',', ''));
}

function found(text: string, source: string, value: (match: RegExpMatchArray) => number): number[] {
  return [...text.normalize('NFKC').matchAll(new RegExp(source, 'gi'))].map(value);
}
