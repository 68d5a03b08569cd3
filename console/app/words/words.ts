// Words in two languages. Each view keeps a table of its own, every key with English and Chinese side by side, and reads
// `t.key`; a component that read one is drawn again when the language is switched.
import { signal } from '@preact/signals';
import { keep, kept } from '../keep.js';

export type Language = 'en' | 'zh';

const wanted = kept('language');

export const language = signal<Language>(isLanguage(wanted) ? wanted : ofBrowser());

document.documentElement.lang = language.value;

export function speak(next: Language): void {
  language.value = next;
  document.documentElement.lang = next;
  keep('language', next);
}

// biome-ignore lint/suspicious/noExplicitAny: only here, so that each sentence may take what it needs
type Said = string | ((...values: any[]) => string);
type Entry = { readonly en: Said; readonly zh: Said };
type Spoken<E extends Entry> = E['en'] extends string ? string : E['en'];

/** `wordsOf({ greeting: { en: 'Hello', zh: '你好' }, steps: { en: (n: number) => …, zh: (n: number) => … } })` */
export function wordsOf<T extends Record<string, Entry>>(table: T): { readonly [K in keyof T]: Spoken<T[K]> } {
  const spoken = {};
  for (const [key, entry] of Object.entries(table)) {
    Object.defineProperty(spoken, key, { get: () => entry[language.value], enumerable: true });
  }
  return spoken as { readonly [K in keyof T]: Spoken<T[K]> };
}

function isLanguage(text: string | undefined): text is Language {
  return text === 'en' || text === 'zh';
}

/** The first of the browser's languages that is spoken here. */
function ofBrowser(): Language {
  const known = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage);
  return known ?? 'en';
}
