// A form as a whole: which fields are meant by the names that a person gives them, and what of their values stands there.
import { type FormField, formNames } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import { type Choice, findChoice, isChosen } from './choices.js';
import { type Field, findField } from './fields.js';
import { isVisible, labelOf } from './nodes.js';
import { foldText } from './texts.js';

const asking =
  '(?:请?(?:点击)?(?:输入|填写|选择|添加|填入|设置)|(?:please )?(?:enter|add|type|choose|select)(?: an?| the)?)?';
const whose =
  "(?:联系人|收货人?|收件人?|入住人?|乘车人|旅客|客人|您的|你的|本人|真实|your|their|contact(?:'s)?|recipient(?:'s)?|guest(?:'s)?)?(?:的)?";
const endings = '(?:[（(【[][^）)】\\]]*[）)】\\]]|[*＊:：…]|\\.\\.\\.|必填|选填|optional|required|\\s)*';

/** Fits the hint or the label of the field that goes by the name, with what forms put around it: 请填写收货人姓名（必填）. */
export function fieldPattern(name: string): RegExp {
  const names = formNames(name).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^[*＊\\s]*${asking}\\s*${whose}\\s*(?:${names.join('|')})${endings}$`, 'i');
}

/** Surnames of two hanzi, of which the commonest. */
const longSurname = /^(欧阳|司马|诸葛|上官|司徒|东方|夏侯|皇甫|尉迟|公孙|慕容|令狐|南宫|端木)/;
const givenName = { name: 'first name', at: 0 } as const;
const surname = { name: 'last name', at: 1 } as const;

/** The fields as this form asks for them: one that wants the two parts of a name apart gets them apart. */
export function asAskedFor(screen: Observation, fields: readonly FormField[]): FormField[] {
  const has = (name: string) => findField(screen, fieldPattern(name)) !== undefined;
  const isApart = has(givenName.name) && has(surname.name);
  return fields.flatMap((field) => {
    if (!isApart || !formNames(field.name).includes('full name') || has(field.name)) return [field];
    const parts = partsOf(field.value.trim());
    return [givenName, surname].map(({ name, at }) => ({ name, value: parts[at] ?? '' })).filter(({ value }) => value);
  });
}

/** Given name and surname. */
function partsOf(name: string): string[] {
  if (/\p{Script=Han}/u.test(name)) {
    const length = longSurname.test(name) ? 2 : 1;
    return [name.slice(length), name.slice(0, length)];
  }
  const words = name.split(/\s+/);
  return words.length < 2 ? words : [words.slice(0, -1).join(' '), words.at(-1) ?? ''];
}

/** The screen has a field to type into for one of them. */
export function isFormFor(screen: Observation, fields: readonly FormField[]): boolean {
  return asAskedFor(screen, fields).some(({ name }) => findField(screen, fieldPattern(name))?.kind === 'text');
}

/** The field itself; or, where the form names it by a heading alone, the chip that says the value. */
export function fieldOrChip(
  screen: Observation,
  { name, value }: FormField,
): { readonly field: Field } | { readonly chip: Choice } | undefined {
  const field = findField(screen, fieldPattern(name));
  if (field) return { field };
  const chip = findChoice(screen, [value], { least: 'same' });
  return chip && { chip };
}

/** Whether the form shows the value where it belongs. */
export function holdsValue(screen: Observation, wanted: FormField): boolean {
  const found = fieldOrChip(screen, wanted);
  if (!found) return false;
  if ('chip' in found) return isChosen(found.chip.node);
  const { field } = found;
  if (field.kind === 'switch') return field.on === isYes(wanted.value);
  return saysValue([field.value], wanted.value);
}

export function isYes(value: string): boolean {
  return !/^(否|不|不是|不要|关闭?|关掉|no|off|false)$/i.test(value.trim());
}

/** What stands on the screen, fields with what they hold. */
export function textsOn({ tree }: Observation): string[] {
  return tree.nodes.filter(isVisible).map(labelOf).filter(Boolean);
}

/** Whether one of the texts says the value: in any spacing, and with digits that the app hides (138****1111). */
export function saysValue(texts: readonly string[], value: string): boolean {
  const wanted = foldText(value);
  if (texts.some((text) => foldText(text).includes(wanted))) return true;
  const plain = wanted.replaceAll(/[-()+]/g, '');
  if (!/^\d[\dx*]{4,}$/.test(plain)) return false;
  return texts.some((text) => {
    const numbers =
      foldText(text)
        .replaceAll(/[-()+]/g, '')
        .match(/[\dx*•]{5,}/g) ?? [];
    return numbers.some((number) => number.includes(plain) || isHidden(number, plain));
  });
}

/** Of each that is shown, the digit; at least four are. */
function isHidden(shown: string, value: string): boolean {
  const isAlike =
    shown.length === value.length && [...shown].every((sign, at) => /[*•]/.test(sign) || sign === value[at]);
  return isAlike && shown.replaceAll(/[*•]/g, '').length >= 4;
}
