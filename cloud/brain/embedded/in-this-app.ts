// What a clause comes to in an app of another kind than its words are usual in: a dish has no cart but a basket of its shop,
// what it costs stands on menus, and a list of hotels is no list of search results.
import type { App, Intent, Language } from '@farhand/shared';
import { cheapest } from './carry.js';

export interface Meant {
  readonly intent: Intent;
  readonly values: Readonly<Record<string, string>>;
}

const cheapestWords = /最(?:便宜|低|省|划算|实惠)|越便宜越好|cheap|lowest|least expensive/iu;
const hotels = /^(?<filter>.*?)(?:的)?\s*(?:酒店|宾馆|民宿|hotels?|hostels?|guesthouses?)$/iu;
/** How a drink or a dish is wanted, behind its name. */
const wishes = /^(?<item>[^，,]+)[，,]\s*(?<kind>[^，,].*)$/u;

export function meantIn(app: App, { intent, values }: Meant, language: Language): Meant {
  const isFood = app.category === 'food';
  const lodging = isFood ? lodgingOf(intent, values, language) : undefined;
  if (lodging) return lodging;
  if (isFood && intent === 'add_to_cart') return { intent: 'order_food', values: dishOf(values) };
  const { query, best = '' } = values;
  const isDishPrice = isFood && intent === 'search' && query !== undefined && cheapestWords.test(best);
  return isDishPrice ? { intent: 'find_price', values: { item: query } } : { intent, values };
}

function lodgingOf(intent: Intent, values: Meant['values'], language: Language): Meant | undefined {
  if (intent !== 'search' && intent !== 'find_price') return undefined;
  const { filter } = hotels.exec(values.query ?? values.item ?? '')?.groups ?? {};
  if (filter === undefined) return undefined;
  const { want } = values;
  const best = values.best ?? (intent === 'find_price' ? cheapest[language] : undefined);
  return {
    intent: 'hotel',
    values: {
      ...(filter !== '' && { filter }),
      ...(best !== undefined && { best }),
      ...(want !== undefined && { want }),
    },
  };
}

function dishOf({ item: said = '', count = '', shop }: Meant['values']): Record<string, string> {
  const { item = said, kind } = wishes.exec(said)?.groups ?? {};
  return { item: count + item, ...(shop !== undefined && { shop }), ...(kind !== undefined && { kind }) };
}
