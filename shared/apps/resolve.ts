// From a name that somebody wrote (in a setting, an API call, a plan) to the app it means, or to the nearest names.
import { editDistance } from '../strict.js';
import type { App } from './catalogue.js';
import { appById } from './catalogue.js';
import { isRealWord } from './misspelt.js';
import { nameKey, namesByKey, servicesByKey } from './names.js';

/** The app with this id, name or service, in any case and spacing. */
export function resolveApp(name: string): App | undefined {
  const key = nameKey(name);
  return appById(name.trim()) ?? namesByKey.get(key)?.app ?? servicesByKey.get(key);
}

/** Share of the letters of a name that are right where it is taken for a misspelt one. */
const closeEnough = 0.8;
/** By how much it has to be closer than any other app's. */
const margin = 0.1;
/** Shorter names are one slip from too many words. */
const shortestClose = 5;

/**
 * The app among the candidates whose name the given one is, but for a slip or two; undefined when none is near enough, or
 * when two are. What only opens in the same program counts as the same.
 */
export function closestApp(name: string, candidates: readonly App[]): App | undefined {
  const wanted = nameKey(name);
  if (wanted.length < shortestClose || isRealWord(wanted)) return undefined;
  const scores = candidates.map((app) => ({
    app,
    score: Math.max(...keysOf(app).map((key) => closeness(wanted, key))),
  }));
  scores.sort((a, b) => b.score - a.score);
  const [best] = scores;
  if (!best || best.score < closeEnough) return undefined;
  const isElsewhere = ({ packages }: App): boolean => !packages.some((one) => best.app.packages.includes(one));
  const second = scores.find(({ app }) => isElsewhere(app));
  return second && best.score - second.score < margin ? undefined : best.app;
}

function keysOf({ names, aliases, services = [] }: App): string[] {
  return [names.zh, names.en, ...aliases, ...services].map(nameKey).filter(({ length }) => length >= shortestClose);
}

/** From 0 to 1. A wrong first letter or another number is another name. */
function closeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  const mostSlips = (1 - closeEnough + margin) * longer;
  if (Math.abs(a.length - b.length) > mostSlips || a[0] !== b[0] || digitsOf(a) !== digitsOf(b)) return 0;
  return 1 - editDistance(a, b, true) / longer;
}

function digitsOf(key: string): string {
  return key.replaceAll(/\D/g, '');
}

function bigrams(key: string): Set<string> {
  const grams = new Set<string>();
  const padded = `^${key}$`;
  for (let i = 0; i + 1 < padded.length; i += 1) grams.add(padded.slice(i, i + 2));
  return grams;
}

/** Dice coefficient of the character pairs of two names: 1 for equal names, 0 for nothing in common. */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const gram of a) {
    if (b.has(gram)) common += 1;
  }
  return (2 * common) / (a.size + b.size);
}

/** Of every name; made when somebody first asks. */
let knownBigrams: readonly { readonly app: App; readonly grams: ReadonlySet<string> }[] | undefined;

/** Apps whose names look most like the given one, best first; for "did you mean". */
export function nearestApps(name: string, limit = 3): App[] {
  const wanted = bigrams(nameKey(name));
  knownBigrams ??= [...namesByKey].map(([key, { app }]) => ({ app, grams: bigrams(key) }));
  const scores = new Map<App, number>();
  for (const { app, grams } of knownBigrams) {
    const score = similarity(wanted, grams);
    if (score >= 0.4 && score > (scores.get(app) ?? 0)) scores.set(app, score);
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([app]) => app);
}
