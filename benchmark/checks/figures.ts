// Figures in prose: prices, counts, distances, spans, times and days, however people and models write them.

export interface Figure {
  readonly value: number;
  /** Where it begins in the text. */
  readonly at: number;
}

const scale: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, k: 1e3, m: 1e6, w: 1e4 };
const plain = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Every number as it is written, in order; those of dates are among them, those of times are not. */
export function numbersIn(text: string): Figure[] {
  return found(text, new RegExp(String.raw`(?<!\d[:：]?)(?:${plain})(?![:：]?\d)`, 'g'), ([number = '']) =>
    parsed(number),
  );
}

/** In yuan, where the text says so: "¥4,469.00", "4469 元", "24.9块", "RMB 99". */
export function pricesIn(text: string): Figure[] {
  const pattern = new RegExp(String.raw`(?:[¥￥]|RMB|CNY)\s?(${plain})|(${plain})\s?(?:元|块|yuan|RMB|CNY)`, 'gi');
  return found(text, pattern, ([, marked, named = '']) => parsed(marked ?? named));
}

/** Numbers with what multiplies them: "12.8万", "1.3 M". */
export function countsIn(text: string): Figure[] {
  const pattern = new RegExp(String.raw`(${plain})\s?(万|亿|[kKmMwW](?![A-Za-z]))?`, 'g');
  return found(text, pattern, ([, number = '', unit = '']) => parsed(number) * (scale[unit.toLowerCase()] ?? 1));
}

/** In metres: "850m", "3.2 公里", "3.2 km". */
export function metresIn(text: string): Figure[] {
  const pattern = new RegExp(String.raw`(${plain})\s?(公里|千米|km|kilomet(?:re|er)s?|米|m\b|met(?:re|er)s?)`, 'gi');
  return found(
    text,
    pattern,
    ([, number = '', unit = '']) => parsed(number) * (/^(公里|千米|k)/i.test(unit) ? 1000 : 1),
  );
}

/** In minutes: "42分钟", "2小时5分", "4时29分", "2h26m", "1 h 5 min", "90 minutes". */
export function minutesIn(text: string): Figure[] {
  const hours = String.raw`(\d+)\s?(?:个?小时|时(?!候)|h(?:ours?|rs?)?(?![a-z]))`;
  const rest = String.raw`(?:\s?(?:and\s|零|,\s?)?(\d+)\s?(?:分钟?|min(?:ute)?s?|m(?![a-z])))?`;
  const alone = String.raw`(\d+)\s?(?:分钟?|min(?:ute)?s?)`;
  return found(text, new RegExp(`${hours}${rest}|${alone}`, 'gi'), ([, hour = 0, minutes = 0, only = 0]) => {
    return Number(hour) * 60 + Number(minutes) + Number(only);
  });
}

/** In minutes since midnight: "08:21", "8点21分", "8:21 pm", "下午3点半". */
export function timesIn(text: string): Figure[] {
  const pattern =
    /(凌晨|早上|上午|中午|下午|晚上)?\s?(\d{1,2})(?:[:：](\d{2})|点(?:(\d{1,2})分?|(半)|(一刻))?|(?=\s?[ap]\.?m))\s?([ap]\.?m)?/gi;
  return found(text, pattern, ([, part = '', hour = '', colon, minutes, half, quarter, suffix = '']) => {
    const minute = Number(colon ?? minutes ?? (half ? 30 : quarter ? 15 : 0));
    const isLate = /下午|晚上/.test(part) || /^p/i.test(suffix);
    const late = isLate && Number(hour) < 12 ? 12 : 0;
    const early = /^a/i.test(suffix) && Number(hour) === 12 ? -12 : 0;
    return (Number(hour) + late + early) * 60 + minute;
  });
}

/** As month * 100 + day: "12月3日", "2026-12-03", "Dec 3", "3 December". */
export function daysIn(text: string): Figure[] {
  const name = monthNames.map((month) => `${month}[a-z]*`).join('|');
  const pattern = new RegExp(
    String.raw`(\d{1,2})\s?月\s?(\d{1,2})|\d{4}[-/.](\d{1,2})[-/.](\d{1,2})|(${name})\.? (\d{1,2})|(\d{1,2})(?:st|nd|rd|th)? (${name})`,
    'gi',
  );
  const month = (text = ''): number => monthNames.indexOf(text.slice(0, 3).toLowerCase()) + 1;
  return found(text, pattern, ([, m1, d1, m2, d2, m3, d3, d4, m4]) =>
    m1 ? code(m1, d1) : m2 ? code(m2, d2) : m3 ? month(m3) * 100 + Number(d3) : month(m4) * 100 + Number(d4),
  );
}

function code(month: string, day: string | undefined): number {
  return Number(month) * 100 + Number(day);
}

function parsed(number: string): number {
  return Number(number.replaceAll(',', ''));
}

function found(text: string, pattern: RegExp, value: (match: RegExpMatchArray) => number): Figure[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const figure = { value: value(match), at: match.index };
    return match[0] === '' || Number.isNaN(figure.value) ? [] : [figure];
  });
}
