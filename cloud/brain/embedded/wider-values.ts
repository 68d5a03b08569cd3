// What a value leaves out that the words around it say: that all of a kind are meant, and that a part of the day chooses among
// the trains of that day.
import type { Language } from '@farhand/shared';

type Values = Readonly<Record<string, string>>;

const allWords = /所有|全部|每一?[家个款条]|全都|都(?:帮我|给我)?(?:收藏|存|保存)|\ball\b|\bevery\b/iu;
const all: Readonly<Record<Language, string>> = { zh: '所有', en: 'all ' };
const partOfDay =
  /^(?<day>.*(?:[日号天]|周[一二三四五六日天末]|星期.))(?<part>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上)(?<bound>[（(][^（()）]{1,8}[)）])?$/u;

/** All that fulfil the conditions, where the command says so. */
export function ofAll(values: Values, command: string, language: Language): Record<string, string> {
  const { item = '', filter, place, best } = values;
  const isOfList = best === undefined && (filter !== undefined || place !== undefined);
  if (!isOfList || item === '' || allWords.test(item) || !allWords.test(command)) return { ...values };
  return { ...values, item: all[language] + item };
}

/** The part of the day is a condition; the day is what is looked up. */
export function withPartOfDay(values: Values): Record<string, string> {
  const { day, part, bound } = partOfDay.exec(values.time ?? '')?.groups ?? {};
  if (day === undefined || part === undefined) return { ...values };
  const condition = bound?.slice(1, -1) ?? part;
  return { ...values, time: day, filter: [condition, values.filter].filter((one) => one !== undefined).join('，') };
}
