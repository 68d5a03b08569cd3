// From a name that somebody wrote (in a setting, an API call, a plan) to the app it means, or to the nearest names.
import type { App } from './catalogue.js';
import { appById } from './catalogue.js';
import { nameKey, namesByKey } from './names.js';

/** The app with this id or name, in any case and spacing. */
export function resolveApp(name: string): App | undefined {
  return appById(name.trim()) ?? namesByKey.get(nameKey(name))?.app;
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

/** Apps whose names look most like the given one, best first; for "did you mean". */
export function nearestApps(name: string, limit = 3): App[] {
  const wanted = bigrams(nameKey(name));
  const scores = new Map<App, number>();
  for (const [key, { app }] of namesByKey) {
    const score = similarity(wanted, bigrams(key));
    if (score >= 0.4 && score > (scores.get(app) ?? 0)) scores.set(app, score);
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([app]) => app);
}
