// From a goal to the template of all goals like it, and back: which words of a goal are values that the next one may say
// otherwise. Intents say it themselves; in a free sentence the values are what the run typed, and what stands in quotes.
import { formNames, readFormFields } from '@farhand/shared';
import type { Goal } from '../decider.js';
import { foldText } from '../reading/texts.js';
import type { Pattern, Template, Values } from './recording.js';
import type { Seal } from './seal.js';

const longestSentence = 600;
const mostValues = 4;
const quoted = /["“「『《]([^"“”「」『』《》]{1,100})["”」』》]/g;

/** The goal's template and the values that it has in this goal. `typed`: the texts that the run typed. */
export function templateOf(
  goal: Goal,
  typed: readonly string[],
  isPersonal: (text: string) => boolean,
  seal: Seal,
): { template: Template; values: Values } {
  if (goal.intent !== undefined && goal.intent !== 'do') {
    const values = saidValues(goal);
    return { template: { kind: 'intent', intent: goal.intent, names: Object.keys(values).sort() }, values };
  }
  const sentence = sentenceOf(goal);
  const { pattern, values } = patternOf(sentence, typed);
  const literal = pattern.filter((part) => typeof part === 'string').join('\n');
  if (sentence.length > longestSentence || isPersonal(literal))
    return { template: sealedSentence(goal, seal), values: {} };
  return { template: { kind: 'words', pattern }, values };
}

/** The values of a goal that the template serves, or nothing. */
export function valuesFor(template: Template, goal: Goal, seal: Seal): Values | undefined {
  if (template.kind === 'intent') {
    const values = saidValues(goal);
    const names = Object.keys(values).sort();
    const fits = goal.intent === template.intent && names.join('\n') === template.names.join('\n');
    return fits ? values : undefined;
  }
  if (goal.intent !== undefined && goal.intent !== 'do') return undefined;
  if (template.kind === 'sealed') return sealedSentence(goal, seal).sentence === template.sentence ? {} : undefined;
  return matchPattern(template.pattern, sentenceOf(goal));
}

/** The words of a goal that is no intent with values. */
export function sentenceOf(goal: Goal): string {
  return (goal.values.goal ?? goal.task).trim();
}

/** Of a form, each field is a value of its own: a way that typed one is no way for a form without it. */
function saidValues({ intent, values }: Goal): Values {
  const said = Object.entries(values).filter(([, value]) => value.trim() !== '');
  if (intent !== 'fill_form') return Object.fromEntries(said);
  const fields = readFormFields(values.fields ?? '');
  return { what: values.what ?? '', ...Object.fromEntries(fields.map(({ name, value }) => [fieldKey(name), value])) };
}

function fieldKey(name: string): string {
  return `field ${formNames(name)[0] ?? name}`.slice(0, 40);
}

function sealedSentence(goal: Goal, seal: Seal): Extract<Template, { kind: 'sealed' }> {
  return { kind: 'sealed', sentence: seal.of(foldText(sentenceOf(goal))) };
}

/** A sentence with its values taken out. Two values that nothing parts could not be told apart: the first stays. */
export function patternOf(sentence: string, typed: readonly string[]): { pattern: Pattern; values: Values } {
  const said = [...typed, ...[...sentence.matchAll(quoted)].map((match) => match[1] ?? '')];
  const wanted = [...new Set(said.map((text) => text.trim()).filter((text) => text !== ''))];
  let pattern: Pattern = [sentence];
  const values: Record<string, string> = {};
  // The longest first, so that no value is cut out of the middle of another.
  for (const text of wanted.sort((a, b) => b.length - a.length)) {
    const name = `v${Object.keys(values).length + 1}`;
    const taken = takeOut(pattern, text, name);
    if (!taken || Object.keys(values).length === mostValues) continue;
    pattern = taken;
    values[name] = text;
  }
  const isTelling = pattern.some((part) => typeof part === 'string' && /[\p{L}\p{N}]/u.test(part));
  return isTelling ? { pattern, values } : { pattern: [sentence], values: {} };
}

function takeOut(pattern: Pattern, text: string, name: string): Pattern | undefined {
  const parts: Pattern = [];
  let found = false;
  for (const part of pattern) {
    if (typeof part !== 'string') {
      parts.push(part);
      continue;
    }
    const pieces = splitAround(part, text);
    found ||= pieces.length > 1;
    pieces.forEach((piece, index) => {
      if (index > 0) parts.push({ value: name });
      if (piece !== '') parts.push(piece);
    });
  }
  const touching = parts.some((part, index) => typeof part !== 'string' && typeof parts[index + 1] === 'object');
  return found && !touching ? parts : undefined;
}

function splitAround(text: string, word: string): string[] {
  const [plain, wanted] = [alike(text), alike(word)];
  const pieces: string[] = [];
  let from = 0;
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, from)) {
    pieces.push(text.slice(from, at));
    from = at + wanted.length;
  }
  return [...pieces, text.slice(from)];
}

/** What the values are in a sentence of that pattern: each as short as the words behind it allow. */
export function matchPattern(pattern: Pattern, sentence: string): Values | undefined {
  const plain = alike(sentence);
  const values: Record<string, string> = {};
  let at = 0;
  let open: string | undefined;
  const close = (end: number): boolean => {
    if (open === undefined) return end === at;
    const value = sentence.slice(at, end).trim();
    const known = values[open];
    if (value === '' || (known !== undefined && alike(known) !== alike(value))) return false;
    values[open] = value;
    open = undefined;
    return true;
  };
  for (const [index, part] of pattern.entries()) {
    if (typeof part !== 'string') {
      open = part.value;
      continue;
    }
    const words = alike(part);
    // A value holds at least one character; the last words end the sentence.
    const from = open === undefined ? at : at + 1;
    const isLast = index === pattern.length - 1;
    const start = isLast ? plain.length - words.length : plain.indexOf(words, from);
    if (start < from || !plain.startsWith(words, start) || !close(start)) return undefined;
    at = start + words.length;
  }
  return close(sentence.length) ? values : undefined;
}

/** Case does not matter; where lower case has another length, it does. */
function alike(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

/** A text with the goal's values taken out of it. */
export function toPattern(text: string, values: Values): Pattern {
  const whole = Object.entries(values).find(([, value]) => value.trim() === text.trim());
  if (whole) return [{ value: whole[0] }];
  let pattern: Pattern = [text];
  const longestFirst = Object.entries(values).sort(([, a], [, b]) => b.length - a.length);
  for (const [name, value] of longestFirst) {
    if (value.trim().length < 2) continue;
    pattern = pattern.flatMap((part) => (typeof part === 'string' ? withPlaces(part, value.trim(), name) : [part]));
  }
  return pattern;
}

function withPlaces(text: string, value: string, name: string): Pattern {
  return text
    .split(value)
    .flatMap((piece, index): Pattern => [...(index > 0 ? [{ value: name }] : []), ...(piece === '' ? [] : [piece])]);
}

/** The text for these values; nothing when one is missing. */
export function fill(pattern: Pattern, values: Values): string | undefined {
  let text = '';
  for (const part of pattern) {
    const piece = typeof part === 'string' ? part : values[part.value];
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}

/** Whether the text is made of the goal's values and signs alone. */
export function isExplained(pattern: Pattern): boolean {
  return pattern.every((part) => typeof part !== 'string' || !/[\p{L}\p{N}]/u.test(part));
}
