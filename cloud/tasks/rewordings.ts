// Other spellings of what is looked for, made by rule where no brain can be asked. They mean the same: nothing is left
// out that tells one article from another.
import type { Intent } from '@farhand/shared';

/** The value by which an intent finds its thing. */
const soughtBy: Partial<Record<Intent, string>> = {
  find_price: 'item',
  search: 'query',
  add_to_cart: 'item',
  favourite: 'item',
  order_food: 'item',
  play: 'title',
};

/** Other values to try, the likeliest first; none for intents that look for nothing, or when all spellings are one. */
export function rewordings(intent: Intent, values: Readonly<Record<string, string>>): Record<string, string>[] {
  const name = soughtBy[intent];
  const value = name === undefined ? undefined : values[name];
  if (name === undefined || value === undefined) return [];
  const plain = tidy(value.normalize('NFKC').replace(/["“”「」『』《》【】]/g, ' '));
  const spaced = tidy(
    plain.replace(/(\p{Script=Latin}{3,})(?=\d)/gu, '$1 ').replace(/(\p{Script=Han})(?=[\p{Script=Latin}\d])/gu, '$1 '),
  );
  const joined = plain.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
  const others = [...new Set([plain, spaced, joined])].filter((other) => other !== '' && other !== value);
  return others.map((other) => ({ ...values, [name]: other }));
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
