// Finds the apps that a request names. The longest name wins, case, full-width letters and spaces do not matter,
// and names in Latin letters stand on word boundaries. An everyday word (地图, notes, Target) counts only where
// the words beside it show that the app is meant.
import type { App } from './catalogue.js';
import { misspeltName } from './misspelt.js';
import type { AppName } from './names.js';
import { foldText, namesByKey } from './names.js';

/** An app named in a text: `text.slice(start, end)` are the words that name it. */
export interface Mention {
  app: App;
  start: number;
  end: number;
}

interface Candidate extends Mention {
  contextual: boolean;
}

const longestKey = Math.max(...[...namesByKey.keys()].map((key) => key.length));
const firstUnits = new Set([...namesByKey.keys()].map((key) => key[0]));
const latin = /[a-z0-9]/;
/** Verbs and prepositions that only an app's name follows; "check the weather" and "search my files" mean no app. */
const wordsBefore =
  /(?:\b(?:open|open up|launch|start|use|using|in|into|on|onto|via|through|fire up|pull up|go to|switch to|inside)\s+(?:the\s+|my\s+|your\s+)?|(?:打开|开启|启动|使用|利用|通过|进入|切到|切换到|[用在到进上去从开]|记[到在进]|写[到进]|存[到进]|点开))$/;
const wordsBeforeBrand = /\b(?:with|from|at|check|search|try|browse)\s+$/;
/** Apps that come with the phone and are named like the thing they are for. */
const phoneCategories = new Set([
  'clock',
  'notes',
  'phone',
  'contacts',
  'settings',
  'calendar',
  'camera',
  'gallery',
  'weather',
  'calculator',
  'files',
  'recorder',
  'tool',
]);
const wordsAfter =
  /^\s*(?:(?:app|apps|application|messages?|dm|chat|channel|posts?|status|story)\b|应用|软件|程序|里|中|上|app)/;
const listJoint = /^(?:\s+|\s*(?:[,、，/&+]|,?\s*\b(?:and|or|vs)\b|和|跟|与|或|或者|还有|以及)\s*)$/;

function longestNameAt(folded: string, start: number): Candidate | undefined {
  let key = '';
  let gap = false;
  const openGaps = new Set<number>();
  let best: Candidate | undefined;
  for (let i = start; i < folded.length && key.length < longestKey; i += 1) {
    const unit = folded[i] ?? '';
    if (/\s/.test(unit)) {
      if (gap) break;
      gap = true;
      continue;
    }
    if (gap) openGaps.add(key.length);
    gap = false;
    key += unit;
    const name = namesByKey.get(key);
    if (name !== undefined && fits(name, openGaps) && endsOnBoundary(folded, i)) {
      best = { app: name.app, start, end: i + 1, contextual: name.contextual };
    }
  }
  return best;
}

function fits(name: AppName, openGaps: ReadonlySet<number>): boolean {
  for (const gap of openGaps) {
    if (!name.gaps.has(gap)) return false;
  }
  return true;
}

function startsOnBoundary(folded: string, start: number): boolean {
  return !latin.test(folded[start] ?? '') || !latin.test(folded[start - 1] ?? '');
}

function endsOnBoundary(folded: string, last: number): boolean {
  return !latin.test(folded[last] ?? '') || !latin.test(folded[last + 1] ?? '');
}

function misspeltAt(folded: string, start: number): Candidate | undefined {
  const word = /^[a-z]+/.exec(folded.slice(start, start + longestKey))?.[0] ?? '';
  const name = endsOnBoundary(folded, start + word.length - 1) ? misspeltName(word) : undefined;
  return name === undefined ? undefined : { app: name.app, start, end: start + word.length, contextual: false };
}

function candidatesIn(folded: string): Candidate[] {
  const found: Candidate[] = [];
  let i = 0;
  while (i < folded.length) {
    const begins = firstUnits.has(folded[i]) && startsOnBoundary(folded, i);
    const candidate = begins ? (longestNameAt(folded, i) ?? misspeltAt(folded, i)) : undefined;
    if (candidate !== undefined) found.push(candidate);
    i = candidate?.end ?? i + 1;
  }
  return found;
}

function namedByContext(folded: string, { app, start, end }: Candidate): boolean {
  const before = folded.slice(Math.max(0, start - 24), start);
  if (wordsBefore.test(before) || wordsAfter.test(folded.slice(end, end + 12))) return true;
  return wordsBeforeBrand.test(before) && !phoneCategories.has(app.category);
}

/** Apps named in the text, in reading order, never overlapping. */
export function findMentions(text: string): Mention[] {
  const folded = foldText(text);
  const candidates = candidatesIn(folded);
  const accepted = candidates.map((candidate) => !candidate.contextual || namedByContext(folded, candidate));
  for (const [i, candidate] of candidates.entries()) {
    const previous = candidates[i - 1];
    if (accepted[i] || previous === undefined || !accepted[i - 1]) continue;
    accepted[i] = listJoint.test(folded.slice(previous.end, candidate.start));
  }
  for (let i = candidates.length - 2; i >= 0; i -= 1) {
    const candidate = candidates[i];
    const next = candidates[i + 1];
    if (accepted[i] || candidate === undefined || next === undefined || !accepted[i + 1]) continue;
    accepted[i] = listJoint.test(folded.slice(candidate.end, next.start));
  }
  return candidates.filter((_, i) => accepted[i]).map(({ app, start, end }) => ({ app, start, end }));
}
