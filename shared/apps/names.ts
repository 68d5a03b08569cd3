// Every name of the catalogue in a form that ignores case, full-width letters and most spaces.
// Owns the folding and the name table; which places of a text count as a mention is decided in mentions.ts.
import type { App } from './catalogue.js';
import { apps } from './catalogue.js';

/** One way to say an app's name. */
export interface AppName {
  app: App;
  /** True for an everyday word that names the app only in context. */
  contextual: boolean;
  /** Gaps, by index of the compact key, where spaces may stand: gap i lies before character i. */
  gaps: ReadonlySet<number>;
}

const han = /\p{Script=Han}/u;
const digit = /\p{N}/u;
const isHan = 1;
const isDigit = 2;

/** Folds one UTF-16 unit: full-width ASCII to ASCII, then lower case. Always one unit for one unit. */
export function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase();
  if (code === 0x3000 || code === 0xa0) return ' ';
  if (code === 0x2019) return "'";
  const lower = unit.toLowerCase();
  return lower.length === 1 ? lower : unit;
}

/** Folds a whole text, unit by unit, so that offsets stay those of the original. */
export function foldText(text: string): string {
  let folded = '';
  for (let i = 0; i < text.length; i += 1) folded += foldUnit(text[i] ?? '');
  return folded;
}

/** Every start of every program asks this of all names, so each character is looked at once. */
const kinds = new Map<string, number>();

function kindOf(character: string): number {
  let kind = kinds.get(character);
  if (kind === undefined) {
    kind = (han.test(character) ? isHan : 0) | (digit.test(character) ? isDigit : 0);
    kinds.set(character, kind);
  }
  return kind;
}

function compact(name: string): { key: string; gaps: Set<number> } {
  const gaps = new Set<number>();
  let key = '';
  for (const character of foldText(name.trim())) {
    if (character === ' ') {
      gaps.add(key.length);
      continue;
    }
    const before = key.at(-1);
    const kind = kindOf(character);
    if (kind & isHan || (before !== undefined && kindOf(before) !== kind)) gaps.add(key.length);
    key += character;
  }
  return { key, gaps };
}

function build(): ReadonlyMap<string, AppName> {
  const names = new Map<string, AppName>();
  for (const app of apps) {
    const contextual = new Set((app.contextual ?? []).map((name) => compact(name).key));
    for (const name of [app.names.zh, app.names.en, ...app.aliases, ...(app.contextual ?? [])]) {
      const { key, gaps } = compact(name);
      const known = names.get(key);
      if (known !== undefined && known.app !== app) {
        throw new Error(`shared/apps/catalogue.json: "${name}" names both ${known.app.id} and ${app.id}`);
      }
      const allGaps = new Set([...(known?.gaps ?? []), ...gaps]);
      names.set(key, { app, contextual: contextual.has(key), gaps: allGaps });
    }
  }
  return names;
}

/** Names by compact key (folded, without spaces). */
export const namesByKey: ReadonlyMap<string, AppName> = build();

function buildServices(): ReadonlyMap<string, App> {
  const services = new Map<string, App>();
  for (const app of apps) {
    for (const name of app.services ?? []) {
      const key = nameKey(name);
      const known = namesByKey.get(key)?.app ?? services.get(key);
      if (known !== undefined) {
        throw new Error(`shared/apps/catalogue.json: "${name}" names both ${known.id} and ${app.id}`);
      }
      services.set(key, app);
    }
  }
  return services;
}

/** What opens an app and is no name of it, by compact key. */
export const servicesByKey: ReadonlyMap<string, App> = buildServices();

/** The compact key of any text that might be a name. */
export function nameKey(name: string): string {
  return foldText(name).replaceAll(/\s+/g, '');
}
