// App names in Latin letters with one slip of the finger: a letter missing, doubled, wrong, or two swapped ("Amazn",
// "Tabao", "Spotfiy"). Only names of five letters or more that are no everyday words take part, and the first letter has
// to be right. Candidates are found by the strings that both words give when one letter is left out (SymSpell, Garbe 2012).
import { type AppName, namesByKey } from './names.js';

const shortestName = 5;

/** Words of their own that lie one slip from an app's name. */
const realWords = new Set(
  `audibly beige behan cacao courser dalai dealer deeper dialed diaper dinging discard discoed dozer
   fannie fitbits gaggle geode goggle goggles grail justest maces mayan motion outlooks papal poison
   postdates quota readit ruining sheen sheik shoppe shopped shopper skein skyped stein strata suing
   sunning targets titter trite tumble tumbler tweed twister twitches twitted venom vibes video viler
   viper vireo weeing youtuber`.split(/\s+/),
);

/** Whether a lower-case word that is near an app's name is one of its own. */
export function isRealWord(word: string): boolean {
  return realWords.has(word);
}

function shortened(word: string): string[] {
  return [word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))];
}

const names = [...namesByKey].filter(
  ([key, name]) => !name.contextual && key.length >= shortestName && /^[a-z]+$/.test(key),
);

const keysByPart: ReadonlyMap<string, readonly string[]> = (() => {
  const parts = new Map<string, string[]>();
  for (const [key] of names) {
    for (const part of shortened(key)) parts.set(part, [...(parts.get(part) ?? []), key]);
  }
  return parts;
})();

/** Whether two different words differ by one letter missing, added or exchanged, or by two neighbours swapped. */
function oneSlipApart(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true;
  return restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0];
}

/** The name that a lower-case word means if it holds one slip. Endings (googled, amazons) are no slips. */
export function misspeltName(word: string): AppName | undefined {
  if (word.length < shortestName || realWords.has(word)) return undefined;
  for (const part of shortened(word)) {
    for (const key of keysByPart.get(part) ?? []) {
      const ending = word.startsWith(key);
      if (word !== key && !ending && word[0] === key[0] && oneSlipApart(word, key)) return namesByKey.get(key);
    }
  }
  return undefined;
}
